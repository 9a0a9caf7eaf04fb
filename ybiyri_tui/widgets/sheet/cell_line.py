"""The line below a grid: what is in the cell, all of it, and where it is typed."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ybiyri_tui.widgets.plain import shown


class Host(Protocol):
    """What decides about the texts that are typed. It is called at once, so that no key typed after it is lost."""

    def hand_in(self, text: str, rows: int, columns: int) -> None:
        """A text is handed in; the cursor is to move so many rows and columns once it is taken."""

    def typing(self, text: str) -> None:
        """Another text stands in the field."""

    def leave(self, text: str) -> None:
        """The field was left with a text that is not handed in."""


class CellInput(Input):
    """Tab and the arrows up and down take over what is typed and move on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", key_display="esc", tooltip="back to the table, keeping the text"),
        Binding("enter", "take(1, 0)", "save", key_display="enter", tooltip="save the cell, go down"),
        Binding("tab", "take(0, 1)", "save, next cell", show=False),
        Binding("shift+tab", "take(0, -1)", "save, cell before", show=False),
        Binding("up", "take(-1, 0)", "save, go up", show=False),
        Binding("down", "take(1, 0)", "save, go down", show=False),
    ]

    def __init__(self, host: Host) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self._host = host

    def action_take(self, rows: int, columns: int) -> None:
        """Hands in what is typed."""
        self._host.hand_in(self.value, rows, columns)

    def action_leave(self) -> None:
        """Leaves it."""
        self._host.leave(self.value)


class CellLine(Vertical):
    """Shows a cell, and becomes a field while it is edited."""

    DEFAULT_CSS = """
    CellLine {
        height: auto;
        padding: 0 1;
        border-top: solid $secondary 60%;
        Horizontal { height: auto; max-height: 3; }
        #cell-title { width: auto; max-width: 40%; text-style: bold; }
        #cell-text { width: 1fr; height: auto; }
        CellInput { display: none; width: 1fr; }
        #cell-remark { height: auto; max-height: 2; color: $secondary; }
        #cell-remark.problem { color: $error; }
    }
    """

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host

    def compose(self) -> ComposeResult:
        """Title, text or field, remark."""
        with Horizontal():
            yield Static("", id="cell-title", markup=False)
            yield Static("", id="cell-text", markup=False)
            yield CellInput(self._host)
        yield Static("", id="cell-remark", markup=False)

    @property
    def is_editing(self) -> bool:
        """Whether a text is being typed."""
        return self.query_one(CellInput).display

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
        """Lets the text be typed."""
        field = self.query_one(CellInput)
        field.display = True
        self.query_one("#cell-text").display = False
        field.value = text
        field.cursor_position = len(text)
        self.screen.set_focus(field)

    def close(self) -> None:
        """Shows the cell again."""
        self.query_one(CellInput).display = False
        self.query_one("#cell-text").display = True

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_editing:
            self._host.typing(event.value)
