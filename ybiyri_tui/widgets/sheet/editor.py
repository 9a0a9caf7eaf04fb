"""A grid and the line in which its cells are typed, together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.message import Message

from playbook.errors import PlaybookError
from ybiyri_tui.widgets.sheet.cell_line import CellLine
from ybiyri_tui.widgets.sheet.grid import SheetGrid
from ybiyri_tui.widgets.sheet.layout import Cells

MOVES = {
    "up": (-1, 0),
    "down": (1, 0),
    "left": (0, -1),
    "right": (0, 1),
    "tab": (0, 1),
    "shift+tab": (0, -1),
}


@dataclass(frozen=True)
class CellText:
    """A cell in full: `text` is what is edited, `draft` what was typed before and not handed in."""

    title: str
    text: str
    expects: str
    is_missing: bool = False
    draft: str | None = None


class CellSource(Protocol):
    """What the cells of a grid say, and what a typed text is taken for; rows by their key."""

    def cell(self, key: int, column: int) -> CellText:
        """A cell in full."""

    def taken_for(self, key: int, column: int, text: str) -> str:
        """How a typed text will be read. Raises PlaybookError for one that will not do."""

    def keep_draft(self, key: int, column: int, text: str) -> None:
        """Keeps a text that was not handed in."""


class SheetEditor(Vertical):
    """Hands up the texts that will do, as `Edited`; what will not is told below the grid and typed again.

    `commands` are keys of the screen that typing may follow at once, such as the one that adds a row.
    """

    DEFAULT_CSS = """
    SheetEditor { height: 1fr; }
    """

    class Edited(Message):
        """A cell has another text."""

        def __init__(self, key: int, column: int, text: str) -> None:
            super().__init__()
            self.key, self.column, self.text = key, column, text

    def __init__(self, source: CellSource, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = source
        self._held: list[Key] | None = None
        self.commands: dict[str, Callable[[], None]] = {}

    def compose(self) -> ComposeResult:
        """The grid above, the line below."""
        grid = SheetGrid()
        grid.keys, grid.paste = self._key, self._paste
        yield grid
        yield CellLine(self)

    @property
    def grid(self) -> SheetGrid:
        """The grid."""
        return self.query_one(SheetGrid)

    @property
    def line(self) -> CellLine:
        """The line below it."""
        return self.query_one(CellLine)

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being typed."""
        return self.line.is_editing

    def put(self, cells: Cells, key: int | None = None) -> None:
        """Shows newer cells; the cursor goes to the row with this key, or stays on its row."""
        self.grid.put(cells, key)

    def hold(self) -> None:
        """Keeps what is typed until `release`, because the row that it is meant for is still to come."""
        self._held = self._held or []

    def release(self) -> None:
        """Works through what was kept."""
        held, self._held = self._held or [], None
        for event in held:
            self._key(event)

    def _key(self, event: Key) -> bool:
        """Does what a key means in the grid, and says whether it means anything here."""
        typed = event.is_printable and event.key not in self.screen.active_bindings
        if self._held is not None and (typed or event.key in MOVES or event.key in ("enter", "backspace")):
            self._held.append(event)
        elif self.is_editing:
            return self.line.key(event)
        elif event.key in self.commands:
            self.commands[event.key]()
        elif event.key in MOVES:
            self.grid.action_move(*MOVES[event.key])
        elif event.key == "enter" and self.grid.cells.rows:
            self._edit(None)
        elif typed and event.character and self.grid.cells.rows:
            self._edit(event.character)
        else:
            return False
        return True

    def _paste(self, text: str) -> None:
        if not self.is_editing:
            self._edit("")
        if self.is_editing:
            self.line.insert(text)

    def _edit(self, typed: str | None) -> None:
        key, column = self.grid.key, self.grid.column
        if key is not None:
            cell = self._source.cell(key, column)
            start = cell.text if cell.draft is None else cell.draft
            self.grid.edit_on(True)
            self.line.tell(cell.title, "")
            self.line.edit(start if typed is None else typed)

    def hand_in(self, text: str, rows: int, columns: int) -> None:
        """Takes a text over and moves on, or says why not."""
        key, column = self.grid.key, self.grid.column
        if key is None:
            self._close()
            return
        try:
            self._source.taken_for(key, column, text)
        except PlaybookError as error:
            self.line.remark(str(error), problem=True)
            return
        if text.strip() != self._source.cell(key, column).text:
            self.post_message(self.Edited(key, column, text))
        self._close()
        self.grid.action_move(rows, columns)

    def typing(self, text: str) -> None:
        """Says what the text will be taken for."""
        key, column = self.grid.key, self.grid.column
        if key is None:
            return
        cell = self._source.cell(key, column)
        try:
            taken = self._source.taken_for(key, column, text)
        except PlaybookError:
            taken = ""
        self.line.remark(f"{taken}   ({cell.expects})" if taken else cell.expects)

    def leave(self, text: str) -> None:
        """Goes back to the grid; what was typed is kept."""
        if self.grid.key is not None and text != self._source.cell(self.grid.key, self.grid.column).text:
            self._source.keep_draft(self.grid.key, self.grid.column, text)
        self._close()

    def _close(self) -> None:
        self.line.close()
        self.grid.edit_on(False)
        self._tell()

    @on(SheetGrid.Moved)
    def _tell(self) -> None:
        """Shows all of the cell under the cursor."""
        if self.is_editing or self.grid.key is None:
            return
        cell = self._source.cell(self.grid.key, self.grid.column)
        self.line.tell(cell.title, cell.text, f"still missing: {cell.expects}" if cell.is_missing else "")
