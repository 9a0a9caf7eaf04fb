"""The rounds of all pilots, aggregated by the database: what waits for somebody, and when surveys moved last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from surveys.rounds.records import Stage
from surveys.tables import RoundRow, SeriesRow, SlotRow


@dataclass(frozen=True)
class OpenRound:
    """An open round: whether its closing time has passed, and whether there are enough answers to close it."""

    pilot_id: int
    is_over: bool
    is_enough: bool


def open_rounds(session: Session, now: datetime) -> tuple[OpenRound, ...]:
    """All rounds that take answers; of the answers no more is told than whether they are enough."""
    used = func.sum(case((col(SlotRow.used), 1), else_=0))
    closes = func.coalesce(RoundRow.extended_to, RoundRow.closes_at)
    written = now.astimezone(UTC).isoformat(timespec="seconds")
    query = (
        select(RoundRow.pilot_id, closes <= written, used >= col(RoundRow.replaced) + col(SeriesRow.k))
        .join(SeriesRow, col(SeriesRow.id) == RoundRow.series_id)
        .outerjoin(SlotRow, col(SlotRow.round_id) == RoundRow.id)
        .where(RoundRow.state == Stage.OPEN.value)
        .group_by(col(RoundRow.id), col(SeriesRow.id))
    )
    return tuple(OpenRound(pilot_id, bool(over), bool(enough)) for pilot_id, over, enough in session.exec(query))


def not_read_back(session: Session) -> tuple[int, ...]:
    """The pilots that have results which their team was not shown yet, once for each round."""
    closed = RoundRow.state == Stage.CLOSED.value
    return tuple(session.exec(select(RoundRow.pilot_id).where(closed, col(RoundRow.read_back_on).is_(None))))


def moved_since(session: Session, day: date) -> frozenset[int]:
    """The pilots of which a survey was opened or closed on this day or later."""
    moved = func.coalesce(RoundRow.closed_on, RoundRow.opened_on) >= day
    return frozenset(session.exec(select(RoundRow.pilot_id).where(moved)))
