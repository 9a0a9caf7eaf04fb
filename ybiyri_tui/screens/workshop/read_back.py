"""Reading back: what was found, who does what, and what may leave the room, to be struck or reworded by the room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from playbook.room.notes import MAX_TEXT, Note, reword
from playbook.texts import line as one_line
from ybiyri_tui.screens.owning import OWNER_KEYS, OwningScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.screens.workshop.room_screen import RoomScreen
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.room.room_page import Room


class WrittenChoices(CarefulList):
    """Enter changes whether the highlighted note may leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "may leave or stays", id="read-back.leave", tooltip="let it leave, or keep it here"),
    ]


class WrittenList(DetailedList):
    """What was written down, with all of it about the highlighted line."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return WrittenChoices(compact=True)


class ReadBackScreen(OwningScreen["Room", "Note"], RoomScreen):
    """Shows what may leave; what stays is counted, and shown only when somebody asks for it.

    With `everything` it begins with all notes, as the scribe needs them.
    """

    CSS_PATH = "read_back.tcss"
    WHERE = "Read back"
    KIND = "note"
    NEEDS_ONE = OwningScreen.NEEDS_ONE | {"leave", "reword", "strike"}
    HELP = """
Read aloud what may leave the room, word for word. Enter keeps a line in the room, or lets it leave; e changes its words, x strikes it.

What stays in the room is counted; s shows it, if everybody in the room may see it on the wall.

Each step has one person who said yes, and a date; who is not in the room was only asked. Then w goes to the door.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "reword", "words", id="read-back.reword", tooltip="change the words"),
        Binding("x", "strike", "strike", id="read-back.strike", tooltip="strike it out; undo brings it back"),
        *OWNER_KEYS,
        *(replace(key, show=False) for key in UNDO_KEYS),
        Binding("s", "show_staying", "what stays", id="read-back.staying", tooltip="show or hide what stays here"),
        Binding("w,right", "door", "to the door", key_display="w", id="read-back.door", tooltip="what leaves the room"),
        Binding("escape,left", "dismiss", "back", key_display="esc", id="read-back.back"),
    ]

    def __init__(self, pilot: Pilot, *, everything: bool = False) -> None:
        super().__init__(pilot)
        self._pilot = pilot
        self._staying = everything
        self._first: str | None = None

    def compose_content(self) -> Iterable[Widget]:
        """The list."""
        yield WrittenList(id="written")

    def paint(self, room: Room) -> None:
        """Shows what is stored, with the same line highlighted."""
        from ybiyri_tui.screens.workshop.read_back_entries import entries

        leave = sum(note.may_leave for note in room.notes)
        stay = len(room.notes) - leave
        self.entitle("Read back", f"{leave} may leave · {stay} stay{'s' if stay == 1 else ''}")
        first, self._first = self._first, None
        self._list.set_entries(entries(room, staying=self._staying), first)
        self.refresh_bindings()

    @property
    def current(self) -> Note | None:
        """The highlighted note, step or parked line."""
        kind, _, number = (self._list.highlighted or "").partition("-")
        if self.room is None or kind != "note":
            return None
        return next((note for note in self.room.notes if str(note.number) == number), None)

    def write(self, context: Context, number: int, change: Callable[[Note], Note], seen: Note) -> Note:
        """Saves a change of a note."""
        from ybiyri_tui.usecases.room.noting import change_note

        return change_note(context, self.pilot_id, number, change, seen=seen)

    def action_leave(self) -> None:
        """Lets the highlighted note leave, or keeps it in the room."""
        note = self.current
        if note is not None:
            self.change(note, lambda found: found.marked(may_leave=not note.may_leave))

    @work(group="dialog", exclusive=True)
    async def action_reword(self) -> None:
        """Changes the words."""
        note = self.current
        if note is None:
            return

        def check(text: str) -> str:
            one_line(text, "the note", MAX_TEXT)
            return ""

        text = await self.ask(note, "text", "In which words?", note.text, check, "never who said it")
        if text is not None:
            self.change(note, lambda found: reword(found, text), "text")

    def action_strike(self) -> None:
        """Strikes the highlighted note out."""
        note = self.current
        if note is None:
            return

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.noting import remove_note

            remove_note(context, self.pilot_id, note.number)

        self.save(write, "Struck out; u brings it back.")

    def action_show_staying(self) -> None:
        """Shows what stays in the room, or hides it."""
        self._staying = not self._staying
        room = self.room
        if room is not None:
            first = next((note for note in room.notes if not note.may_leave), None)
            self._first = f"note-{first.number}" if first and self._staying else None
            self.paint(room)

    def action_door(self) -> None:
        """Goes to the door."""
        from ybiyri_tui.screens.workshop.door import DoorScreen

        self.app.push_screen(DoorScreen(self.pilot))

    @on(DetailedList.Selected)
    def _selected(self) -> None:
        self.action_leave()

    @on(DetailedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @property
    def _list(self) -> DetailedList:
        return self.query_one("#written", DetailedList)
