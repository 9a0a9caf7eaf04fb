"""`ybiyri answer`: one person answers, in the kiosk or by line prompts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from textual.screen import Screen

    from surveys.rounds.records import Round


@click.command()
@click.option("--plain", is_flag=True, help="Ask by line prompts, for screen readers and simple terminals.")
@global_options
@pass_settings
def answer(settings: Settings, plain: bool) -> None:
    """Answer the survey that is open for the pilot.

    Opens the kiosk, for one person after the other. With --plain one person answers by line prompts on standard
    input and output; if the input ends before the answers are sent, nothing is stored and the exit code is 2.

    \b
    Example: ybiyri answer --plain
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.survey.surveying import the_open_round

    context, pilot = settings.pilot_context()
    found = the_open_round(context, pilot.id)
    if plain:
        from ybiyri_tui.line_prompts.answering import answer_plainly
        from ybiyri_tui.usecases.survey.casting import booth

        answer_plainly(booth(context, found))
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ProgramError("The kiosk needs a terminal; `ybiyri answer --plain` works without one.")
    from ybiyri_tui.launch import run_with

    run_with(settings, lambda: _kiosk(found))


def _kiosk(found: Round) -> Screen[None]:
    from ybiyri_tui.screens.kiosk.kiosk import KioskScreen

    return KioskScreen(found, alone=True)
