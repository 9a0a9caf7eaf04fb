"""What was found for the questions of all pilots: the lowest voice counts, as in `playbook.records.Answer.grade`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select
from sqlmodel import Session, col

from playbook.records import Grade, Phase, State
from playbook.store.many.which import live
from playbook.tables import AnswerRow, FindingRow, PilotRow, ProofRow

_ORDER = tuple(Grade)


def grades(session: Session, *, archived: bool = False) -> dict[int, dict[str, Grade]]:
    """The grade of every question that was touched, by pilot and id of the question."""
    found = _grades(() if archived else live())
    by_pilot: dict[int, dict[str, Grade]] = defaultdict(dict)
    for pilot_id, question_id, rank in session.connection().execute(select(found)):
        by_pilot[pilot_id][question_id] = _ORDER[rank]
    return by_pilot


def grade_counts(session: Session, phase: Phase | None = None) -> dict[str, dict[Grade, int]]:
    """In how many pilots a question has each grade, by id; pilots in which it was never touched are not counted."""
    found = _grades(live(phase))
    counts: dict[str, dict[Grade, int]] = defaultdict(dict)
    grouped = select(found.c.question_id, found.c.rank, func.count()).group_by(found.c.question_id, found.c.rank)
    for question_id, rank, count in session.connection().execute(grouped):
        counts[question_id][_ORDER[rank]] = count
    return counts


def weak_objections(
    session: Session, objections: Mapping[str, Sequence[str]], phase: Phase | None = None
) -> dict[str, int]:
    """In how many pilots an objection has a question that is a no or partly.

    `objections` are the ids of the questions by the id of their objection; nothing else is counted.
    """
    found = _grades(live(phase))
    which = ((found.c.question_id.in_(questions), name) for name, questions in objections.items())
    of = case(*which, else_=None).label("objection")
    weak = [_ORDER.index(grade) for grade in (Grade.NO, Grade.PARTLY)]
    query = select(of, func.count(found.c.pilot_id.distinct())).where(found.c.rank.in_(weak)).group_by("objection")
    return {name: count for name, count in session.connection().execute(query) if name is not None}


def weak_pilots(session: Session, questions: Sequence[str], phase: Phase | None = None) -> tuple[int, ...]:
    """Ids of the pilots in which one of these questions is a no or partly."""
    found = _grades(live(phase))
    weak = [_ORDER.index(grade) for grade in (Grade.NO, Grade.PARTLY)]
    query = select(found.c.pilot_id).where(found.c.question_id.in_(questions), found.c.rank.in_(weak)).distinct()
    return tuple(session.connection().scalars(query))


def _grades(pilots: Sequence[ColumnElement[bool]]) -> Subquery:
    """Pilot, question, and the place of its grade in the order of `Grade`; of the pilots that fit."""
    shown = (
        select(col(ProofRow.pilot_id))
        .where(
            col(ProofRow.pilot_id) == col(FindingRow.pilot_id),
            col(ProofRow.question_id) == col(FindingRow.question_id),
            col(ProofRow.voice) == col(FindingRow.voice),
        )
        .exists()
    )
    states: list[Any] = [
        (col(FindingRow.state) == state.value, _ORDER.index(Grade(state.value)))
        for state in State
        if state is not State.YES
    ]
    said = case(*states, (shown, _ORDER.index(Grade.PROOF_SEEN)), else_=_ORDER.index(Grade.WORD_ONLY))
    rank = case(
        (col(AnswerRow.not_applicable_reason).is_not(None), _ORDER.index(Grade.NOT_APPLICABLE)),
        else_=func.coalesce(
            func.min(case((col(FindingRow.voice).is_(None), None), else_=said)), _ORDER.index(Grade.NOT_ASKED)
        ),
    )
    query = (
        select(col(AnswerRow.pilot_id), col(AnswerRow.question_id), rank.label("rank"))
        .outerjoin(
            FindingRow,
            and_(
                col(FindingRow.pilot_id) == col(AnswerRow.pilot_id),
                col(FindingRow.question_id) == col(AnswerRow.question_id),
            ),
        )
        .group_by(col(AnswerRow.pilot_id), col(AnswerRow.question_id), col(AnswerRow.not_applicable_reason))
    )
    if pilots:
        query = query.join(PilotRow, col(PilotRow.id) == col(AnswerRow.pilot_id)).where(*pilots)
    return query.subquery()
