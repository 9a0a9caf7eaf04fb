"""Promises of all pilots that are open after their date, by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from playbook.records import Phase
from playbook.room.promises import PromiseState
from playbook.store.many.which import live
from playbook.tables import PilotRow, PromiseRow


@dataclass(frozen=True)
class Overdue:
    """How many promises about a topic of a survey, or a question, or neither are overdue, and in which pilots."""

    topic: str | None
    question_id: str | None
    promises: int
    pilots: int


def overdue(session: Session, today: date, phase: Phase | None = None) -> tuple[Overdue, ...]:
    """Those of all pilots; a topic comes before a question where a promise has both."""
    query = (
        select(
            col(PromiseRow.topic),
            col(PromiseRow.question_id),
            func.count(),
            func.count(col(PromiseRow.pilot_id).distinct()),
        )
        .join(PilotRow, col(PilotRow.id) == col(PromiseRow.pilot_id))
        .where(*live(phase), *_is_overdue(today))
        .group_by(col(PromiseRow.topic), col(PromiseRow.question_id))
    )
    return tuple(Overdue(*row) for row in session.connection().execute(query))


def overdue_pilots(
    session: Session, today: date, phase: Phase | None = None
) -> Iterable[tuple[int, str | None, str | None]]:
    """For each such promise the pilot, its topic and its question."""
    query = (
        select(col(PromiseRow.pilot_id), col(PromiseRow.topic), col(PromiseRow.question_id))
        .join(PilotRow, col(PilotRow.id) == col(PromiseRow.pilot_id))
        .where(*live(phase), *_is_overdue(today))
    )
    return ((pilot_id, topic, question_id) for pilot_id, topic, question_id in session.connection().execute(query))


def _is_overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(PromiseRow.state) == PromiseState.OPEN.value,
        col(PromiseRow.due_on) < today,
    )
