"""The answers to one question as a row of numbers, with words at both ends."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

BOX_WIDTH = 14


class AnswerBox(Static):
    """One answer that can be clicked."""

    def __init__(self, value: int) -> None:
        super().__init__(str(value), markup=False)
        self.value = value

    def on_click(self, event: Click) -> None:
        """Chooses this answer."""
        event.stop()
        self.post_message(AnswerRow.Chosen(self.value))


class AnswerRow(Vertical):
    """Numbers 1 to `points`; the chosen one has brackets, so that it shows without colour."""

    DEFAULT_CSS = """
    AnswerRow {
        height: auto;
        Horizontal { height: auto; }
        AnswerBox {
            width: 1fr;
            height: 3;
            margin-right: 1;
            background: $panel;
            content-align: center middle;
            &.-chosen { background: $primary 40%; text-style: bold; }
        }
        .low { width: 1fr; color: $secondary; }
        .high { width: auto; color: $secondary; margin-right: 1; }
    }
    """

    class Chosen(Message):
        """Somebody clicked on an answer."""

        def __init__(self, value: int) -> None:
            super().__init__()
            self.value = value

    def __init__(self, points: int, low: str, high: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._points = points
        self._low = low
        self._high = high

    def compose(self) -> ComposeResult:
        """The numbers, then the words."""
        with Horizontal():
            for value in range(1, self._points + 1):
                yield AnswerBox(value)
        with Horizontal():
            yield Static(f"1 = {self._low}", classes="low", markup=False)
            yield Static(f"{self._points} = {self._high}", classes="high", markup=False)

    def on_mount(self) -> None:
        """On wide screens the numbers stay within reach of each other."""
        self.styles.max_width = self._points * BOX_WIDTH

    def choose(self, value: int | None) -> None:
        """Marks an answer, or none."""
        for box in self.query(AnswerBox):
            chosen = box.value == value
            box.set_class(chosen, "-chosen")
            box.update(Content(f"[ {box.value} ]" if chosen else str(box.value)))
