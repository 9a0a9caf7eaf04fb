"""Which column of a file is which: a line for each field, the column chosen with samples of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.tickets.asking import samples_words
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.tickets.looking.looking import ColumnSeen

ABOUT = "Choose only what is wrong or missing. Without a key or title there are no items, without dates no weeks."
IS_JSON = "The fields of JSON are found by themselves."
DATES = "dates"
NEEDED = {"key": "what tells one ticket from another", "created": "when it was opened", "resolved": "when it was done"}
GOOD_FOR = {
    **NEEDED,
    "title": "for rules on words in it; never kept",
    "type": "for rules on types",
    "status": "tells what is done",
    "labels": "for rules on labels",
    "points": "to count points",
    "spent": "to count hours",
    "team": "to look at one team",
    "cause": "to sort by causes",
}
ORDERS = {"": "by itself", "dmy": "day first: 05/08 is 5 August", "mdy": "month first: 05/08 is 8 May"}
BY_ITSELF = "\0itself"


class ColumnList(CarefulList):
    """A line for each field; enter chooses its column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "choose", id="columns.choose", tooltip="choose a column of the file"),
    ]


class ColumnsScreen(FramedScreen["tuple[str, ...]"]):
    """Answers with what was said, as `FIELD=COLUMN`."""

    CSS_PATH = "tickets.tcss"
    WHERE = "Columns"
    HELP = """
Each line is something ybiyri looks for in a file, with the column it is read from and what stands in that column. Exports of known trackers are recognised; for any other table say at least which column is the key and which are the dates.

enter chooses another column from those in the file, del takes back what was said. dates settles whether 05/08 begins with the day or with the month, where the file itself does not show it.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", "by itself", key_display="del", id="columns.clear"),
        Binding("escape", "done", "done", key_display="esc", id="columns.done"),
    ]

    def __init__(
        self, pilot: Pilot, path: Path, seen: Sequence[ColumnSeen], found: Mapping[str, str], said: Iterable[str]
    ) -> None:
        super().__init__()
        self._pilot = pilot
        self._path = path
        self._samples = {column.header: samples_words(column) for column in seen}
        self._found = found
        self._said = dict(part.split("=", 1) for part in said if "=" in part)

    def compose_content(self) -> Iterable[Widget]:
        """What to do, and a line for each field."""
        yield Static(ABOUT if self._samples else IS_JSON, id="rules-about", markup=False)
        yield ColumnList(id="rules-list", compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.entitle(f"Columns · {shown(self._path.name)}")
        self.query_one(ChoiceList).focus()
        self._draw()

    def _draw(self) -> None:
        widest = max(map(len, GOOD_FOR))
        options = [Option(self._line(field, widest), field) for field in (*GOOD_FOR, DATES)]
        self.query_one(ChoiceList).put(options)
        self.refresh_bindings()

    def _line(self, field: str, widest: int) -> Hanging:
        head = Content.styled(f"{field:<{widest}} ← ", "bold")
        if field == DATES:
            return Hanging(head, Content(ORDERS.get(self._said.get(DATES, ""), "by itself")))
        header = self._said.get(field) or self._found.get(field)
        if not header:
            return Hanging(head, Content.styled(f"no column · {GOOD_FOR[field]}", "$secondary"))
        mark = " (said by you)" if field in self._said else ""
        samples = self._samples.get(header, "")
        return Hanging(head, Content.assemble(shown(header), mark, (f"   {shown(samples)}", "$secondary")))

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_choose()

    @work(group="dialog", exclusive=True)
    async def action_choose(self) -> None:
        """Asks which column it is."""
        field = self.query_one(ChoiceList).highlighted_id
        if field is None or not self._samples:
            return
        if field == DATES:
            choices = [(order or BY_ITSELF, words) for order, words in ORDERS.items()]
            chosen = await self.app.push_screen_wait(ChooseScreen("What does 05/08 begin with?", choices))
        else:
            columns = [(header, f"{header}   {samples}") for header, samples in self._samples.items()]
            itself = (BY_ITSELF, "as it is found by itself")
            note = f"{GOOD_FOR[field][:1].upper()}{GOOD_FOR[field][1:]}."
            chosen = await self.app.push_screen_wait(
                ChooseScreen(f"Which column is {field}?", [*columns, itself], note=note)
            )
        if chosen == BY_ITSELF:
            self.action_clear()
        elif chosen is not None:
            self._said[field] = chosen
            self._draw()

    def action_clear(self) -> None:
        """Takes back what was said about a field."""
        field = self.query_one(ChoiceList).highlighted_id
        if field in self._said:
            del self._said[field]
            self._draw()

    def action_done(self) -> None:
        """Goes back with what was said."""
        self.dismiss(tuple(f"{field}={column}" for field, column in self._said.items()))
