"""All pilots as lines of a list: what they are, how many of their must-haves are done, when they last changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlmodel import Session, col

from playbook.records import Phase, Pilot
from playbook.store.many.which import live
from playbook.store.pilots import as_pilot
from playbook.tables import ChangeRow, MustHaveRow, PilotRow, WaiverRow

Due = Mapping[Phase, Sequence[str]]
"""For each phase the ids of the must-haves that have to be met before the next one."""


@dataclass(frozen=True)
class Standing:
    """A pilot, how many of the must-haves that are due are met or excepted, and the time of its newest change."""

    pilot: Pilot
    done: int
    changed_at: datetime | None


def standings(session: Session, due: Due, today: date, *, archived: bool = False) -> tuple[Standing, ...]:
    """The pilots in the order in which they were created; archived ones only if they are wanted."""
    done = _done(due, today).subquery()
    query = (
        select(PilotRow.__table__, func.coalesce(done.c.done, 0).label("done"), _newest().label("changed_at"))  # type: ignore[attr-defined]
        .outerjoin(done, done.c.pilot_id == col(PilotRow.id))
        .order_by(col(PilotRow.id))
    )
    if not archived:
        query = query.where(*live())
    rows = session.connection().execute(query)
    return tuple(Standing(as_pilot(row), row.done, _in_utc(row.changed_at)) for row in rows)


def counts(session: Session, phase: Phase | None = None) -> dict[Phase, int]:
    """How many pilots are in each phase."""
    query = select(col(PilotRow.phase), func.count()).where(*live(phase)).group_by(col(PilotRow.phase))
    return {Phase(name): count for name, count in session.connection().execute(query)}


def pilots_of(session: Session, phase: Phase | None = None) -> frozenset[int]:
    """Ids of the pilots, all of them or those of one phase."""
    return frozenset(session.connection().scalars(select(col(PilotRow.id)).where(*live(phase))))


def teams(session: Session) -> dict[int, tuple[str, bool]]:
    """The team of every pilot, and whether the pilot is archived, by its id."""
    query = select(col(PilotRow.id), col(PilotRow.team), col(PilotRow.archived_on).is_not(None))
    rows = session.connection().execute(query)
    return {pilot_id: (team, bool(archived)) for pilot_id, team, archived in rows if pilot_id is not None}


def quiet(session: Session, since: datetime, phase: Phase | None = None) -> frozenset[int]:
    """Ids of the pilots of which nothing that is recorded was changed from this moment on."""
    query = select(col(PilotRow.id)).where(*live(phase), func.coalesce(_newest() < since.astimezone(UTC), True))
    return frozenset(session.connection().scalars(query))


def is_done(today: date) -> ColumnElement[bool]:
    """Whether a must-have is met, or has an exception that still counts; needs the waivers joined."""
    return or_(col(MustHaveRow.met_on).is_not(None), col(WaiverRow.expires_on) >= today)


WAIVED = and_(
    col(WaiverRow.pilot_id) == col(MustHaveRow.pilot_id), col(WaiverRow.must_have_id) == col(MustHaveRow.must_have_id)
)
"""How waivers are joined to what is recorded for must-haves."""


def _newest() -> ScalarSelect[datetime]:
    """The time of the newest change of a pilot: one look into the index for each."""
    return (
        select(col(ChangeRow.at))
        .where(col(ChangeRow.pilot_id) == col(PilotRow.id))
        .order_by(col(ChangeRow.id).desc())
        .limit(1)
        .scalar_subquery()
    )


def _done(due: Due, today: date) -> Select[int, int]:
    is_due = or_(
        *(
            and_(col(PilotRow.phase) == phase.value, col(MustHaveRow.must_have_id).in_(must_haves))
            for phase, must_haves in due.items()
        )
    )
    return (
        select(col(MustHaveRow.pilot_id), func.count().label("done"))
        .join(PilotRow, col(PilotRow.id) == col(MustHaveRow.pilot_id))
        .outerjoin(WaiverRow, WAIVED)
        .where(is_due, is_done(today))
        .group_by(col(MustHaveRow.pilot_id))
    )


def _in_utc(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
