"""Starts the app. Before the first frame only one thing is looked up: whether the workspace file exists."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    from textual.screen import Screen

    from ybiyri_tui.cli.base import Settings

# With these Textual writes every key that is pressed, and so every answer, into a log.
KEY_LOGS = ("TEXTUAL_LOG", "TEXTUAL")


def run_app(settings: Settings) -> None:
    """Opens the app on the last pilot, or on the welcome if there is no workspace yet."""
    run_with(settings, partial(_home, settings.pilot) if settings.is_there() else partial(_welcome, settings))


def run_with(settings: Settings, first: Callable[[], Screen[None]]) -> None:
    """Runs the app until it is left. Raises ProgramError if there is no terminal, or the error that ended the app."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ProgramError("The app needs a terminal; `ybiyri status` and the other commands work without one.")
    forget_key_logs()
    from ybiyri_tui.app import YbiyriApp

    app = YbiyriApp(settings.context, first)
    app.run()
    if app.failure is not None:
        raise app.failure


def forget_key_logs() -> None:
    """Keeps Textual from logging what is typed, whatever the environment asks for."""
    for log in KEY_LOGS:
        os.environ.pop(log, None)


def _home(pilot: str | None) -> Screen[None]:
    from ybiyri_tui.screens.home.home import HomeScreen

    return HomeScreen(pilot)


def _welcome(settings: Settings) -> Screen[None]:
    from ybiyri_tui.screens.welcome.welcome import WelcomeScreen

    return WelcomeScreen(settings.workspace_path())
