"""A record as a form: one line a field, enter fills it in, everything is saved as it is entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.screens.worksheets.parts.parts import STYLES
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.sheets.column import Column
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context

Load = Callable[["Context"], Any]
Write = Callable[["Context", str, str], object]
WIDEST_TITLE = 26


class _FieldChoices(CarefulList):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "fill in", id="fields.edit", tooltip="fill in this field"),
    ]


class FieldList(DetailedList):
    """The fields; enter fills one in."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return _FieldChoices(compact=True)


class FieldsScreen(UndoableScreen[Any]):
    """`load` reads the record, `write` writes one field from text; fields in `fixed` are not shown."""

    CSS_PATH = STYLES
    HELP = """
One line each. Everything is saved as it is entered, and u takes it back. People are named by name or by role.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", "empty it", key_display="del", id="fields.clear"),
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", key_display="esc", id="fields.back"),
    ]

    def __init__(
        self,
        pilot: Pilot,
        sheet: Sheet[Any],
        load: Load,
        write: Write,
        *,
        title: str = "",
        fixed: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.pilot = pilot
        self._sheet = sheet
        self._load = load
        self._write = write
        self._title = title or sheet.title
        self._columns = tuple(column for column in sheet.columns if column.field not in fixed)

    @property
    def pilot_id(self) -> int:
        """The pilot whose record it is."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """One list."""
        yield FieldList(id="fields")

    def fetch(self, context: Context) -> Any:
        """The record."""
        return self._load(context)

    def show(self, view: Any) -> None:
        """Every field with its value, or that it is open."""
        filled = sum(bool(column.text(view)) for column in self._columns)
        self.entitle(f"{self._title} · {shown(self.pilot.name)}", f"{filled} of {len(self._columns)}")
        self.query_one(FieldList).set_entries([_entry(column, view) for column in self._columns])

    @on(DetailedList.Selected)
    def _selected(self, event: DetailedList.Selected) -> None:
        self._edit(self._sheet.column(event.key))

    @work(group="dialog", exclusive=True)
    async def _edit(self, column: Column) -> None:
        if self.view is None:
            return
        field = f"{self.pilot.id} {self._sheet.id} {column.field}"
        before = column.text(self.view)
        text: str | None
        if column.choices:
            choices = [(choice, _words(column, choice)) for choice in column.choices]
            text = await self.app.push_screen_wait(ChooseScreen(column.title, choices))
        else:
            ask = AskScreen(
                column.title, field=field, value=before, note=column.expects, check=lambda typed: _check(column, typed)
            )
            text = await self.app.push_screen_wait(ask)
        if text is not None and text != before:
            self._put(column, text, field)

    def action_clear(self) -> None:
        """Empties the highlighted field."""
        key = self.query_one(FieldList).highlighted
        if key is not None and self.view is not None and self._sheet.column(key).text(self.view):
            self._put(self._sheet.column(key), "", "")

    def _put(self, column: Column, text: str, draft: str) -> None:
        self.save(lambda context: self._write(context, column.field, text), draft=draft)


def _entry(column: Column, record: Any) -> Entry:
    value = column.shown(record)
    title = Content.styled(f" {column.title:<{WIDEST_TITLE}}  ", "bold")
    told = Content(shown(value)) if value else Content.styled("·", "$secondary")
    return Entry(column.field, Hanging(title, told), Content.styled(column.expects, "$secondary"))


def _words(column: Column, choice: str) -> str:
    return column.show(column.read(choice)) if column.show else choice.replace("_", " ")


def _check(column: Column, typed: str) -> str:
    column.parse(typed)
    return ""
