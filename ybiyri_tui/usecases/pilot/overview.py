"""Where a pilot stands: the record behind Home, `ybiyri status` and the summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from playbook.records import Answer, Grade, Pilot
from playbook.room.promises import Promise
from playbook.schema import Objection, Playbook, Question
from playbook.standing import readiness
from playbook.standing.next_steps import next_steps
from playbook.standing.readiness import MustHaveState, MustHaveStatus, NextStep
from playbook.store import answers as answer_store
from playbook.store import must_haves as must_have_store
from playbook.store import notes as note_store
from playbook.store import pilots as pilot_store
from playbook.store import promises as promise_store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.survey import surveying as surveys
from ybiyri_tui.usecases.survey.surveying import Surveying

NEXT_STEPS = 3


@dataclass(frozen=True)
class QuestionLine:
    """A question with what was found; a stale yes was not checked for too long."""

    question_id: str
    question: Question
    answer: Answer
    is_stale: bool = False

    @property
    def topic(self) -> str:
        """What the question is about, in the few words of its id."""
        return self.question.id.replace("-", " ")


@dataclass(frozen=True)
class ObjectionLine:
    """An objection with its questions."""

    objection: Objection
    questions: tuple[QuestionLine, ...]

    @property
    def missing(self) -> str:
        """A few words on the weakest answer; empty when every question is a yes with proof or does not apply."""
        order = [Grade.NO, Grade.PARTLY, Grade.NOT_ASKED, Grade.WORD_ONLY]
        weak = [line for line in self.questions if line.answer.grade in order]
        if not weak:
            return ""
        if all(line.answer.grade is Grade.NOT_ASKED for line in self.questions):
            return "not asked yet"
        worst = min(weak, key=lambda line: order.index(line.answer.grade))
        if worst.answer.grade is Grade.NOT_ASKED:
            return f"{worst.topic}: not asked"
        if worst.answer.grade is Grade.WORD_ONLY:
            return f"word only: {worst.topic}"
        return worst.question.missing


@dataclass(frozen=True)
class Overview:
    """Everything Home shows."""

    pilot: Pilot
    today: date
    objections: tuple[ObjectionLine, ...]
    counts: dict[Grade, int]
    must_haves: tuple[MustHaveStatus, ...]
    next_steps: tuple[NextStep, ...]
    surveying: Surveying
    promises: tuple[Promise, ...] = ()
    stale_after_days: int = readiness.STALE_AFTER_DAYS

    @property
    def due_must_haves(self) -> tuple[MustHaveStatus, ...]:
        """Those of all phases up to the next one."""
        return readiness.up_to_next(self.must_haves, self.pilot.phase)

    @property
    def open_must_haves(self) -> tuple[MustHaveStatus, ...]:
        """Those of `due_must_haves` that are open."""
        return tuple(status for status in self.due_must_haves if status.state is MustHaveState.OPEN)

    @property
    def exceptions(self) -> tuple[MustHaveStatus, ...]:
        """Those of `due_must_haves` that count as excepted; they are named wherever the phase is."""
        return tuple(status for status in self.due_must_haves if status.state is MustHaveState.EXCEPTED)

    @property
    def reopened_must_haves(self) -> tuple[MustHaveStatus, ...]:
        """Those that are open although their phase has begun."""
        return readiness.reopened(self.must_haves, self.pilot.phase)

    @property
    def stale_questions(self) -> tuple[QuestionLine, ...]:
        """Those whose yes was not checked for too long."""
        return tuple(line for found in self.objections for line in found.questions if line.is_stale)

    @property
    def question_count(self) -> int:
        """Number of questions of all objections."""
        return sum(len(line.questions) for line in self.objections)


def overview(context: Context, pilot_id: int, *, steps: int = NEXT_STEPS) -> Overview:
    """Reads everything about a pilot in one consistent state of the file, with so many next steps at most."""
    return context.workspace.read(lambda session: _read(context, session, pilot_id, steps))


def _read(context: Context, session: Session, pilot_id: int, limit: int) -> Overview:
    playbook, today = context.playbook, context.today
    pilot = pilot_store.pilot(session, pilot_id)
    answers = answer_store.answers(session, pilot_id)
    marks = must_have_store.must_have_marks(session, pilot_id)
    statuses = readiness.must_have_statuses(playbook.must_haves, marks, today)
    surveying = surveys.surveying_in(session, pilot_id)
    promises = promise_store.promises(session, pilot_id)
    steps = next_steps(
        playbook,
        answers,
        statuses,
        pilot.phase,
        today,
        limit,
        promises=promises,
        notes=note_store.notes(session, pilot_id),
        stale_after_days=context.stale_after_days,
    )
    lines = objection_lines(
        playbook, answers, is_stale=lambda answer: readiness.is_stale(answer, today, context.stale_after_days)
    )
    return Overview(
        pilot=pilot,
        today=today,
        objections=lines,
        counts=readiness.count_grades(question.answer.grade for line in lines for question in line.questions),
        must_haves=statuses,
        next_steps=(*surveys.next_steps(surveying), *steps)[:limit],
        surveying=surveying,
        promises=promises,
        stale_after_days=context.stale_after_days,
    )


def objection_lines(
    playbook: Playbook, answers: Mapping[str, Answer], *, is_stale: Callable[[Answer], bool] = lambda _: False
) -> tuple[ObjectionLine, ...]:
    """All objections with their questions and what was found for them."""
    return tuple(_objection_line(objection, answers, is_stale) for objection in playbook.objections)


def answered(lines: tuple[ObjectionLine, ...], answer: Answer) -> tuple[ObjectionLine, ...]:
    """The objections with another answer to one question, which was just given and so is not stale."""
    return tuple(
        replace(
            line,
            questions=tuple(
                replace(found, answer=answer, is_stale=False) if found.question_id == answer.question_id else found
                for found in line.questions
            ),
        )
        for line in lines
    )


def _objection_line(
    objection: Objection, answers: Mapping[str, Answer], is_stale: Callable[[Answer], bool]
) -> ObjectionLine:
    lines = []
    for question in objection.questions:
        question_id = f"{objection.id}.{question.id}"
        answer = answers.get(question_id) or Answer(question_id)
        lines.append(QuestionLine(question_id, question, answer, is_stale(answer)))
    return ObjectionLine(objection, tuple(lines))
