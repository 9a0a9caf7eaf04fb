"""A worksheet as a table: arrows move, typing edits, everything is saved as it is entered and can be taken back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

from playbook.worksheets.sheets.rows import Row
from ybiyri_tui.screens.undoing import UndoableScreen
from ybiyri_tui.screens.worksheets.sheet_files import FILE_KEYS, SheetFiles
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.widgets.sheet.editor import CellText, SheetEditor
from ybiyri_tui.widgets.sheet.grid import SheetGrid
from ybiyri_tui.widgets.sheet.layout import Cells, cells_of

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.sheets.column import Column
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.sheets import SheetView

Record = TypeVar("Record")

# A path of its own, so that subclasses in other folders find it; one with styles of its own lists both.
STYLES = Path(__file__).with_name("worksheets.tcss")


@dataclass(frozen=True)
class TableView(Generic[Record]):
    """A sheet with its cells laid out, and what the screen reads beside it."""

    sheet: SheetView[Record]
    cells: Cells
    more: Any = None


class SheetScreen(SheetFiles, UndoableScreen[TableView[Record]], Generic[Record]):
    """A subclass says which sheet it is; it may read more beside the rows and draw a picture of them."""

    CSS_PATH = STYLES
    WHERE = "Worksheet"
    WORKSHEET: ClassVar[str] = ""
    EMPTY: ClassVar[str] = "Nothing here yet.\n\n+ adds a row.   < reads a file."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,insert", "add_row", "add", key_display="+", id="sheet.add", tooltip="add a row below"),
        Binding("equals_sign", "duplicate_row", "copy", key_display="=", id="sheet.copy", tooltip="copy this row"),
        Binding("delete", "remove_row", "remove", key_display="del", id="sheet.remove", tooltip="remove this row"),
        Binding("backspace", "clear_cell", "empty the cell", show=False, id="sheet.clear"),
        Binding("ctrl+z", "undo", "undo", key_display="ctrl+z", id="sheet.undo", tooltip="take back your change"),
        Binding("ctrl+y,ctrl+r", "redo", "redo", show=False, id="sheet.redo", tooltip="do again what was taken back"),
        *FILE_KEYS,
        Binding(
            "exclamation_mark",
            "proposals",
            "proposes",
            key_display="!",
            id="sheet.proposals",
            tooltip="which answers this worksheet proposes",
        ),
        Binding("escape", "dismiss", "back", key_display="esc", id="sheet.back"),
    ]
    NEEDS_ROW: ClassVar[frozenset[str]] = frozenset({"duplicate_row", "remove_row", "clear_cell"})

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._newest: dict[int, Row[Record]] = {}
        self._wanted: int | None = None
        self._is_added = False

    @property
    @abstractmethod
    def sheet(self) -> Sheet[Record]:
        """The sheet; imported when it is asked for."""

    def completed(self, context: Context, sheet: SheetView[Record]) -> SheetView[Record]:  # noqa: ARG002
        """The sheet with rows that always stand in it; such a row is written once one of its cells is."""
        return sheet

    def read_more(self, context: Context, sheet: SheetView[Record]) -> Any:  # noqa: ARG002
        """What the screen needs beside the rows; runs in the desk's thread."""
        return None

    def picture(self, view: TableView[Record], width: int) -> VisualType | None:  # noqa: ARG002
        """What is drawn below the table, or beside it on a wide screen; None for nothing."""
        return None

    def heading(self, view: TableView[Record]) -> tuple[str, str]:
        """What stands in the title line, on the left and on the right."""
        rows = len(view.sheet.rows)
        sheet = view.sheet.sheet
        return f"{sheet.title} · {shown(self.pilot.name)}", f"{rows} {sheet.one if rows == 1 else sheet.many}"

    @property
    def pilot_id(self) -> int:
        """The pilot whose worksheet it is."""
        return self.pilot.id

    @property
    def current(self) -> Row[Record] | None:
        """The row under the cursor, as it is on the screen."""
        if self.view is None or self.grid.row >= len(self.view.sheet.rows):
            return None
        return self.view.sheet.rows[self.grid.row]

    @property
    def grid(self) -> SheetGrid:
        """The grid."""
        return self.editor.grid

    @property
    def editor(self) -> SheetEditor:
        """The grid with the line in which its cells are typed."""
        return self.query_one(SheetEditor)

    def compose_content(self) -> Iterable[Widget]:
        """The grid with the line of its cell, the picture, or how to begin."""
        with Container(id="sheet"):
            yield SheetEditor(self, id="editor")
            with VerticalScroll(id="sheet-picture", can_focus=False):
                yield Static("", id="picture", markup=False)
        yield Static(self.EMPTY, id="sheet-empty", markup=False)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.editor.commands = {
            "plus": self.action_add_row,
            "insert": self.action_add_row,
            "equals_sign": self.action_duplicate_row,
        }
        self.grid.focus()

    def fetch(self, context: Context) -> TableView[Record]:
        """The rows of the sheet, laid out, and whatever else the screen needs."""
        from ybiyri_tui.usecases.worksheets.sheets import sheet_view

        view = self.completed(context, sheet_view(context, self.pilot.id, self.sheet))
        self._newest = {row.number: row for row in view.rows}
        return TableView(view, laid_out(view), self.read_more(context, view))

    def show(self, view: TableView[Record]) -> None:
        """Shows what is on disk, with the cursor where it was."""
        wanted, self._wanted = self._wanted, None
        self.entitle(*self.heading(view))
        self.set_class(not view.sheet.rows, "-empty")
        self.editor.put(view.cells, wanted)
        if self._is_added:
            self._is_added = False
            self.editor.release()
        self.draw()

    def on_resize(self) -> None:
        """The picture has more or less room now."""
        self.draw()

    def draw(self) -> None:
        """Draws the picture anew."""
        if self.view is not None:
            region = self.query_one("#sheet-picture")
            width = max(20, (region.content_size.width or self.size.width) - 1)
            picture = self.picture(self.view, width)
            self.set_class(picture is None, "-no-picture")
            self.query_one("#picture", Static).update("" if picture is None else picture)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys need a row, and none of them works while a cell is being typed."""
        if self.view is not None and self.editor.is_editing:
            return False
        if action in self.NEEDS_ROW:
            return self.current is not None
        if action == "proposals":
            return bool(self.WORKSHEET)
        return super().check_action(action, parameters)

    def cell(self, key: int, column: int) -> CellText:
        """A cell in full."""
        row, kind = self._row(key), self.sheet.columns[column]
        draft = self.ybiyri.drafts.get(self._draft(row, kind))
        missing = kind in self.sheet.missing(row.record)
        return CellText(kind.title, kind.text(row.record), kind.expects, missing, draft)

    def taken_for(self, key: int, column: int, text: str) -> str:
        """How a typed text will be read. Raises PlaybookError for one that does not go with its column or row."""
        row, kind, view = self._row(key), self.sheet.columns[column], self.view
        currency = view.sheet.currency if view else None
        record = self.sheet.with_cell(row.record, kind.field, text, currency)
        others = [other.record for other in (view.sheet.rows if view else ()) if other.number != row.number]
        self.sheet.check_row([*others, record], len(others))
        return kind.shown(record)

    def keep_draft(self, key: int, column: int, text: str) -> None:
        """Keeps a text that was not handed in."""
        self.ybiyri.drafts[self._draft(self._row(key), self.sheet.columns[column])] = text

    @on(SheetGrid.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(SheetEditor.Edited)
    def _edited(self, event: SheetEditor.Edited) -> None:
        self._write_cell(self._row(event.key), self.sheet.columns[event.column], event.text)

    def _write_cell(self, row: Row[Record], column: Column, text: str) -> None:
        def write(context: Context) -> None:
            from ybiyri_tui.usecases.worksheets.sheets import change_cell

            seen = self._newest.get(row.number, row)
            self._newest[row.number] = change_cell(context, self.pilot.id, self.sheet, seen, column.field, text)

        self.save(write, draft=self._draft(row, column))

    def action_clear_cell(self) -> None:
        """Empties the cell under the cursor."""
        row = self.current
        if row is not None and self._column.text(row.record):
            self._write_cell(row, self._column, "")

    def action_add_row(self) -> None:
        """Adds an empty row below this one."""
        self._add(None)

    def action_duplicate_row(self) -> None:
        """Adds a copy of this row below it."""
        row = self.current
        if row is not None:
            self._add(self.sheet.copied(row.record))

    def _add(self, record: Record | None) -> None:
        after = self.current

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.worksheets.sheets import add_row

            try:
                self._wanted = add_row(context, self.pilot.id, self.sheet, record, after=after).number
            finally:
                self._is_added = True

        self.editor.hold()
        self.grid.go(self.grid.row, 0)
        self.save(write)

    def action_remove_row(self) -> None:
        """Takes the row away; undo brings it back."""
        row = self.current
        if row is None:
            return

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.worksheets.sheets import remove_row

            remove_row(context, self.pilot.id, self.sheet, self._newest.get(row.number, row))

        self.save(write, "Removed; ctrl+z brings it back.")

    def action_proposals(self) -> None:
        """Shows what the worksheet proposes."""
        from ybiyri_tui.screens.worksheets.proposals import ProposalsScreen

        self.app.push_screen(ProposalsScreen(self.pilot, self.WORKSHEET))

    @property
    def _column(self) -> Column:
        return self.sheet.columns[self.grid.column]

    def _row(self, key: int) -> Row[Record]:
        rows = self.view.sheet.rows if self.view is not None else ()
        return next(row for row in rows if row.number == key)

    def _draft(self, row: Row[Record], column: Column) -> str:
        return f"{self.pilot.id} {self.sheet.id} {row.number} {column.field}"


def laid_out(view: SheetView[Record]) -> Cells:
    """The cells of a sheet as the grid takes them."""
    columns = view.sheet.columns
    gaps = {
        (place, columns.index(column))
        for place, row in enumerate(view.rows)
        for column in view.sheet.missing(row.record)
    }
    return cells_of(
        [column.title for column in columns],
        [column.right for column in columns],
        [[column.shown(row.record) for column in columns] for row in view.rows],
        [row.number for row in view.rows],
        frozenset(gaps),
    )
