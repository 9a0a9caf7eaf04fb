"""A participant's side of a page: Textual's web driver without what leads elsewhere, ending when the page has gone."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from ybiyri_tui.hosting.participant import answer_on_terminal

if TYPE_CHECKING:
    from ybiyri_tui.hosting.participant import RemoteBooth

STORED = "Thank you. Your answers are stored."
SECONDS_TO_LEAVE = 10
"""A process whose page has gone for so long is ended by the system, whatever it does."""


class PageDriver(WebDriver):
    """Speaks textual-serve's protocol on standard input and output; opens no address and hands out no file."""

    def run_input_thread(self) -> None:
        """Reads until the page has gone; then the app ends."""
        super().run_input_thread()
        signal.alarm(SECONDS_TO_LEAVE)
        self._app.post_message(ExitApp())

    def stop_application_mode(self) -> None:
        """Stops reading. That the process ends tells the page, so that a last sentence still arrives."""
        self.exit_event.set()
        self._input_reader.close()

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Does nothing."""

    def deliver_binary(self, *_given: Any, **_named: Any) -> None:
        """Does nothing."""


def answer_in_browser(booth: RemoteBooth, columns: int, rows: int) -> None:
    """The survey in colour on a page of this size; returns when its person leaves."""
    os.environ.update(TERM="xterm-256color", COLUMNS=str(columns), ROWS=str(rows))
    answer_on_terminal(booth, PageDriver)
    if booth.line.has_handed_over:
        say_in_browser(STORED)


def say_in_browser(sentence: str) -> None:
    """Hands a last sentence to the page."""
    packet = json.dumps({"type": "said", "sentence": sentence}).encode()
    os.write(1, b"M" + len(packet).to_bytes(4) + packet)
