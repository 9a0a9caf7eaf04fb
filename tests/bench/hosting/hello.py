"""A bare Textual app over the same server, split off in the same way, to measure a participant's first page beside.

As a program it is `ybiyri host`, whose participants get the bare app.
"""

from __future__ import annotations

import sys
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Static

from ybiyri_tui.__main__ import main
from ybiyri_tui.hosting import zygote
from ybiyri_tui.hosting.processes import Processes

HELLO = "Hello, whoever you are"


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(HELLO)


def answer(_booth: Any) -> None:
    """In place of the survey."""
    Hello().run()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        vars(zygote)["answer_on_terminal"] = answer
        zygote.main()
    else:
        Processes.origin = "tests.bench.hosting.hello"
        main()
