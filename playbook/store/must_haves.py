"""What was recorded for must-haves."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from playbook.records import MustHaveMark
from playbook.store import history
from playbook.tables import MustHaveRow


def must_have_marks(session: Session, pilot_id: int) -> dict[str, MustHaveMark]:
    """What was recorded for must-haves, by id."""
    rows = session.exec(select(MustHaveRow).where(MustHaveRow.pilot_id == pilot_id))
    return {row.must_have_id: _mark(row) for row in rows}


def save_must_have(session: Session, pilot_id: int, mark: MustHaveMark, *, who: str, at: datetime) -> None:
    """Writes what was recorded for a must-have."""
    row = session.get(MustHaveRow, (pilot_id, mark.must_have_id))
    before = _mark(row) if row else None
    if row is None:
        row = MustHaveRow(pilot_id=pilot_id, must_have_id=mark.must_have_id)
        session.add(row)
    row.met_on, row.proof, row.owner, row.due_on = mark.met_on, mark.proof, mark.owner, mark.due_on
    history.append(
        session, pilot_id, who=who, at=at, kind="must_have", key=mark.must_have_id, before=before, after=mark
    )


def _mark(row: MustHaveRow) -> MustHaveMark:
    return MustHaveMark(row.must_have_id, row.met_on, row.proof, row.owner, row.due_on)
