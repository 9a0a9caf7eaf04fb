"""Notes of the room: each stays there unless it is marked as free to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.owning import OWNER_KEYS, OwnedListScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry

if TYPE_CHECKING:
    from playbook.room.notes import Note, NoteKind
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.room.note_page import NotePage

EMPTY = """Nothing was written down yet.

n a note, which stays in this room
s a step that somebody takes, which may leave
p something parked for another day"""

QUESTIONS = {"note": "What is to be noted?", "step": "Which step?", "parked": "What is parked for another day?"}
NAMES = {"note": "the note", "step": "the step", "parked": "what is parked"}


class NoteChoices(CarefulList):
    """Enter rewords."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "edit", id="notes.edit", tooltip="put it in other words"),
    ]


class NoteList(DetailedList):
    """The notes with more about the highlighted one."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return NoteChoices(compact=True)


class NotesScreen(OwnedListScreen["NotePage", "Note"]):
    """Opens on a note if its number is given."""

    CSS_PATH = "notes.tcss"
    WHERE = "Notes"
    KIND = "note"
    HELP = """
What was written down in the room. Nobody's name is attached to what was said; the owner is who sees to it.

Everything stays in this room unless it is marked MAY LEAVE: no export, summary or handout shows anything else. Steps may leave from the start, because others act on them; notes and parked things stay. m changes that.

A note that was removed can be brought back (u). Forget (F) leaves no trace of it in the file, and cannot be taken back.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add('note')", "note", id="notes.note", tooltip="write down a note, which stays in this room"),
        Binding("s", "add('step')", "step", id="notes.step", tooltip="write down a step that somebody takes"),
        Binding("p", "add('parked')", "park", id="notes.park", tooltip="park something for another day"),
        Binding("m", "turn_leaving", "may leave", id="notes.leave", tooltip="may leave the room, or stays"),
        Binding("x", "turn_done", "done", id="notes.done", tooltip="step done, or open again"),
        *OWNER_KEYS,
        Binding("t", "turn_into", "turn into", show=False, id="notes.kind", tooltip="make it a note, step or parked"),
        Binding("delete,backspace", "remove", "remove", show=False, id="notes.remove", tooltip="remove it"),
        Binding("F", "forget", "forget", show=False, id="notes.forget", tooltip="remove it for good, without a trace"),
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", id="notes.back"),
    ]
    NEEDS_ONE = OwnedListScreen.NEEDS_ONE | {"turn_leaving", "turn_into", "forget"}

    def compose_content(self) -> Iterable[Widget]:
        """The list, or how to begin."""
        yield NoteList(id="notes")
        yield Static(EMPTY, id="empty", markup=False)

    def fetch(self, context: Context) -> NotePage:
        """All notes of the pilot."""
        from ybiyri_tui.usecases.room.note_page import note_page

        return note_page(context, self.pilot.id)

    def entries(self, view: NotePage, *, compact: bool) -> Iterable[Entry]:
        """One for each note."""
        from ybiyri_tui.screens.notes.entries import entries

        return entries(view, compact=compact)

    def counts(self, view: NotePage) -> str:
        """How many there are of each kind."""
        from ybiyri_tui.screens.notes.entries import counts_words

        return counts_words(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a step can be done."""
        if action == "turn_done":
            return self.current is not None and self.current.kind.value == "step"
        return super().check_action(action, parameters)

    @property
    def current(self) -> Note | None:
        """The highlighted note."""
        number = self.records.highlighted
        return self.view.note(int(number)) if self.view is not None and number is not None else None

    def write(self, context: Context, number: int, change: Callable[[Note], Note], seen: Note) -> Note:
        """Saves a change of a note."""
        from ybiyri_tui.usecases.room.noting import change_note

        return change_note(context, self.pilot.id, number, change, seen=seen)

    @work(group="dialog", exclusive=True)
    async def action_add(self, kind: str) -> None:
        """Writes something down."""
        leaves = "It may leave the room; m changes that." if kind == "step" else "It stays in this room."
        text = await self.ask(None, kind, QUESTIONS[kind], "", _check(kind), f"{leaves} No names of who spoke.")
        if text is None:
            return

        def write(context: Context) -> None:
            from playbook.room.notes import NoteKind
            from ybiyri_tui.usecases.room.noting import take_note

            self._wanted = take_note(context, self.pilot.id, text, kind=NoteKind(kind)).number

        self.save(write, draft=self.field(None, kind))

    @on(DetailedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(DetailedList.Selected)
    def _selected(self) -> None:
        self.action_reword()

    @work(group="dialog", exclusive=True)
    async def action_reword(self) -> None:
        """The note in other words."""
        from playbook.room.notes import reword

        note = self.current
        if note is None:
            return
        text = await self.ask(note, "text", QUESTIONS[note.kind.value], note.text, _check(note.kind.value))
        if text is not None:
            self.change(note, lambda found: reword(found, text), "text")

    def action_turn_leaving(self) -> None:
        """Lets the note leave the room, or keeps it there."""
        note = self.current
        if note is not None:
            free = not note.may_leave
            done = "It may leave this room now." if free else "It stays in this room now."
            self.change(note, lambda found: found.marked(may_leave=free), done=done)

    def action_turn_done(self) -> None:
        """The step done, or open again."""
        from playbook.room.notes import set_done

        note, view = self.current, self.view
        if note is not None and view is not None:
            done, today = note.done_on is None, view.today
            self.change(note, lambda found: set_done(found, done, today))

    @work(group="dialog", exclusive=True)
    async def action_turn_into(self) -> None:
        """Makes it a note, a step, or parked; whether it may leave stays as it is."""
        from playbook.room.notes import NoteKind, turn_into

        note = self.current
        if note is None:
            return
        choices = [(kind.value, _kind_words(kind)) for kind in NoteKind if kind is not note.kind]
        remark = "Whether it may leave the room does not change."
        chosen = await self.app.push_screen_wait(ChooseScreen("What is it?", choices, note=remark))
        if chosen is not None:
            self.change(note, lambda found: turn_into(found, NoteKind(chosen)))

    def action_remove(self) -> None:
        """Takes a note away; undo brings it back."""
        note = self.current
        if note is None:
            return

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.noting import remove_note

            remove_note(context, self.pilot.id, note.number, seen=self.newest(note))

        self.save(write, "Removed; u brings it back.")

    @work(group="dialog", exclusive=True)
    async def action_forget(self) -> None:
        """Takes a note away for good."""
        note = self.current
        if note is None:
            return
        question = f"Forget “{note.text}”?"
        warning = "No undo, and no trace of its text in the file."
        if not await self.app.push_screen_wait(ConfirmScreen(question, note=warning, yes="forget it")):
            return

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.noting import forget_note

            forget_note(context, self.pilot.id, note.number)

        self.save(write, "Forgotten.")


def _kind_words(kind: NoteKind) -> str:
    return {"note": "a note", "step": "a step that somebody takes", "parked": "parked for another day"}[kind.value]


def _check(kind: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        from playbook.room.notes import MAX_TEXT
        from playbook.texts import line

        line(text, NAMES[kind], MAX_TEXT)
        return ""

    return check
