"""Writing things down while a room talks: in one transaction with letting go of the draft they were typed as.

So a terminal may be killed at any moment: what was typed is a draft or a record, never both and never neither.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from playbook.room import notes as note_rules
from playbook.room import promises as promise_rules
from playbook.room.notes import Note, NoteKind
from playbook.room.promises import Promise
from playbook.store import drafts as draft_store
from playbook.store import notes as note_store
from playbook.store import promises as promise_store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.answering import check_question


def capture_note(
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
    """Writes down a note, a step or something parked. Raises PlaybookError for a text that does not fit.

    Steps may leave the room unless `may_leave` says not, everything else stays unless it says so.
    """
    if question_id is not None:
        check_question(context, question_id)

    def work(session: Session) -> Note:
        number = note_store.next_number(session, pilot_id)
        note = note_rules.take(number, text, context.today, kind=kind, may_leave=may_leave, question_id=question_id)
        note = note.with_owner(owner).with_due(due_on).with_accepted(accepted)
        note_store.save_note(session, pilot_id, note, who=context.who, at=context.now())
        _let_go(session, pilot_id, draft)
        return note

    return context.workspace.write(work)


def change_captured(
    context: Context, pilot_id: int, number: int, change: Callable[[Note], Note], *, draft: str = ""
) -> Note:
    """Applies a change to something that was just written down, such as its owner, and returns what was saved."""

    def work(session: Session) -> Note:
        changed = change(note_store.note(session, pilot_id, number))
        note_store.save_note(session, pilot_id, changed, who=context.who, at=context.now())
        _let_go(session, pilot_id, draft)
        return changed

    return context.workspace.write(work)


def capture_concern(
    context: Context, pilot_id: int, raised: str, *, question_id: str | None = None, draft: str = ""
) -> Promise:
    """Writes down a concern; what is promised about it follows. Raises PlaybookError for a text that does not fit."""
    if question_id is not None:
        check_question(context, question_id)

    def work(session: Session) -> Promise:
        number = promise_store.next_number(session, pilot_id)
        made = promise_rules.raise_concern(number, raised, context.today, question_id=question_id)
        promise_store.save_promise(session, pilot_id, made, who=context.who, at=context.now())
        _let_go(session, pilot_id, draft)
        return made

    return context.workspace.write(work)


def change_concern(
    context: Context, pilot_id: int, number: int, change: Callable[[Promise], Promise], *, draft: str = ""
) -> Promise:
    """Applies a change to a concern that was just written down, such as what is promised; returns what was saved."""

    def work(session: Session) -> Promise:
        changed = change(promise_store.promise(session, pilot_id, number))
        promise_store.save_promise(session, pilot_id, changed, who=context.who, at=context.now())
        _let_go(session, pilot_id, draft)
        return changed

    return context.workspace.write(work)


def _let_go(session: Session, pilot_id: int, draft: str) -> None:
    if draft:
        draft_store.put_draft(session, pilot_id, draft, "")
