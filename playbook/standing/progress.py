"""Progress over time, and what changed since a day: both read from the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from playbook.plain_json import from_plain
from playbook.records import Answer, Change, Grade, MustHaveMark, Phase
from playbook.standing.readiness import count_grades


@dataclass(frozen=True)
class ProgressPoint:
    """How a pilot stood at the end of a day: answers by grade, must-haves that were met, and the phase."""

    day: date
    counts: dict[Grade, int]
    must_haves_met: int
    phase: Phase


def progress(
    changes: Iterable[Change],
    question_ids: Iterable[str],
    must_have_ids: Iterable[str],
    day_of: Callable[[datetime], date],
) -> tuple[ProgressPoint, ...]:
    """One point for each day on which something changed, oldest first.

    `changes` are all entries, oldest first; `day_of` gives the day where the user is. Only questions and must-haves
    of the playbook in use are counted, so every point adds up to the same number of questions.
    """
    answers = {question_id: Answer(question_id) for question_id in question_ids}
    marks = {must_have_id: MustHaveMark(must_have_id) for must_have_id in must_have_ids}
    phase = Phase.PREPARE
    points: dict[date, ProgressPoint] = {}
    told = (change for change in changes if change.kind in ("pilot", "answer", "must_have", "phase"))
    for day, of_the_day in groupby(told, key=lambda change: day_of(change.at)):
        for change in of_the_day:
            if change.kind == "answer" and change.key in answers:
                answers[change.key] = from_plain(Answer, change.after)
            elif change.kind == "must_have" and change.key in marks:
                marks[change.key] = from_plain(MustHaveMark, change.after)
            elif change.kind == "phase":
                phase = Phase(str(change.after))
        met = sum(mark.met_on is not None for mark in marks.values())
        points[day] = ProgressPoint(day, count_grades(answer.grade for answer in answers.values()), met, phase)
    return tuple(points[day] for day in sorted(points))


def lasting(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The entries, oldest first, without those that were taken back among them and without what took them back."""
    newest_first = sorted(changes, key=lambda change: change.id, reverse=True)
    ids = {change.id for change in newest_first}
    cancelled: set[int] = set()
    kept = []
    for change in newest_first:
        if change.id in cancelled:
            continue
        if change.reverses in ids:
            cancelled.add(change.reverses or 0)
        else:
            kept.append(change)
    return tuple(reversed(kept))
