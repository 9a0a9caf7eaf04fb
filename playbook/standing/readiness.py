"""How far a pilot is: grades counted, must-haves that are open, answers that are stale. No percentage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.records import Answer, Grade, MustHaveMark, Phase, State
from playbook.schema import MustHave

# A yes that was not looked at for longer is stale.
STALE_AFTER_DAYS = 90


class MustHaveState(StrEnum):
    """What a must-have counts as."""

    OPEN = "open"
    MET = "met"
    EXCEPTED = "excepted"


@dataclass(frozen=True)
class MustHaveStatus:
    """A must-have with what was recorded for it."""

    must_have: MustHave
    state: MustHaveState
    mark: MustHaveMark


@dataclass(frozen=True)
class NextStep:
    """One of the few things to do next, the most urgent first.

    `kind` is must_have, overdue, promise, step, stale, ask or answer, or one of the surveys' own; `ref` is the id of
    the must-have or the number of the promise or step.
    """

    kind: str
    what: str
    why: str
    owner: str | None = None
    due_on: date | None = None
    question_id: str | None = None
    accepted: bool | None = None
    ref: str | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the due date has passed."""
        return self.due_on is not None and self.due_on < today


def count_grades(grades: Iterable[Grade]) -> dict[Grade, int]:
    """How many there are of each grade; every grade is a key, in display order."""
    counted = Counter(grades)
    shown = (Grade.PROOF_SEEN, Grade.WORD_ONLY, Grade.PARTLY, Grade.NO, Grade.NOT_ASKED, Grade.NOT_APPLICABLE)
    return {grade: counted[grade] for grade in shown}


def is_stale(answer: Answer, today: date, after_days: int = STALE_AFTER_DAYS) -> bool:
    """Whether a yes was last checked more than `after_days` ago, by the voice that was checked longest ago."""
    if answer.state is not State.YES or answer.checked_on is None:
        return False
    return (today - answer.checked_on).days > after_days


def must_have_statuses(
    must_haves: Iterable[MustHave], marks: Mapping[str, MustHaveMark], today: date
) -> tuple[MustHaveStatus, ...]:
    """All must-haves in order: met, excepted up to the day on which the exception ends, or open."""
    statuses = []
    for must_have in must_haves:
        mark = marks.get(must_have.id) or MustHaveMark(must_have.id)
        statuses.append(MustHaveStatus(must_have, _state(mark, today), mark))
    return tuple(statuses)


def _state(mark: MustHaveMark, today: date) -> MustHaveState:
    if mark.met_on is not None:
        return MustHaveState.MET
    if mark.waiver is not None and today <= mark.waiver.expires_on:
        return MustHaveState.EXCEPTED
    return MustHaveState.OPEN


def up_to_next(statuses: Iterable[MustHaveStatus], phase: Phase) -> tuple[MustHaveStatus, ...]:
    """Those that must be met before the next phase can begin, earlier ones included."""
    step = (phase.next or phase).step
    return tuple(status for status in statuses if status.must_have.before_phase.step <= step)


def reopened(statuses: Iterable[MustHaveStatus], phase: Phase) -> tuple[MustHaveStatus, ...]:
    """Those that are open although the phase before which they must be met has begun; they move nothing back."""
    return tuple(
        status
        for status in statuses
        if status.state is MustHaveState.OPEN and status.must_have.before_phase.step <= phase.step
    )
