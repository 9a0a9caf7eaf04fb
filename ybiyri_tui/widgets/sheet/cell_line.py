"""The line below a grid: what is in the cell, all of it, and where it is typed."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.widgets.sheet.line_edit import LineEdit

# Keys that take over what is typed, and how far the cursor moves then: rows, columns.
TAKE = {"enter": (1, 0), "down": (1, 0), "up": (-1, 0), "tab": (0, 1), "shift+tab": (0, -1)}


class Host(Protocol):
    """What decides about the texts that are typed."""

    def hand_in(self, text: str, rows: int, columns: int) -> None:
        """A text is handed in; the cursor is to move so many rows and columns once it is taken."""

    def typing(self, text: str) -> None:
        """Another text stands in the line."""

    def leave(self, text: str) -> None:
        """The line was left with a text that is not handed in."""


class CellLine(Vertical):
    """Shows a cell, and lets it be typed.

    It never has the focus: keys are handed to it by the grid above, so that they are worked through in the order in
    which they were pressed, however fast that was.
    """

    DEFAULT_CSS = """
    CellLine {
        height: auto;
        padding: 0 1;
        border-top: solid $secondary 60%;
        Horizontal { height: auto; max-height: 3; }
        #cell-title { width: auto; max-width: 40%; text-style: bold; }
        #cell-text { width: 1fr; height: auto; }
        #cell-text.-editing { background: $surface-lighten-1; }
        #cell-remark { height: auto; max-height: 2; color: $secondary; }
        #cell-remark.problem { color: $error; }
    }
    """

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._line = LineEdit()
        self.is_editing = False

    def compose(self) -> ComposeResult:
        """Title, text, remark."""
        with Horizontal():
            yield Static("", id="cell-title", markup=False)
            yield Static("", id="cell-text", markup=False)
        yield Static("", id="cell-remark", markup=False)

    def tell(self, title: str, text: str, remark: str = "") -> None:
        """Shows a cell."""
        self.query_one("#cell-title", Static).update(Content(f"{shown(title)}  " if title else ""))
        self.query_one("#cell-text", Static).update(shown(text))
        self.remark(remark)

    def remark(self, text: str, *, problem: bool = False) -> None:
        """Says what is expected, or what is wrong."""
        remark = self.query_one("#cell-remark", Static)
        remark.set_class(problem, "problem")
        remark.update(shown(text))

    def edit(self, text: str) -> None:
        """Lets the text be typed on."""
        self.is_editing = True
        self._line.start(text)
        self._show()
        self._host.typing(text)

    def insert(self, text: str) -> None:
        """Puts text where the cursor is, such as one that is pasted."""
        self._line.insert(text)
        self._show()
        self._host.typing(self._line.text)

    def close(self) -> None:
        """Shows the cell again."""
        self.is_editing = False
        self.query_one("#cell-text").remove_class("-editing")

    def key(self, event: Key) -> bool:
        """Does what a key means while a cell is typed, and says whether it means anything."""
        if event.key in TAKE:
            self._host.hand_in(self._line.text, *TAKE[event.key])
        elif event.key == "escape":
            self._host.leave(self._line.text)
        elif self._line.key(event.key, event.character if event.is_printable else None):
            self._show()
            self._host.typing(self._line.text)
        else:
            return False
        return True

    def _show(self) -> None:
        before, after = self._line.text[: self._line.cursor], self._line.text[self._line.cursor :]
        under = shown(after[:1]) or " "
        text = Content.assemble(shown(before), (under, "reverse"), shown(after[1:]))
        field = self.query_one("#cell-text", Static)
        field.add_class("-editing")
        field.update(text)
