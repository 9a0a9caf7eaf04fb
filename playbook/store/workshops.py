"""Workshops. The audit trail knows what was chosen and when a workshop was over, not each step of its timer."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from playbook.plain_json import to_plain
from playbook.room.workshop import Dots, Timer, Workshop, WorkshopState
from playbook.store import history, notes, promises
from playbook.tables import WorkshopRow

KIND = "workshop"


def workshops(session: Session, pilot_id: int) -> tuple[Workshop, ...]:
    """All workshops of a pilot, the oldest first."""
    rows = session.exec(select(WorkshopRow).where(WorkshopRow.pilot_id == pilot_id).order_by(col(WorkshopRow.number)))
    return tuple(_workshop(row) for row in rows)


def current(session: Session, pilot_id: int) -> Workshop | None:
    """The workshop that is not over yet, None if there is none."""
    newest = last(session, pilot_id)
    return newest if newest and newest.state is not WorkshopState.OVER else None


def last(session: Session, pilot_id: int) -> Workshop | None:
    """The newest workshop, None if there never was one."""
    found = select(WorkshopRow).where(WorkshopRow.pilot_id == pilot_id).order_by(col(WorkshopRow.number).desc())
    row = session.exec(found).first()
    return _workshop(row) if row else None


def first_numbers(session: Session, pilot_id: int) -> tuple[int, int, int]:
    """The number of the next workshop, and those from which on notes and promises will belong to it."""
    newest = last(session, pilot_id)
    number = newest.number + 1 if newest else 1
    return number, notes.next_number(session, pilot_id), promises.next_number(session, pilot_id)


def save_workshop(session: Session, pilot_id: int, new: Workshop, *, who: str, at: datetime) -> None:
    """Writes a workshop, new or changed."""
    row = session.get(WorkshopRow, (pilot_id, new.number))
    before = _workshop(row) if row else None
    if before == new:
        return
    if row is None:
        row = WorkshopRow(pilot_id=pilot_id, number=new.number, started_on=new.started_on, state=new.state.value)
        session.add(row)
    _fill(row, new)
    session.flush()
    old, now = _remembered(before), _remembered(new)
    if old != now:
        history.append(session, pilot_id, who=who, at=at, kind=KIND, key=str(new.number), before=old, after=now)


def _remembered(workshop: Workshop | None) -> object:
    """What the audit trail keeps: nothing that only says where in its agenda the room is."""
    if workshop is None:
        return None
    return {
        "started_on": workshop.started_on,
        "dots": workshop.dots,
        "agenda": workshop.agenda,
        "ended_on": workshop.ended_on,
    }


def _fill(row: WorkshopRow, new: Workshop) -> None:
    row.state, row.position, row.ended_on = new.state.value, new.position, new.ended_on
    row.first_note, row.first_promise = new.first_note, new.first_promise
    row.agenda = json.dumps(new.agenda)
    row.dots = json.dumps(to_plain({dots.objection_id: dots.count for dots in new.dots}))
    row.timer_left = new.timer.left
    row.timer_ends_at = new.timer.ends_at.astimezone(UTC) if new.timer.ends_at else None


def _workshop(row: WorkshopRow) -> Workshop:
    ends_at = row.timer_ends_at
    return Workshop(
        number=row.number,
        started_on=row.started_on,
        first_note=row.first_note,
        first_promise=row.first_promise,
        state=WorkshopState(row.state),
        dots=tuple(Dots(objection_id, count) for objection_id, count in json.loads(row.dots).items()),
        agenda=tuple(json.loads(row.agenda)),
        position=row.position,
        timer=Timer(row.timer_left, ends_at.replace(tzinfo=UTC) if ends_at else None),
        ended_on=row.ended_on,
    )
