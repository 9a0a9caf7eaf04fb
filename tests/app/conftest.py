"""Runs the app on a temporary workspace, with nothing that blinks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from textual.pilot import Pilot as Driver
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.home import HomeScreen

AppMaker = Callable[..., YbiyriApp]


@pytest.fixture(autouse=True)
def _no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make pictures differ; a renamed private method must be noticed."""
    for widget, name in ((Input, "_toggle_cursor"), (TextArea, "_toggle_cursor_blink_visible")):
        assert hasattr(widget, name)
        monkeypatch.setattr(widget, name, lambda self: None)


@pytest.fixture
def make_app(context: Context) -> AppMaker:
    """Makes an app on the temporary workspace; it starts on Home unless told otherwise."""

    def make(first: Callable[[], Screen[None]] = HomeScreen, on: Context | None = None) -> YbiyriApp:
        return YbiyriApp(lambda: on or context, first)

    return make


async def settled(driver: Driver[None]) -> None:
    """Waits until all workers are done and their results are on the screen."""
    for _ in range(3):
        await driver.pause()
        with suppress(WorkerCancelled):
            await driver.app.workers.wait_for_complete()
    await driver.pause()


def text_of(app: YbiyriApp) -> str:
    """What the screen on top shows, as text without trailing spaces."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
