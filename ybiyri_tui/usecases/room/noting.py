"""Notes of the room, next steps, and what was parked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from playbook.errors import ChangedElsewhere
from playbook.room import notes as rules
from playbook.room.notes import Note, NoteKind
from playbook.store import drafts
from playbook.store import notes as store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.answering import check_question

Change = Callable[[Note], Note]


def list_notes(context: Context, pilot_id: int) -> tuple[Note, ...]:
    """All notes, steps and parked things, for eyes in the room only; the oldest first."""
    return context.workspace.read(lambda session: store.notes(session, pilot_id))


def leaving_notes(context: Context, pilot_id: int) -> tuple[Note, ...]:
    """Those that may leave the room: the only ones that anything may export."""
    return rules.leaving(list_notes(context, pilot_id))


def take_note(
    context: Context,
    pilot_id: int,
    text: str,
    *,
    kind: NoteKind = NoteKind.NOTE,
    may_leave: bool | None = None,
    question_id: str | None = None,
    owner: str | None = None,
    accepted: bool | None = None,
    due_on: date | None = None,
    draft: str = "",
) -> Note:
    """Writes something down; nothing is kept of who said it. Raises PlaybookError for a text that does not fit.

    Steps may leave the room unless `may_leave` says not, everything else stays unless it says so. `draft` is the field
    that it was typed into; what is kept of that goes with the saving.
    """
    if question_id is not None:
        check_question(context, question_id)

    def work(session: Session) -> Note:
        number = store.next_number(session, pilot_id)
        note = rules.take(number, text, context.today, kind=kind, may_leave=may_leave, question_id=question_id)
        note = note.with_owner(owner).with_due(due_on).with_accepted(accepted)
        store.save_note(session, pilot_id, note, who=context.who, at=context.now())
        drafts.let_go(session, pilot_id, draft)
        return note

    return context.workspace.write(work)


def change_note(
    context: Context, pilot_id: int, number: int, change: Change, *, seen: Note | None = None, draft: str = ""
) -> Note:
    """Applies a change to a note and returns what was saved.

    The changes are those of `playbook.room.notes` and of the record itself. `seen` is what the person was looking
    at: if something else is on disk, ChangedElsewhere is raised and nothing is written.
    """

    def work(session: Session) -> Note:
        changed = change(_current(session, pilot_id, number, seen))
        store.save_note(session, pilot_id, changed, who=context.who, at=context.now())
        drafts.let_go(session, pilot_id, draft)
        return changed

    return context.workspace.write(work)


def remove_note(context: Context, pilot_id: int, number: int, *, seen: Note | None = None) -> None:
    """Takes a note away; undo brings it back."""

    def work(session: Session) -> None:
        _current(session, pilot_id, number, seen)
        store.remove_note(session, pilot_id, number, who=context.who, at=context.now())

    context.workspace.write(work)


def forget_note(context: Context, pilot_id: int, number: int) -> None:
    """Takes a note away for good: no undo, no text in the audit trail, no trace in the file."""
    context.workspace.write(lambda session: store.forget_note(session, pilot_id, number))
    context.workspace.scrub()


def _current(session: Session, pilot_id: int, number: int, seen: Note | None) -> Note:
    current = store.note(session, pilot_id, number)
    if seen is not None and seen != current:
        raise ChangedElsewhere(
            f"Note {number} was changed elsewhere meanwhile. Your change was not saved: look, then enter it again."
        )
    return current
