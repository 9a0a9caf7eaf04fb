"""What was recorded for must-haves, exceptions included."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from playbook.records import MustHaveMark, Waiver
from playbook.store import history
from playbook.tables import MustHaveRow, WaiverRow


def must_have_marks(session: Session, pilot_id: int) -> dict[str, MustHaveMark]:
    """What was recorded for must-haves, by id."""
    waivers = {
        row.must_have_id: Waiver(row.reason, row.person, row.expires_on)
        for row in session.exec(select(WaiverRow).where(WaiverRow.pilot_id == pilot_id))
    }
    rows = session.exec(select(MustHaveRow).where(MustHaveRow.pilot_id == pilot_id))
    return {row.must_have_id: _mark(row, waivers.get(row.must_have_id)) for row in rows}


def must_have_mark(session: Session, pilot_id: int, must_have_id: str) -> MustHaveMark:
    """What was recorded for one must-have; an empty mark if nothing was."""
    return must_have_marks(session, pilot_id).get(must_have_id) or MustHaveMark(must_have_id)


def save_must_have(session: Session, pilot_id: int, mark: MustHaveMark, *, who: str, at: datetime) -> None:
    """Writes what was recorded for a must-have."""
    before = must_have_marks(session, pilot_id).get(mark.must_have_id)
    put_must_have(session, pilot_id, mark)
    history.append(
        session, pilot_id, who=who, at=at, kind="must_have", key=mark.must_have_id, before=before, after=mark
    )


def put_must_have(session: Session, pilot_id: int, mark: MustHaveMark) -> None:
    """Writes a mark over what is there; the audit trail is the caller's."""
    row = session.get(MustHaveRow, (pilot_id, mark.must_have_id))
    if row is None:
        row = MustHaveRow(pilot_id=pilot_id, must_have_id=mark.must_have_id)
        session.add(row)
    row.met_on, row.proof = mark.met_on, mark.proof
    row.owner, row.accepted, row.due_on = mark.owner, mark.accepted, mark.due_on
    session.flush()
    waiver = session.get(WaiverRow, (pilot_id, mark.must_have_id))
    if waiver is not None:
        session.delete(waiver)
        session.flush()
    if mark.waiver is not None:
        session.add(
            WaiverRow(
                pilot_id=pilot_id,
                must_have_id=mark.must_have_id,
                reason=mark.waiver.reason,
                person=mark.waiver.person,
                expires_on=mark.waiver.expires_on,
            )
        )
        session.flush()


def _mark(row: MustHaveRow, waiver: Waiver | None) -> MustHaveMark:
    return MustHaveMark(row.must_have_id, row.met_on, row.proof, row.owner, row.due_on, row.accepted, waiver)
