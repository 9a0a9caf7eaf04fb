"""Notes, next steps and what was parked."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlmodel import Session, col, select

from playbook.errors import PlaybookError
from playbook.room.notes import Note, NoteKind
from playbook.store import history
from playbook.tables import ChangeRow, NoteRow

KIND = "note"


def notes(session: Session, pilot_id: int) -> tuple[Note, ...]:
    """All notes of a pilot by number, the oldest first; what is exported goes through `playbook.room.notes.leaving`."""
    rows = session.exec(select(NoteRow).where(NoteRow.pilot_id == pilot_id).order_by(col(NoteRow.number)))
    return tuple(_note(row) for row in rows)


def note(session: Session, pilot_id: int, number: int) -> Note:
    """One note. Raises PlaybookError if there is none with this number."""
    found = find_note(session, pilot_id, number)
    if found is None:
        raise PlaybookError(f"There is no note {number}; `ybiyri note list --room` lists them.")
    return found


def find_note(session: Session, pilot_id: int, number: int) -> Note | None:
    """One note, None if there is none with this number."""
    row = session.get(NoteRow, (pilot_id, number))
    return _note(row) if row else None


def next_number(session: Session, pilot_id: int) -> int:
    """A number that no note of this pilot ever had."""
    return history.numbers_used(session, pilot_id, kind=KIND) + 1


def save_note(session: Session, pilot_id: int, new: Note, *, who: str, at: datetime) -> None:
    """Writes a note, new or changed; one that is as it was leaves no trace."""
    before = find_note(session, pilot_id, new.number)
    if before == new:
        return
    put_note(session, pilot_id, new.number, new)
    key = str(new.number)
    history.append(session, pilot_id, who=who, at=at, kind=KIND, key=key, before=before, after=new)


def remove_note(session: Session, pilot_id: int, number: int, *, who: str, at: datetime) -> None:
    """Takes a note away; it can come back by undo. Raises PlaybookError if there is none with this number."""
    before = note(session, pilot_id, number)
    put_note(session, pilot_id, number, None)
    history.append(session, pilot_id, who=who, at=at, kind=KIND, key=str(number), before=before, after=None)


def forget_note(session: Session, pilot_id: int, number: int) -> None:
    """Takes a note away for good: neither undo nor the audit trail knows its text, or who typed it, any more.

    The entries stay without content, so that its number is not given again. Raises PlaybookError for a number that
    no note ever had.
    """
    put_note(session, pilot_id, number, None)
    entries = session.exec(
        select(ChangeRow).where(ChangeRow.pilot_id == pilot_id, ChangeRow.kind == KIND, ChangeRow.key == str(number))
    ).all()
    if not entries:
        raise PlaybookError(f"There never was a note {number}.")
    for row in entries:
        row.before = row.after = "null"
        row.who = ""
    session.flush()


def put_note(session: Session, pilot_id: int, number: int, new: Note | None) -> None:
    """Writes a note over what is there, None to take it away; the audit trail is the caller's."""
    row = session.get(NoteRow, (pilot_id, number))
    if new is None:
        if row is not None:
            session.delete(row)
    else:
        if row is None:
            row = NoteRow(
                pilot_id=pilot_id, number=number, kind="note", text="", taken_on=new.taken_on, may_leave=False
            )
            session.add(row)
        for field in fields(new):
            setattr(row, field.name, getattr(new, field.name))
        row.kind = new.kind.value
    session.flush()


def _note(row: NoteRow) -> Note:
    values = {field.name: getattr(row, field.name) for field in fields(Note)}
    return Note(**{**values, "kind": NoteKind(row.kind)})
