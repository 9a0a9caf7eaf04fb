"""What to do next: the few things that are late, that stop the next phase, or that nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from playbook.records import Answer, Grade, Phase
from playbook.room.notes import Note, NoteKind, leaving
from playbook.room.promises import Promise, PromiseState
from playbook.schema import Playbook
from playbook.standing.readiness import (
    STALE_AFTER_DAYS,
    MustHaveState,
    MustHaveStatus,
    NextStep,
    is_stale,
    up_to_next,
)

SOON = timedelta(days=7)
_WEAK = {Grade.NO: "no", Grade.PARTLY: "partly", Grade.WORD_ONLY: "word only"}


def next_steps(
    playbook: Playbook,
    answers: Mapping[str, Answer],
    statuses: Iterable[MustHaveStatus],
    phase: Phase,
    today: date,
    limit: int = 3,
    *,
    promises: Iterable[Promise] = (),
    notes: Iterable[Note] = (),
    stale_after_days: int = STALE_AFTER_DAYS,
) -> tuple[NextStep, ...]:
    """The most urgent things, in this order.

    Must-haves that are late; answers, promises and steps that are late; promises and steps due within a week;
    must-haves that stop the next phase; concerns without a promise; a yes that is stale; what was not asked; weak
    answers. Of the notes only steps that may leave the room are named, because this list is exported.
    """
    must_haves = _must_haves(statuses, phase)
    given, bare = _promises(promises, today)
    steps = [*given, *_steps(notes)]
    weak, stale, unasked = _answers(playbook, answers, today, stale_after_days)
    late = [step for step in [*weak, *steps] if step.is_overdue(today)]
    soon = [step for step in steps if step.due_on and today <= step.due_on <= today + SOON]
    return tuple(
        [
            *_by_date(step for step in must_haves if step.is_overdue(today)),
            *_by_date(late),
            *_by_date(soon),
            *_by_date(step for step in must_haves if not step.is_overdue(today)),
            *bare,
            *stale,
            *unasked,
            *_by_date(step for step in weak if not step.is_overdue(today)),
        ][:limit]
    )


def _must_haves(statuses: Iterable[MustHaveStatus], phase: Phase) -> list[NextStep]:
    why = f"stops the step to {phase.next.value}" if phase.next else "must be met"
    return [
        NextStep(
            "must_have",
            status.must_have.title,
            why,
            status.mark.owner,
            status.mark.due_on,
            accepted=status.mark.accepted,
            ref=status.must_have.id,
        )
        for status in up_to_next(statuses, phase)
        if status.state is MustHaveState.OPEN
    ]


def _promises(promises: Iterable[Promise], today: date) -> tuple[list[NextStep], list[NextStep]]:
    given: list[NextStep] = []
    bare: list[NextStep] = []
    for found in promises:
        if found.state is not PromiseState.OPEN:
            continue
        why = "promised to the team" if found.promise is not None else "raised, nothing promised yet"
        if found.is_late(today):
            why = f"{why}, overdue"
        step = NextStep(
            "promise",
            found.promise or found.raised,
            why,
            found.owner,
            found.due_on,
            found.question_id,
            found.accepted,
            str(found.number),
        )
        (bare if found.promise is None and not found.is_late(today) else given).append(step)
    return given, bare


def _steps(notes: Iterable[Note]) -> list[NextStep]:
    return [
        NextStep(
            "step", note.text, "agreed step", note.owner, note.due_on, note.question_id, note.accepted, str(note.number)
        )
        for note in leaving(notes)
        if note.kind is NoteKind.STEP and note.done_on is None
    ]


def _answers(
    playbook: Playbook, answers: Mapping[str, Answer], today: date, stale_after_days: int
) -> tuple[list[NextStep], list[NextStep], list[NextStep]]:
    weak: list[NextStep] = []
    stale: list[tuple[date, NextStep]] = []
    unasked: list[NextStep] = []
    for objection in playbook.objections:
        for question in objection.questions:
            question_id = f"{objection.id}.{question.id}"
            answer = answers.get(question_id) or Answer(question_id)
            where = (answer.owner, answer.due_on, question_id, answer.accepted)
            if answer.is_overdue(today):
                weak.append(NextStep("overdue", question.question, "overdue", *where))
            elif answer.grade is Grade.NOT_ASKED:
                unasked.append(NextStep("ask", question.question, f"not asked, {objection.title}", *where))
            elif answer.checked_on and is_stale(answer, today, stale_after_days):
                why = f"a yes last checked {(today - answer.checked_on).days} days ago"
                stale.append((answer.checked_on, NextStep("stale", question.question, why, *where)))
            elif answer.grade in _WEAK:
                weak.append(NextStep("answer", question.question, _WEAK[answer.grade], *where))
    return weak, [step for _, step in sorted(stale, key=lambda found: found[0])], unasked


def _by_date(steps: Iterable[NextStep]) -> list[NextStep]:
    return sorted(steps, key=lambda step: step.due_on or date.max)
