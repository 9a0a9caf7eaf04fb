"""Screens of numbered records that somebody sees to: who, whether they took it on, by when."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.screens.dialogs.accepted import ACCEPTED, ask_accepted
from ybiyri_tui.screens.dialogs.ask import AskScreen, Check
from ybiyri_tui.screens.dialogs.checks import owner_remark
from ybiyri_tui.screens.sizes import is_compact
from ybiyri_tui.screens.undoing import UndoableScreen
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.due_dates import EXPECTED, explain_due, parse_due

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.room.notes import Note
    from playbook.room.promises import Promise
    from ybiyri_tui.context import Context

# To be put among the bindings of a screen, where they fit in its line of keys.
OWNER_KEYS: tuple[BindingType, ...] = (
    Binding("o", "set_owner", "owner", id="owning.owner", tooltip="who sees to it"),
    Binding("c", "set_accepted", "accepted", id="owning.accepted", tooltip="whether the owner took it on"),
    Binding("d", "set_due", "due", id="owning.due", tooltip="by when"),
)


class Dated(Protocol):
    """A record of a day."""

    @property
    def today(self) -> date:
        """The day on which it was read."""


View = TypeVar("View", bound=Dated)
Record = TypeVar("Record", bound="Promise | Note")


class OwningScreen(UndoableScreen[View], Generic[View, Record]):
    """Keys that work on the highlighted record; what is shown is what is on disk."""

    KIND: ClassVar[str]
    # Actions that need a highlighted record; their keys are not offered without one.
    NEEDS_ONE: ClassVar[frozenset[str]] = frozenset({"set_owner", "set_accepted", "set_due", "remove"})

    def __init__(self, pilot: Pilot, number: int | None = None) -> None:
        super().__init__()
        self.pilot = pilot
        self._wanted = number
        self._after: dict[Record, Record] = {}

    @property
    def pilot_id(self) -> int:
        """The pilot of the records."""
        return self.pilot.id

    @property
    @abstractmethod
    def current(self) -> Record | None:
        """The highlighted record."""

    @abstractmethod
    def write(self, context: Context, number: int, change: Callable[[Record], Record], seen: Record) -> Record:
        """Saves a change of a record; runs in the desk's thread."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys need something to work on."""
        if action in self.NEEDS_ONE:
            return self.current is not None
        return super().check_action(action, parameters)

    @work(group="dialog", exclusive=True)
    async def action_set_owner(self) -> None:
        """Says who sees to it."""
        record = self.current
        if record is None:
            return
        owner = await self.ask(record, "owner", "Who sees to it?", record.owner or "", owner_remark, "empty: nobody")
        if owner is not None:
            self.change(record, lambda found: found.with_owner(owner), "owner")

    @work(group="dialog", exclusive=True)
    async def action_set_accepted(self) -> None:
        """Says whether the owner took it on; people who are not in the room were only asked."""
        record = self.current
        if record is None:
            return
        chosen = await ask_accepted(self, record.owner)
        if chosen is not None:
            self.change(record, lambda found: found.with_accepted(ACCEPTED[chosen]))

    @work(group="dialog", exclusive=True)
    async def action_set_due(self) -> None:
        """Says by when."""
        record, view = self.current, self.view
        if record is None or view is None:
            return
        today = view.today
        due = record.due_on.isoformat() if record.due_on else ""
        note = f"{EXPECTED}; empty: no date"
        typed = await self.ask(record, "due", "By when?", due, lambda text: explain_due(text, today), note)
        if typed is not None:
            self.change(record, lambda found: found.with_due(parse_due(typed, today)), "due")

    async def ask(
        self, record: Record | None, field: str, title: str, value: str, check: Check, note: str = ""
    ) -> str | None:
        """Asks for a line of text; what is typed and not saved is there when it is asked for again."""
        ask = AskScreen(title, field=self.field(record, field), value=value, note=note, check=check)
        return await self.app.push_screen_wait(ask)

    def change(self, record: Record, change: Callable[[Record], Any], field: str = "", done: str = "") -> None:
        """Has a change of a record written, on top of what was changed from here since it was shown."""

        def write(context: Context) -> None:
            seen = self.newest(record)
            after = self.write(context, record.number, change, seen)
            self._after.pop(after, None)
            if after != seen:
                self._after[seen] = after

        self.save(write, done, draft=self.field(record, field) if field else "")

    def newest(self, record: Record) -> Record:
        """What became of a record that was shown, by changes from here that are on disk and not shown yet."""
        while record in self._after:
            record = self._after[record]
        return record

    def field(self, record: Record | None, name: str) -> str:
        """Where a text that is being typed belongs."""
        return f"{self.pilot.id} {self.KIND} {record.number if record else 'new'} {name}"


class OwnedListScreen(OwningScreen[View, Record], Generic[View, Record]):
    """A whole screen of such records, or what to do as long as there is none."""

    @property
    def records(self) -> DetailedList:
        """The list of records."""
        return self.query_one(DetailedList)

    @abstractmethod
    def entries(self, view: View, *, compact: bool) -> Iterable[Entry]:
        """The records as entries of the list, by their numbers."""

    @abstractmethod
    def counts(self, view: View) -> str:
        """What stands at the right end of the title."""

    def show(self, view: View) -> None:
        """Shows what is stored, with the same record highlighted, or how to begin."""
        self.entitle(f"{self.WHERE} · {shown(self.pilot.name)}", self.counts(view))
        entries = [*self.entries(view, compact=is_compact(self.app.size))]
        self.set_class(not entries, "-empty")
        wanted, self._wanted = self._wanted, None
        self.records.set_entries(entries, str(wanted) if wanted else None)

    def on_resize(self) -> None:
        """Lines have more or less room now."""
        if self.view is not None:
            self.show(self.view)
