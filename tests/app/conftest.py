"""Runs the app on a temporary workspace, with nothing that blinks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import cast

import pytest
from textual.pilot import Pilot as Driver
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.paths import log_file
from ybiyri_tui.screens.home.home import HomeScreen

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture(autouse=True)
def _no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make pictures differ; a renamed private method must be noticed."""
    for widget, name in ((Input, "_toggle_cursor"), (TextArea, "_toggle_cursor_blink_visible")):
        assert hasattr(widget, name)
        monkeypatch.setattr(widget, name, lambda self: None)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not make the app say that it is saving."""
    monkeypatch.setattr("ybiyri_tui.screens.base.SLOW", 600)


@pytest.fixture(autouse=True)
def _no_unexpected_error(_own_surroundings: None) -> Iterator[None]:
    """The app tells of an unexpected error and goes on, so a test that did not expect one must fail here."""
    yield
    log = log_file()
    assert not log.exists(), log.read_text(encoding="utf-8")


@pytest.fixture
def make_app(context: Context) -> AppMaker:
    """Makes an app on the temporary workspace; it starts on Home unless told otherwise."""

    def make(first: Callable[[], Screen[None]] = HomeScreen, on: Context | None = None) -> YbiyriApp:
        return YbiyriApp(lambda: on or context, first)

    return make


@pytest.fixture
def settled() -> Settled:
    """Waits until all workers are done, but for those that wait for a person, and their results are on the screen.

    What such a dialog has asked the desk to write is waited for as well.
    """

    async def wait(driver: Driver[None]) -> None:
        app = cast("YbiyriApp", driver.app)
        quiet, seen = 0, app.screen_stack
        while quiet < 2:
            await driver.pause()
            await app.desk.idle()
            await driver.pause()
            busy = [worker for worker in app.workers if worker.group != "dialog"]
            quiet = 0 if busy or app.screen_stack != seen else quiet + 1
            seen = app.screen_stack
            for worker in busy:
                with suppress(WorkerCancelled):
                    await worker.wait()

    return wait


@pytest.fixture
def text_of() -> TextOf:
    """What the screen on top shows, as text without trailing spaces."""

    def read(app: YbiyriApp) -> str:
        return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())

    return read
