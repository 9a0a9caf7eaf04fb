"""Pilots: creating, editing, listing, the one opened last, the phase."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, select

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.pilot_fields import PilotFields, fitting
from playbook.records import Phase, Pilot
from playbook.store import history
from playbook.tables import PilotRow


def create_pilot(
    session: Session,
    *,
    name: str,
    team: str,
    mission: str,
    exposure_per_hour: Money | None = None,
    is_example: bool = False,
    who: str,
    at: datetime,
    today: date,
) -> Pilot:
    """A new pilot in its first phase. Raises PlaybookError for an empty or taken name."""
    name, team, mission = fitting("name", name), fitting("team", team), fitting("mission", mission)
    _check_free(session, name)
    row = PilotRow(
        name=name,
        team=team,
        mission=mission,
        exposure_per_hour=exposure_per_hour,
        created_on=today,
        is_example=is_example,
    )
    session.add(row)
    session.flush()
    pilot = as_pilot(row)
    history.append(session, pilot.id, who=who, at=at, kind="pilot", key=name, before=None, after=pilot)
    return pilot


def pilots(session: Session) -> tuple[Pilot, ...]:
    """All pilots in the order in which they were created."""
    rows = session.exec(select(PilotRow).order_by(col(PilotRow.id)))
    return tuple(as_pilot(row) for row in rows)


def pilot(session: Session, pilot_id: int) -> Pilot:
    """One pilot. Raises PlaybookError if it does not exist."""
    return as_pilot(_pilot_row(session, pilot_id))


def opened_last(session: Session) -> Pilot | None:
    """The pilot that was opened last, None if none ever was."""
    opened = select(PilotRow).where(col(PilotRow.opened_at).is_not(None))
    row = session.exec(opened.order_by(col(PilotRow.opened_at).desc(), col(PilotRow.id).desc()).limit(1)).first()
    return as_pilot(row) if row else None


def only_one(session: Session) -> Pilot | None:
    """The pilot that is not archived, None if there are none or several."""
    rows = session.exec(select(PilotRow).where(col(PilotRow.archived_on).is_(None)).limit(2)).all()
    return as_pilot(rows[0]) if len(rows) == 1 else None


def named(session: Session, name: str) -> Pilot | None:
    """The pilot with this name, archived or not; one in other capitals only if there is none that is the same."""
    row = session.exec(select(PilotRow).where(PilotRow.name == name)).first()
    if row is not None:
        return as_pilot(row)
    names = session.exec(select(PilotRow.id, PilotRow.name).order_by(col(PilotRow.id)))
    found = next((pilot_id for pilot_id, other in names if other.casefold() == name.casefold()), None)
    return pilot(session, found) if found is not None else None


def names(session: Session) -> tuple[str, ...]:
    """The names of those that are not archived, in the order in which they were created."""
    found = select(PilotRow.name).where(col(PilotRow.archived_on).is_(None)).order_by(col(PilotRow.id))
    return tuple(session.exec(found))


def mark_opened(session: Session, pilot_id: int, at: datetime) -> None:
    """Makes this the pilot that was opened last."""
    _pilot_row(session, pilot_id).opened_at = at


def set_phase(session: Session, pilot_id: int, phase: Phase, *, who: str, at: datetime) -> None:
    """Moves the pilot to a phase; whether it may move is decided in `readiness`."""
    row = _pilot_row(session, pilot_id)
    before, row.phase = row.phase, phase.value
    history.append(session, pilot_id, who=who, at=at, kind="phase", key="phase", before=before, after=phase.value)


def save_fields(session: Session, pilot_id: int, new: PilotFields, *, who: str, at: datetime) -> None:
    """Writes what can be edited of a pilot. Raises PlaybookError for texts that do not fit and a taken name."""
    before, new = fields_of(session, pilot_id), new.fitted()
    if before == new:
        return
    put_fields(session, pilot_id, new)
    history.append(session, pilot_id, who=who, at=at, kind="fields", key="fields", before=before, after=new)


def fields_of(session: Session, pilot_id: int) -> PilotFields:
    """What can be edited of a pilot, as it is now."""
    row = _pilot_row(session, pilot_id)
    return PilotFields(row.name, row.team, row.mission, row.exposure_per_hour, row.archived_on)


def put_fields(session: Session, pilot_id: int, new: PilotFields) -> None:
    """Writes the fields over what is there; the audit trail is the caller's. An archived pilot is not opened last."""
    row = _pilot_row(session, pilot_id)
    if row.name != new.name:
        _check_free(session, new.name)
    row.name, row.team, row.mission = new.name, new.team, new.mission
    row.exposure_per_hour, row.archived_on = new.exposure_per_hour, new.archived_on
    if new.archived_on is not None:
        row.opened_at = None
    session.flush()


def put_phase(session: Session, pilot_id: int, phase: Phase) -> None:
    """Writes the phase over what is there; the audit trail is the caller's."""
    _pilot_row(session, pilot_id).phase = phase.value
    session.flush()


def _check_free(session: Session, name: str) -> None:
    if session.exec(select(PilotRow.id).where(PilotRow.name == name)).first() is not None:
        raise PlaybookError(f"There is already a pilot named {name!r}; choose another name.")


def _pilot_row(session: Session, pilot_id: int) -> PilotRow:
    row = session.get(PilotRow, pilot_id)
    if row is None:
        raise PlaybookError("This pilot is no longer in the workspace.")
    return row


def as_pilot(row: PilotRow | Row[Any]) -> Pilot:
    """A row as a record, whether it was read as an object or column by column."""
    if row.id is None:
        raise PlaybookError(f"Pilot {row.name!r} has not been saved.")
    return Pilot(
        id=row.id,
        name=row.name,
        team=row.team,
        mission=row.mission,
        phase=Phase(row.phase),
        created_on=row.created_on,
        exposure_per_hour=row.exposure_per_hour,
        is_example=row.is_example,
        archived_on=row.archived_on,
    )
