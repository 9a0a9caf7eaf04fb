"""The grid: a cursor that moves from cell to cell, columns that page instead of being cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key, Paste, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from ybiyri_tui.widgets.plain import clipped
from ybiyri_tui.widgets.sheet.layout import GAP, Cells, columns_from, left_for
from ybiyri_tui.wording.states import plain_glyphs

NOTHING = Cells((), (), (), (), ())


def _no_keys(_event: Key) -> bool:
    return False


def _no_paste(_text: str) -> None:
    return


class SheetGrid(ScrollView, can_focus=True):
    """One line a row below a line of titles.

    `keys` is asked first about every key, and says whether it took it; `paste` gets what is pasted. They are called at
    once, and the focus stays here while a cell is typed, so that keys are worked through in the order in which they
    were pressed.
    """

    DEFAULT_CSS = """
    SheetGrid { height: 1fr; padding: 0 1; overflow-x: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit_cell", "edit", id="sheet.edit", tooltip="edit the cell; typing does so too"),
        Binding("enter", "take", "save", id="sheet.take", tooltip="save the cell and go down; tab goes to the right"),
        Binding("escape", "leave", "back", key_display="esc", id="sheet.leave", tooltip="back, keeping the text"),
        Binding("up", "move(-1, 0)", "up", show=False),
        Binding("down", "move(1, 0)", "down", show=False),
        Binding("left,shift+tab", "move(0, -1)", "cell before", show=False, key_display="←"),
        Binding("right,tab", "move(0, 1)", "next cell", show=False, key_display="→"),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("home", "edge_column(False)", "first column", show=False),
        Binding("end", "edge_column(True)", "last column", show=False),
        Binding("ctrl+home", "edge_row(False)", "first row", show=False),
        Binding("ctrl+end", "edge_row(True)", "last row", show=False),
    ]

    class Moved(Message):
        """The cursor is on another cell, or what is in it changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.keys: Callable[[Key], bool] = _no_keys
        self.paste: Callable[[str], None] = _no_paste
        self.is_editing = False
        self.cells = NOTHING
        self.row = 0
        self.column = 0
        self._left = 1

    def put(self, cells: Cells, key: int | None = None) -> None:
        """Shows newer cells; the cursor goes to the row with this key, or stays on its row."""
        stays = self.key if key is None else key
        self.cells = cells
        if stays in cells.keys:
            self.row = cells.keys.index(stays)
        self.row = max(0, min(self.row, len(cells.rows) - 1))
        self.column = max(0, min(self.column, len(cells.titles) - 1))
        self.virtual_size = Size(self.size.width, len(cells.rows) + 1)
        self._follow()

    @property
    def key(self) -> int | None:
        """The key of the row under the cursor."""
        return self.cells.keys[self.row] if self.row < len(self.cells.keys) else None

    def go(self, row: int, column: int) -> None:
        """Puts the cursor on a cell, as near to it as there are cells."""
        self.row = max(0, min(row, len(self.cells.rows) - 1))
        self.column = max(0, min(column, len(self.cells.titles) - 1))
        self._follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A cell is edited where there is one, and saved while it is typed."""
        if action in ("take", "leave"):
            return self.is_editing
        return action != "edit_cell" or (bool(self.cells.rows) and not self.is_editing)

    def edit_on(self, editing: bool) -> None:
        """Whether a cell is being typed."""
        self.is_editing = editing
        self.refresh_bindings()

    def action_edit_cell(self) -> None:
        """Edits the cell, as its key does."""
        self.keys(Key("enter", None))

    def action_take(self) -> None:
        """Saves the cell, as its key does."""
        self.keys(Key("enter", None))

    def action_leave(self) -> None:
        """Leaves the cell, as its key does."""
        self.keys(Key("escape", None))

    def action_move(self, rows: int, columns: int) -> None:
        """Moves the cursor; behind the last cell of a row comes the first of the next."""
        row, column = self.row + rows, self.column + columns
        count = len(self.cells.titles)
        if columns and count and not 0 <= column < count:
            if not 0 <= row + columns < len(self.cells.rows):
                return
            row, column = row + columns, column % count
        self.go(row, column)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        self.go(self.row + pages * max(1, self.size.height - 2), self.column)

    def action_edge_column(self, last: bool) -> None:
        """The first or last column."""
        self.go(self.row, len(self.cells.titles) - 1 if last else 0)

    def action_edge_row(self, last: bool) -> None:
        """The first or last row."""
        self.go(len(self.cells.rows) - 1 if last else 0, self.column)

    def on_key(self, event: Key) -> None:
        """Hands every key up at once."""
        if self.keys(event):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: Paste) -> None:
        """Hands up what is pasted."""
        event.stop()
        self.paste(event.text)

    def on_click(self, event: Click) -> None:
        """Goes to the clicked cell; a click on the cell under the cursor edits it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        row, column = self.scroll_offset.y + offset.y - 1, self._column_at(offset.x)
        if self.is_editing:
            return
        if (row, column) == (self.row, self.column):
            self.action_edit_cell()
        elif row < len(self.cells.rows):
            self.go(row, column)

    def on_resize(self, _event: Resize) -> None:
        """Other columns fit now."""
        self._follow()

    def render_line(self, y: int) -> Strip:
        """The titles, or one row."""
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y - 1
        if not self.cells.titles or row >= len(self.cells.rows):
            return Strip.blank(width, self.rich_style)
        content = self._titles(width) if y == 0 else self._row(row)
        return Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]

    def _titles(self, width: int) -> Content:
        parts = [Content.styled(text, "bold $secondary") for text in self._texts(self.cells.titles)]
        line = Content("  ").join(parts)
        before, after = self._left > 1, self._shown[-1] < len(self.cells.titles) - 1
        marks = ("<", ">") if plain_glyphs() else ("‹", "›")
        more = "".join((marks[0] if before else "", marks[1] if after else ""))
        if more and line.cell_length + len(more) < width:
            line = line + Content.styled(f"{' ' * (width - line.cell_length - len(more))}{more}", "bold $primary")
        return line

    def _row(self, row: int) -> Content:
        parts = []
        for column, text in zip(self._shown, self._texts(self.cells.rows[row], row), strict=True):
            here = row == self.row and column == self.column
            style = "bold reverse" if here and self.has_focus else "reverse" if here else ""
            parts.append(Content.styled(text, style or ("$warning" if (row, column) in self.cells.gaps else "")))
        return Content("  ").join(parts)

    def _texts(self, texts: tuple[str, ...], row: int | None = None) -> list[str]:
        found = []
        for column in self._shown:
            text = texts[column] or ("?" if row is not None and (row, column) in self.cells.gaps else "")
            width = self.cells.widths[column]
            text = clipped(text, width)
            blank = " " * (width - Content(text).cell_length)
            found.append(blank + text if self.cells.right[column] else text + blank)
        return found

    @property
    def _room(self) -> int:
        """What columns may take; two cells are for the mark that says that there are more."""
        return max(1, self.scrollable_content_region.width - 2)

    @property
    def _shown(self) -> list[int]:
        return [0, *columns_from(self.cells.widths, self._left, self._room)]

    def _column_at(self, x: int) -> int:
        for column in self._shown:
            x -= self.cells.widths[column] + GAP
            if x < 0:
                return column
        return self._shown[-1]

    def _follow(self) -> None:
        """Keeps the cursor in sight."""
        self._left = left_for(self.cells.widths, self._left, self.column, self._room)
        self.scroll_to_region(Region(0, self.row, 1, 2), animate=False, force=True, x_axis=False)
        self.refresh()
        self.post_message(self.Moved())
