"""The decision table as a picture: bands in the margin, one dot a service, a cursor that moves from cell to cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.visual import VisualType
from textual.widget import Widget

from ybiyri_tui.wording.states import plain_glyphs

MARGIN = -1
NARROW, ROOMY = 11, 24
# From this height of the screen on there is a line between the bands.
TALL = 30


@dataclass(frozen=True)
class TableCell:
    """A cell: how many services are in it, and what the table says about them."""

    dots: int
    note: str


@dataclass(frozen=True)
class TableRow:
    """A band: its name, and its limit with what that asks for; one that is not in use takes a single line."""

    title: str
    limit: str
    cells: tuple[TableCell, ...]
    is_used: bool = True


@dataclass(frozen=True)
class TablePicture:
    """Columns as pairs of a name and how often is deployed; rows from the highest band down; what limits are in."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[TableRow, ...]
    unit: str = ""


def _no_keys(_event: Key) -> bool:
    return False


class TableGrid(Widget, can_focus=True):
    """Arrows move from cell to cell; in the margin, enter or a digit edits the limit of a band.

    `keys` is asked first about every key, and says whether it took it; the focus stays here while a limit is typed.
    `dot` is which service of the cell under the cursor is meant, from 0.
    """

    DEFAULT_CSS = """
    TableGrid { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", "up", show=False),
        Binding("down,j", "move(1, 0)", "down", show=False),
        Binding("left,h", "move(0, -1)", "left", show=False),
        Binding("right,l", "move(0, 1)", "right", show=False),
        Binding("space,tab", "next_dot(1)", "next service", key_display="space", id="decision.next"),
        Binding("shift+tab,b", "next_dot(-1)", "service before", show=False),
        Binding("enter", "enter", "edit limit", id="decision.edit", tooltip="edit the limit of this band"),
    ]

    class Moved(Message):
        """Another cell or another service in it is meant."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.keys: Callable[[Key], bool] = _no_keys
        self.is_editing = False
        self.picture = TablePicture((), ())
        self.row, self.column, self.dot = 0, 0, 0

    def put(self, picture: TablePicture) -> None:
        """Shows newer numbers; the cursor stays."""
        self.picture = picture
        self.dot = min(self.dot, max(0, self._dots - 1))
        self.refresh(layout=True)
        self.post_message(self.Moved())

    def go(self, row: int, column: int, dot: int = 0) -> None:
        """Puts the cursor on a service of a cell."""
        self.row, self.column, self.dot = row, column, dot
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.Moved())

    @property
    def in_margin(self) -> bool:
        """Whether the cursor is on the limit of a band."""
        return self.column == MARGIN

    @property
    def _dots(self) -> int:
        if self.in_margin or not self.picture.rows:
            return 0
        return self.picture.rows[self.row].cells[self.column].dots

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Limits are edited in the margin, services are turned through in a cell."""
        if action == "enter":
            return self.in_margin and not self.is_editing
        return action != "next_dot" or self._dots > 1

    def action_move(self, rows: int, columns: int) -> None:
        """The cell beside this one; left of the first is the margin."""
        if self.picture.rows:
            row = max(0, min(self.row + rows, len(self.picture.rows) - 1))
            self.go(row, max(MARGIN, min(self.column + columns, len(self.picture.columns) - 1)))

    def action_next_dot(self, step: int) -> None:
        """The next service in this cell."""
        if self._dots:
            self.go(self.row, self.column, (self.dot + step) % self._dots)

    def action_enter(self) -> None:
        """Edits the limit."""
        self.keys(Key("enter", None))

    def on_key(self, event: Key) -> None:
        """Hands every key up at once."""
        if self.keys(event):
            event.stop()
            event.prevent_default()

    def on_click(self, event: Click) -> None:
        """Goes to the clicked cell."""
        offset = None if self.is_editing else event.get_content_offset(self)
        row = self._row_at(offset.y) if offset else None
        if offset is None or row is None:
            return
        margin, cell = self._widths
        column = MARGIN if offset.x < margin else min((offset.x - margin) // cell, len(self.picture.columns) - 1)
        self.go(row, column)

    def render(self) -> VisualType:
        """The names of the columns, how often is deployed where there is room, two lines for each band."""
        margin, cell = self._widths
        unit = Content.styled(f" {self.picture.unit:<{margin - 1}}", "$secondary")
        names = Content.styled("".join(f"{name:<{cell}}" for name, _ in self.picture.columns), "bold")
        lines = [unit + names]
        if self._has_deployments:
            deployed = "".join(f"{deployed:<{cell}}" for _, deployed in self.picture.columns)
            lines.append(Content.styled(" " * margin + deployed, "$secondary"))
        for place, row in enumerate(self.picture.rows):
            lines += [Content("")] * self._gap
            lines += self._row(place, row, margin, cell) if row.is_used else [self._unused(place, row, margin)]
        return Content("\n").join(lines)

    def _row(self, place: int, row: TableRow, margin: int, cell: int) -> list[Content]:
        style = self._style(place, MARGIN)
        title = f"{self._mark(place, MARGIN)}{row.title}".ljust(margin - 1)
        first = [Content.styled(title, f"bold {style}"), Content(" ")]
        second = [Content.styled(f" {row.limit}".ljust(margin - 1), style), Content(" ")]
        before = " " if cell > NARROW else ""
        for column, found in enumerate(row.cells):
            here, style = (place, column) == (self.row, self.column), self._style(place, column)
            dots = self._mark(place, column) + self._dots_text(found.dots, cell - 3, here=here)
            first += [Content.styled(dots.ljust(cell - 1), style), Content(" ")]
            second += [Content.styled(f"{before}{found.note}".ljust(cell - 1), style or "$secondary"), Content(" ")]
        return [Content("").join(first), Content("").join(second)]

    def _unused(self, place: int, row: TableRow, margin: int) -> Content:
        here = self.row == place
        title = f"{self._mark(place, self.column) if here else ' '}{row.title}".ljust(margin - 1)
        limit = Content.styled(f" {row.limit}", "$secondary")
        return Content.styled(title, f"bold {self._style(place, self.column)}") + limit

    def _row_at(self, y: int) -> int | None:
        first = line = 1 + self._has_deployments
        for place, row in enumerate(self.picture.rows):
            line += self._gap + (2 if row.is_used else 1)
            if first <= y < line:
                return place
        return None

    def _style(self, row: int, column: int) -> str:
        return self._cursor if (row, column) == (self.row, self.column) else ""

    def _dots_text(self, count: int, room: int, *, here: bool) -> str:
        dot, chosen = ("o", "@") if plain_glyphs() else ("●", "◉")
        if count <= room:
            dots = dot * count
            return dots[: self.dot] + chosen + dots[self.dot + 1 :] if here and count else dots
        number = f" {count}"
        return (chosen if here else dot) + dot * (room - len(number) - 1) + number

    def _mark(self, row: int, column: int) -> str:
        return (">" if plain_glyphs() else "▸") if (row, column) == (self.row, self.column) else " "

    @property
    def _cursor(self) -> str:
        return "on $primary 30%" if self.has_focus else "on $primary 15%"

    @property
    def _has_deployments(self) -> bool:
        return all(len(deployed) < self._widths[1] for _, deployed in self.picture.columns)

    @property
    def _gap(self) -> int:
        return int(self.app.size.height >= TALL)

    @property
    def _widths(self) -> tuple[int, int]:
        """The margin, and one column."""
        names = [self.picture.unit, *(row.title for row in self.picture.rows)]
        names += [row.limit for row in self.picture.rows if row.is_used]
        margin = max(len(name) + 2 for name in names)
        columns = max(1, len(self.picture.columns))
        return margin, max(NARROW, min(ROOMY, (self.content_size.width - margin) // columns))
