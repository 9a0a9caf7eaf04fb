"""The audit trail: what was changed, by whom, when, from what to what."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from sqlmodel import Session, col, select

from playbook.records import Change
from playbook.tables import ChangeRow


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
) -> None:
    """Adds one entry; `before` and `after` are records or plain values."""
    row = ChangeRow(
        pilot_id=pilot_id, at=at, who=who, kind=kind, key=key, before=_to_json(before), after=_to_json(after)
    )
    session.add(row)


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
    return tuple(
        Change(row.at, row.who, row.kind, row.key, json.loads(row.before), json.loads(row.after))
        for row in session.exec(query.limit(limit))
    )


def _to_json(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in the audit trail")
