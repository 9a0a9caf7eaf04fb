"""Recording must-haves, without overwriting what somebody else recorded meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from playbook.errors import ChangedElsewhere
from playbook.records import MustHaveMark
from playbook.standing import must_have_marks as marks
from playbook.store import must_haves as must_have_store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError

Change = Callable[[MustHaveMark], MustHaveMark]


def change_must_have(
    context: Context, pilot_id: int, must_have_id: str, change: Change, *, seen: MustHaveMark | None = None
) -> MustHaveMark:
    """Applies a change to what is recorded for a must-have, and returns what was saved.

    `seen` is what the person was looking at: if something else is on disk, ChangedElsewhere is raised and nothing is
    written. Raises ProgramError for a must-have that the playbook does not have.
    """
    titles = {must_have.id: must_have.title for must_have in context.playbook.must_haves}
    if must_have_id not in titles:
        raise ProgramError(f"There is no must-have {must_have_id!r}; there is {', '.join(titles)}.")

    def work(session: Session) -> MustHaveMark:
        current = must_have_store.must_have_mark(session, pilot_id, must_have_id)
        if seen is not None and seen != current:
            raise ChangedElsewhere(
                f"{titles[must_have_id]!r} was changed elsewhere meanwhile. "
                "Your change was not saved: look, then enter it again."
            )
        changed = change(current)
        if changed != current:
            must_have_store.save_must_have(session, pilot_id, changed, who=context.who, at=context.now())
        return changed

    return context.workspace.write(work)


def meet_must_have(
    context: Context, pilot_id: int, must_have_id: str, proof: str, *, seen: MustHaveMark | None = None
) -> MustHaveMark:
    """Marks a must-have as met today by what was seen. Raises PlaybookError without a word on that."""
    today = context.today
    return change_must_have(context, pilot_id, must_have_id, lambda mark: marks.meet(mark, proof, today), seen=seen)


def reopen_must_have(
    context: Context, pilot_id: int, must_have_id: str, *, seen: MustHaveMark | None = None
) -> MustHaveMark:
    """Opens a must-have again and ends its exception; the phase stays what it is."""
    return change_must_have(context, pilot_id, must_have_id, marks.reopen, seen=seen)


def except_must_have(
    context: Context,
    pilot_id: int,
    must_have_id: str,
    *,
    reason: str,
    person: str,
    expires_on: date,
    seen: MustHaveMark | None = None,
) -> MustHaveMark:
    """Lets the pilot pass without a must-have up to a day. Raises PlaybookError if reason, person or day do not fit."""
    today = context.today

    def change(mark: MustHaveMark) -> MustHaveMark:
        return marks.except_(mark, reason=reason, person=person, expires_on=expires_on, today=today)

    return change_must_have(context, pilot_id, must_have_id, change, seen=seen)
