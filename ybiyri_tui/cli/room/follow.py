"""`ybiyri follow`: the scribe's screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from textual.screen import Screen


@click.command()
@global_options
@pass_settings
def follow(settings: Settings) -> None:
    """Open the scribe's screen in a second terminal, in step with the workshop on the first.

    It shows how to ask, which the projector never does, and takes notes and steps. `ybiyri workshop show` and
    `ybiyri workshop note` do the same without a screen.

    \b
    Example: ybiyri follow --pilot Payments
    """
    from ybiyri_tui.launch import run_with

    settings.place()
    run_with(settings, partial(_scribe, settings.pilot))


def _scribe(pilot: str | None) -> Screen[None]:
    from ybiyri_tui.screens.workshop.follow import FollowScreen

    return FollowScreen(pilot)
