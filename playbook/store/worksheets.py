"""Rows of worksheets, of whatever kind; each is saved only by those who saw its latest version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import Session, col, delete, select

from playbook.errors import ChangedElsewhere
from playbook.store import history
from playbook.tables import WorksheetRow
from playbook.worksheets.sheets.rows import StoredRow

ROW, SHEET = "worksheet_row", "worksheet"


def rows(session: Session, pilot_id: int, sheet: str) -> tuple[StoredRow, ...]:
    """All rows of a sheet, in their order."""
    query = (
        select(WorksheetRow.number, WorksheetRow.position, WorksheetRow.version, WorksheetRow.record)
        .where(WorksheetRow.pilot_id == pilot_id, WorksheetRow.sheet == sheet)
        .order_by(col(WorksheetRow.position), col(WorksheetRow.number))
    )
    return tuple(
        StoredRow(number, position, json.loads(record), version)
        for number, position, version, record in session.exec(query)
    )


def row_count(session: Session, pilot_id: int, sheet: str) -> int:
    """How many rows a sheet has."""
    query = select(func.count()).where(WorksheetRow.pilot_id == pilot_id, WorksheetRow.sheet == sheet)
    return session.exec(query).one()


def find_row(session: Session, pilot_id: int, key: str) -> StoredRow | None:
    """One row by its key in the audit trail (`services/3`), None if there is none."""
    sheet, _, number = key.rpartition("/")
    row = session.get(WorksheetRow, (pilot_id, sheet, int(number)))
    return StoredRow(row.number, row.position, json.loads(row.record), row.version) if row else None


def save_row(session: Session, pilot_id: int, sheet: str, new: StoredRow, *, who: str, at: datetime) -> StoredRow:
    """Writes a row that was read at `new.version` (0: a new one), and returns it with its next version.

    Raises ChangedElsewhere, and writes nothing, if it was changed or removed in between.
    """
    before = _unchanged(session, pilot_id, sheet, new)
    if before is not None and same_row(before, new):
        return before
    saved = put_row(session, pilot_id, _key(sheet, new.number), new)
    _append(session, pilot_id, _key(sheet, new.number), before, new, who=who, at=at)
    return saved or new


def remove_row(session: Session, pilot_id: int, sheet: str, seen: StoredRow, *, who: str, at: datetime) -> None:
    """Takes a row away. Raises ChangedElsewhere if it is not as it was seen."""
    before = _unchanged(session, pilot_id, sheet, seen)
    put_row(session, pilot_id, _key(sheet, seen.number), None)
    _append(session, pilot_id, _key(sheet, seen.number), before, None, who=who, at=at)


def replace_rows(
    session: Session, pilot_id: int, sheet: str, new: Iterable[StoredRow], *, who: str, at: datetime
) -> None:
    """Puts these rows in the place of all there are, as one change."""
    before, after = rows(session, pilot_id, sheet), tuple(new)
    if same_rows(before, after):
        return
    put_rows(session, pilot_id, sheet, after)
    plain = [[_plain(row) for row in some] for some in (before, after)]
    history.append(session, pilot_id, who=who, at=at, kind=SHEET, key=sheet, before=plain[0], after=plain[1])


def put_row(session: Session, pilot_id: int, key: str, new: StoredRow | None) -> StoredRow | None:
    """Writes a row over what is there, None to take it away; the audit trail is the caller's."""
    sheet, _, number = key.rpartition("/")
    row = session.get(WorksheetRow, (pilot_id, sheet, int(number)))
    if new is None:
        if row is not None:
            session.delete(row)
        session.flush()
        return None
    if row is None:
        row = WorksheetRow(pilot_id=pilot_id, sheet=sheet, number=new.number, position=0, version=0, record="")
        session.add(row)
    row.position, row.record = new.position, _to_json(new)
    row.version += 1
    session.flush()
    return replace(new, version=row.version)


def put_rows(session: Session, pilot_id: int, sheet: str, new: Iterable[StoredRow]) -> None:
    """Writes these rows over all there are; the audit trail is the caller's."""
    version = max((row.version for row in rows(session, pilot_id, sheet)), default=0) + 1
    session.exec(delete(WorksheetRow).where(col(WorksheetRow.pilot_id) == pilot_id, col(WorksheetRow.sheet) == sheet))
    values = [
        {
            "pilot_id": pilot_id,
            "sheet": sheet,
            "number": row.number,
            "position": row.position,
            "version": version,
            "record": _to_json(row),
        }
        for row in new
    ]
    if values:
        session.execute(insert(WorksheetRow), values)
    session.expire_all()


def stored(value: Any) -> StoredRow:
    """A row as it stands in the audit trail."""
    return StoredRow(int(value["number"]), int(value["position"]), dict(value["values"]))


def same_row(one: StoredRow | None, other: StoredRow | None) -> bool:
    """Whether two rows are the same but for their version."""
    if one is None or other is None:
        return one is other
    return replace(one, version=0) == replace(other, version=0)


def same_rows(some: Iterable[StoredRow], others: Iterable[StoredRow]) -> bool:
    """Whether the rows are the same, in the same order, but for their versions."""
    return [replace(row, version=0) for row in some] == [replace(row, version=0) for row in others]


def _unchanged(session: Session, pilot_id: int, sheet: str, seen: StoredRow) -> StoredRow | None:
    before = find_row(session, pilot_id, _key(sheet, seen.number))
    if (before.version if before else 0) != seen.version:
        raise ChangedElsewhere(
            f"Row {seen.number} of the worksheet {sheet} was changed elsewhere meanwhile. "
            "Your change was not saved: look, then enter it again."
        )
    return before


def _append(
    session: Session,
    pilot_id: int,
    key: str,
    before: StoredRow | None,
    after: StoredRow | None,
    *,
    who: str,
    at: datetime,
) -> None:
    plain = [_plain(row) if row else None for row in (before, after)]
    history.append(session, pilot_id, who=who, at=at, kind=ROW, key=key, before=plain[0], after=plain[1])


def _plain(row: StoredRow) -> dict[str, object]:
    return {"number": row.number, "position": row.position, "values": dict(row.values)}


def _to_json(row: StoredRow) -> str:
    return json.dumps(dict(row.values), ensure_ascii=False, sort_keys=True)


def _key(sheet: str, number: int) -> str:
    return f"{sheet}/{number}"
