"""Notes of the room: they stay there unless somebody marks them as *may leave*, and never say who spoke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from playbook.errors import PlaybookError
from playbook.room.owners import Owned
from playbook.texts import line

MAX_TEXT = 1000


class NoteKind(StrEnum):
    """A note, a next step that somebody takes, or something parked for another day."""

    NOTE = "note"
    STEP = "step"
    PARKED = "parked"


@dataclass(frozen=True)
class Note(Owned):
    """Something written down in the room, with its day but no time and no speaker.

    The owner is who sees to it, not who said it.
    """

    number: int
    kind: NoteKind
    text: str
    taken_on: date
    may_leave: bool = False
    question_id: str | None = None
    owner: str | None = None
    accepted: bool | None = None
    due_on: date | None = None
    done_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the due date has passed while it is not done."""
        return self.due_on is not None and self.due_on < today and self.done_on is None

    def marked(self, *, may_leave: bool) -> Note:
        """The same note, free to leave the room or not."""
        return replace(self, may_leave=may_leave)


def take(
    number: int,
    text: str,
    today: date,
    *,
    kind: NoteKind = NoteKind.NOTE,
    may_leave: bool | None = None,
    question_id: str | None = None,
) -> Note:
    """A new note. A step may leave unless it is said not to, because others act on it; everything else stays.

    Raises PlaybookError for an empty or too long text.
    """
    leaves = kind is NoteKind.STEP if may_leave is None else may_leave
    return Note(number, kind, line(text, _name(kind), MAX_TEXT), today, leaves, question_id)


def reword(note: Note, text: str) -> Note:
    """The note in other words."""
    return replace(note, text=line(text, _name(note.kind), MAX_TEXT))


def turn_into(note: Note, kind: NoteKind) -> Note:
    """The note as a step, as parked, or as a plain note; whether it may leave stays as it was."""
    return replace(note, kind=kind, done_on=note.done_on if kind is NoteKind.STEP else None)


def set_done(note: Note, done: bool, today: date) -> Note:
    """The step done or not. Raises PlaybookError for anything but a step."""
    if note.kind is not NoteKind.STEP:
        raise PlaybookError("Only a step can be done; make a step of it first.")
    return replace(note, done_on=(note.done_on or today) if done else None)


def leaving(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Those that may leave the room: everything that is exported goes through here."""
    return tuple(note for note in notes if note.may_leave)


def _name(kind: NoteKind) -> str:
    return {NoteKind.NOTE: "the note", NoteKind.STEP: "the step", NoteKind.PARKED: "what is parked"}[kind]
