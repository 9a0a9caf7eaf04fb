"""Promises to the team."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlmodel import Session, col, select

from playbook.errors import PlaybookError
from playbook.room.promises import Promise, PromiseState
from playbook.store import history
from playbook.tables import PromiseRow

KIND = "promise"


def promises(session: Session, pilot_id: int) -> tuple[Promise, ...]:
    """All promises of a pilot by number, the oldest first."""
    rows = session.exec(select(PromiseRow).where(PromiseRow.pilot_id == pilot_id).order_by(col(PromiseRow.number)))
    return tuple(_promise(row) for row in rows)


def promise(session: Session, pilot_id: int, number: int) -> Promise:
    """One promise. Raises PlaybookError if there is none with this number."""
    found = find_promise(session, pilot_id, number)
    if found is None:
        raise PlaybookError(f"There is no promise {number}; `ybiyri promise list` lists them.")
    return found


def find_promise(session: Session, pilot_id: int, number: int) -> Promise | None:
    """One promise, None if there is none with this number."""
    row = session.get(PromiseRow, (pilot_id, number))
    return _promise(row) if row else None


def next_number(session: Session, pilot_id: int) -> int:
    """A number that no promise of this pilot ever had."""
    return history.numbers_used(session, pilot_id, kind=KIND) + 1


def save_promise(session: Session, pilot_id: int, new: Promise, *, who: str, at: datetime) -> None:
    """Writes a promise, new or changed; one that is as it was leaves no trace."""
    before = find_promise(session, pilot_id, new.number)
    if before == new:
        return
    put_promise(session, pilot_id, new.number, new)
    key = str(new.number)
    history.append(session, pilot_id, who=who, at=at, kind=KIND, key=key, before=before, after=new)


def remove_promise(session: Session, pilot_id: int, number: int, *, who: str, at: datetime) -> None:
    """Takes a promise away. Raises PlaybookError if there is none with this number."""
    before = promise(session, pilot_id, number)
    put_promise(session, pilot_id, number, None)
    history.append(session, pilot_id, who=who, at=at, kind=KIND, key=str(number), before=before, after=None)


def put_promise(session: Session, pilot_id: int, number: int, new: Promise | None) -> None:
    """Writes a promise over what is there, None to take it away; the audit trail is the caller's."""
    row = session.get(PromiseRow, (pilot_id, number))
    if new is None:
        if row is not None:
            session.delete(row)
    else:
        if row is None:
            row = PromiseRow(pilot_id=pilot_id, number=number, raised="", raised_on=new.raised_on, state="open")
            session.add(row)
        for field in fields(new):
            setattr(row, field.name, getattr(new, field.name))
        row.state = new.state.value
    session.flush()


def _promise(row: PromiseRow) -> Promise:
    values = {field.name: getattr(row, field.name) for field in fields(Promise)}
    return Promise(**{**values, "state": PromiseState(row.state)})
