"""What the page of notes shows, for eyes in the room only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook.room.notes import Note
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.room.noting import list_notes


@dataclass(frozen=True)
class NotePage:
    """All notes, steps and parked things, oldest first; `origins` names the question of one, by its number."""

    today: date
    notes: tuple[Note, ...]
    origins: dict[int, str]

    def note(self, number: int) -> Note | None:
        """The note with this number."""
        return next((found for found in self.notes if found.number == number), None)


def note_page(context: Context, pilot_id: int) -> NotePage:
    """Reads it."""
    notes = list_notes(context, pilot_id)
    return NotePage(context.today, notes, {note.number: _origin(context, note) for note in notes})


def _origin(context: Context, note: Note) -> str:
    if note.question_id is None:
        return ""
    try:
        return context.playbook.find(note.question_id)[1].question
    except KeyError:
        return note.question_id
