"""The audit trail: what was changed, by whom, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from playbook.plain_json import to_plain
from playbook.records import Action, Change
from playbook.tables import ChangeRow

# The key in a session's `info` under which an open workspace says which one it is.
SEAT = "seat"


def append(
    session: Session,
    pilot_id: int,
    *,
    who: str,
    at: datetime,
    kind: str,
    key: str,
    before: object,
    after: object,
    reverses: Change | None = None,
) -> None:
    """Adds one entry; `before` and `after` are records or plain values.

    An entry that `reverses` another one is an undo of a change, or a redo of an undo.
    """
    action = Action.CHANGE
    if reverses is not None:
        action = Action.REDO if reverses.action is Action.UNDO else Action.UNDO
    row = ChangeRow(
        pilot_id=pilot_id,
        at=at.astimezone(UTC),
        who=who,
        kind=kind,
        key=key,
        before=_to_json(before),
        after=_to_json(after),
        action=action.value,
        reverses=reverses.id if reverses else None,
        seat=seat_of(session),
    )
    session.add(row)


def seat_of(session: Session) -> str:
    """Which open workspace the session belongs to; empty if it does not say."""
    return str(session.info.get(SEAT, ""))


def last(session: Session, pilot_id: int, *, kind: str, key: str) -> Change | None:
    """The newest entry about one record."""
    found = changes(session, pilot_id, kind=kind, key=key, limit=1)
    return found[0] if found else None


def changes(
    session: Session, pilot_id: int, *, kind: str | None = None, key: str | None = None, limit: int = 200
) -> tuple[Change, ...]:
    """Entries of a pilot, newest first."""
    query = select(ChangeRow).where(ChangeRow.pilot_id == pilot_id).order_by(col(ChangeRow.id).desc())
    if kind is not None:
        query = query.where(ChangeRow.kind == kind)
    if key is not None:
        query = query.where(ChangeRow.key == key)
    return tuple(as_change(row) for row in session.exec(query.limit(limit)))


def change(session: Session, change_id: int) -> Change:
    """The entry with this id."""
    return as_change(session.exec(select(ChangeRow).where(ChangeRow.id == change_id)).one())


def replayed(session: Session, pilot_id: int, *, since: datetime | None = None) -> Iterator[Change]:
    """Entries of a pilot, oldest first, all of them or those from this moment on."""
    query = select(ChangeRow).where(ChangeRow.pilot_id == pilot_id).order_by(col(ChangeRow.id))
    if since is not None:
        query = query.where(ChangeRow.at >= since.astimezone(UTC))
    return (as_change(row) for row in session.exec(query))


def numbers_used(session: Session, pilot_id: int, *, kind: str) -> int:
    """The highest number that any record of this kind ever had, 0 for none; numbers are never given twice."""
    keys = session.exec(select(ChangeRow.key).where(ChangeRow.pilot_id == pilot_id, ChangeRow.kind == kind).distinct())
    return max((int(key) for key in keys), default=0)


def as_change(row: ChangeRow) -> Change:
    """A row as a record; its time is in UTC."""
    return Change(
        at=row.at.astimezone(UTC) if row.at.tzinfo else row.at.replace(tzinfo=UTC),
        who=row.who,
        kind=row.kind,
        key=row.key,
        before=json.loads(row.before),
        after=json.loads(row.after),
        id=row.id or 0,
        action=Action(row.action),
        reverses=row.reverses,
    )


def _to_json(value: object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True)
