"""How far a pilot is: grades counted, must-haves that are open, what to do next. No percentage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.records import Answer, Grade, MustHaveMark, Phase
from playbook.schema import MustHave, Playbook


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
    """One of the few things to do next, the most urgent first."""

    kind: str
    what: str
    why: str
    owner: str | None = None
    due_on: date | None = None
    question_id: str | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the due date has passed."""
        return self.due_on is not None and self.due_on < today


def count_grades(answers: Iterable[Answer]) -> dict[Grade, int]:
    """How many answers have each grade; every grade is a key, in display order."""
    counted = Counter(answer.grade for answer in answers)
    shown = (Grade.PROOF_SEEN, Grade.WORD_ONLY, Grade.PARTLY, Grade.NO, Grade.NOT_ASKED, Grade.NOT_APPLICABLE)
    return {grade: counted[grade] for grade in shown}


def must_have_statuses(
    must_haves: Iterable[MustHave], marks: Mapping[str, MustHaveMark]
) -> tuple[MustHaveStatus, ...]:
    """All must-haves in order, each open unless it was marked as met."""
    statuses = []
    for must_have in must_haves:
        mark = marks.get(must_have.id) or MustHaveMark(must_have.id)
        state = MustHaveState.MET if mark.met_on else MustHaveState.OPEN
        statuses.append(MustHaveStatus(must_have, state, mark))
    return tuple(statuses)


def up_to_next(statuses: Iterable[MustHaveStatus], phase: Phase) -> tuple[MustHaveStatus, ...]:
    """Those that must be met before the next phase can begin, earlier ones included."""
    step = (phase.next or phase).step
    return tuple(status for status in statuses if status.must_have.before_phase.step <= step)


def next_steps(
    playbook: Playbook,
    answers: Mapping[str, Answer],
    statuses: Iterable[MustHaveStatus],
    phase: Phase,
    today: date,
    limit: int = 3,
) -> tuple[NextStep, ...]:
    """What to do next: overdue first, then what stops the next phase, then what has not been asked."""
    overdue, weak, unasked = _from_answers(playbook, answers, today)
    stops = phase.next
    must_haves = [
        NextStep(
            "must_have",
            status.must_have.title,
            f"stops the step to {stops.value}" if stops else "must be met",
            status.mark.owner,
            status.mark.due_on,
        )
        for status in up_to_next(statuses, phase)
        if status.state is MustHaveState.OPEN
    ]
    must_haves.sort(key=lambda step: step.due_on or date.max)
    late = [step for step in must_haves if step.is_overdue(today)]
    on_time = [step for step in must_haves if not step.is_overdue(today)]
    return tuple([*late, *overdue, *on_time, *unasked, *weak][:limit])


def _from_answers(
    playbook: Playbook, answers: Mapping[str, Answer], today: date
) -> tuple[list[NextStep], list[NextStep], list[NextStep]]:
    overdue: list[NextStep] = []
    weak: list[NextStep] = []
    unasked: list[NextStep] = []
    for objection in playbook.objections:
        for question in objection.questions:
            question_id = f"{objection.id}.{question.id}"
            answer = answers.get(question_id) or Answer(question_id)
            where = (answer.owner, answer.due_on, question_id)
            if answer.is_overdue(today):
                overdue.append(NextStep("overdue", question.question, "overdue", *where))
            elif answer.grade is Grade.NOT_ASKED:
                unasked.append(NextStep("ask", question.question, f"not asked, {objection.title}", *where))
            elif answer.grade in (Grade.NO, Grade.PARTLY, Grade.WORD_ONLY):
                word = {Grade.NO: "no", Grade.PARTLY: "partly", Grade.WORD_ONLY: "word only"}[answer.grade]
                weak.append(NextStep("answer", question.question, word, *where))
    overdue.sort(key=lambda step: step.due_on or today)
    weak.sort(key=lambda step: step.due_on or date.max)
    return overdue, weak, unasked
