"""`ybiyri answer`: one person answers, in the kiosk or by line prompts, here or with an invitation alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from textual.screen import Screen

    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.answering.casting import Booth

NO_TERMINAL = "The kiosk needs a terminal; `ybiyri answer --plain` works without one."


@click.command()
@click.option("--plain", is_flag=True, help="Ask by line prompts, for screen readers and simple terminals.")
@click.option(
    "--invitation",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Answer with an invitation alone, without the workspace.",
)
@click.option(
    "--ballot-out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the sealed ballot goes then; a new file, for the delegate.",
)
@global_options
@pass_settings
def answer(settings: Settings, plain: bool, invitation: Path | None, ballot_out: Path | None) -> None:
    """Answer the survey that is open for the pilot.

    Opens the kiosk, for one person after the other. With --plain one person answers by line prompts on standard
    input and output; if the input ends before the answers are sent, nothing is stored and the exit code is 2.

    With --invitation one person answers on a machine of their own, without a server or a workspace: the answers are
    sealed here and written to the file of --ballot-out, which goes to the delegate. Compare the fingerprint with your
    slip. A mistyped code is noticed; whether it is used already only the collecting can tell.

    With --invitation and the address of a PostgreSQL workspace the ballot goes there, as a role that may do nothing
    else (`ybiyri workspace grant-answering`).

    \b
    Examples:
      ybiyri answer --plain
      ybiyri answer --invitation before.invite --ballot-out mine.ballot
      ybiyri answer --invitation before.invite --workspace postgresql+psycopg://answering@db.example/pilots
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.survey.surveying import the_open_round

    if invitation is not None and ballot_out is not None:
        _answer_by_file(invitation.expanduser(), ballot_out.expanduser(), plain=plain)
        return
    place = settings.place() if invitation is not None else None
    if invitation is not None and isinstance(place, str):
        _answer_by_role(place, invitation.expanduser(), plain=plain)
        return
    if invitation is not None or ballot_out is not None:
        raise ProgramError(
            "--invitation and --ballot-out belong together: what to answer, and where the ballot goes; or --invitation "
            "and the address of a database."
        )
    context, pilot = settings.pilot_context()
    found = the_open_round(context, pilot.id)
    if plain:
        from ybiyri_tui.line_prompts.answering import answer_plainly
        from ybiyri_tui.usecases.survey.answering.casting import booth

        answer_plainly(booth(context, found))
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ProgramError(NO_TERMINAL)
    from ybiyri_tui.launch import run_with

    run_with(settings, lambda: _kiosk(found))


def _kiosk(found: Round) -> Screen[None]:
    from ybiyri_tui.screens.kiosk.kiosk import KioskScreen

    return KioskScreen(found, alone=True)


def _answer_by_file(invitation: Path, ballot: Path, *, plain: bool) -> None:
    """One person, with nothing but an invitation. Raises AnswerIsNo if they leave without sending."""
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.usecases.survey.by_file.answering import booth_for

    booth = booth_for(invitation, ballot)
    _answer_at(booth, plain=plain)
    if plain:
        return
    if not ballot.exists():
        raise AnswerIsNo(f"Nothing was sent, so there is no {ballot}; the code is still good.")
    click.echo(booth.thanks, err=True)


def _answer_by_role(address: str, invitation: Path, *, plain: bool) -> None:
    """One person, with an invitation and a role that may hand in ballots."""
    from ybiyri_tui.usecases.survey.answering.by_role import invited_at
    from ybiyri_tui.usecases.survey.answering.casting import booth

    _answer_at(booth(*invited_at(address, invitation)), plain=plain)


def _answer_at(booth: Booth, *, plain: bool) -> None:
    """The answer flow at a booth without a workspace of its own."""
    from ybiyri_tui.errors import ProgramError

    if plain:
        from ybiyri_tui.line_prompts.answering import answer_plainly

        answer_plainly(booth)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ProgramError(NO_TERMINAL)
    from ybiyri_tui.hosting.participant import answer_on_terminal
    from ybiyri_tui.launch import forget_key_logs

    forget_key_logs()
    answer_on_terminal(booth)
