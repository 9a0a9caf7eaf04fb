"""Notes as text, and those that may leave the room as JSON (`ybiyri.notes/1`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from playbook.room.notes import Note, NoteKind, leaving
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import counted, due_words, mark, short_day

SCHEMA = "ybiyri.notes/1"
KIND_WORDS = {NoteKind.NOTE: "note", NoteKind.STEP: "step", NoteKind.PARKED: "parked"}


def notes_data(pilot: str, notes: tuple[Note, ...]) -> dict[str, Any]:
    """Those that may leave the room with documented keys, and how many stay; never what those say."""
    free = leaving(notes)
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "staying": len(notes) - len(free),
        "notes": [note_data(note) for note in free],
    }


def note_data(note: Note) -> dict[str, Any]:
    """One note that may leave the room, with documented keys. Raises ValueError for one that stays."""
    if not note.may_leave:
        raise ValueError("a note that stays in the room")
    return {
        "number": note.number,
        "kind": note.kind.value,
        "text": note.text,
        "taken_on": note.taken_on.isoformat(),
        "question": note.question_id,
        "owner": note.owner,
        "accepted": note.accepted,
        "due": note.due_on.isoformat() if note.due_on else None,
        "done_on": note.done_on.isoformat() if note.done_on else None,
    }


def notes_text(notes: tuple[Note, ...], today: date, *, in_the_room: bool) -> str:
    """The notes by number; of those that stay only the count, unless it is for eyes in the room."""
    free = leaving(notes)
    lines = [_line(note, today, tell_mark=in_the_room) for note in (notes if in_the_room else free)]
    staying = len(notes) - len(free)
    if staying:
        verb = "stays" if staying == 1 else "stay"
        hint = "" if in_the_room else " `--room` shows them, for eyes in the room only."
        lines += [*([""] if lines else []), f"{counted(staying, 'note')} {verb} in this room.{hint}"]
    return "\n".join(lines)


def _line(note: Note, today: date, *, tell_mark: bool) -> str:
    done = note.done_on is not None
    glyph = mark("met") if done else mark("overdue") if note.is_overdue(today) else " "
    words = [KIND_WORDS[note.kind], short_day(note.taken_on)]
    if tell_mark:
        words.append("may leave" if note.may_leave else "stays in this room")
    if note.owner:
        words.append(owner_words(note.owner, note.accepted))
    if note.done_on is not None:
        words.append(f"done {short_day(note.done_on)}")
    elif note.due_on is not None:
        words.append(due_words(note.due_on, today))
    if note.question_id:
        words.append(note.question_id)
    return f"{note.number:>3} {glyph} {note.text}\n      {' · '.join(words)}"
