"""What is left to do with a pilot: weak answers, what is somebody's, what is late, and what was not checked lately."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.records import Answer, Grade, MustHaveMark
from playbook.room.notes import NoteKind
from playbook.room.promises import PromiseState
from playbook.standing import readiness
from playbook.standing.readiness import MustHaveState
from playbook.store import answers as answer_store
from playbook.store import must_haves as must_have_store
from playbook.store import notes as note_store
from playbook.store import promises as promise_store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.searching import folded


class Filter(StrEnum):
    """What a list of work can be narrowed to."""

    ALL = "all"
    WEAK = "no or partly"
    MINE = "mine"
    OVERDUE = "overdue"
    STALE = "stale"


@dataclass(frozen=True)
class Work:
    """One thing that is not done: its kind and key in the audit trail, what it is, who sees to it, by when.

    `grade` is that of an answer, None for anything else. `is_open` is false for a yes, which is listed only because
    it was not checked lately or is somebody's.
    """

    kind: str
    key: str
    sort: str
    what: str
    owner: str | None
    accepted: bool | None
    due_on: date | None
    grade: Grade | None = None
    is_stale: bool = False
    is_open: bool = True
    checked_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the due date has passed."""
        return self.is_open and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class WorkList:
    """All of it, in the order answers, must-haves, promises, steps."""

    today: date
    works: tuple[Work, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who sees to something."""
        return tuple(dict.fromkeys(work.owner for work in self.works if work.owner))

    def narrowed(self, to: Filter, me: str = "") -> tuple[Work, ...]:
        """The open work that fits, what is late first, then by date; `me` is the name that *mine* looks for."""
        fits: dict[Filter, Callable[[Work], bool]] = {
            Filter.ALL: lambda work: work.is_open or work.is_stale,
            Filter.WEAK: lambda work: work.grade in (Grade.NO, Grade.PARTLY),
            Filter.MINE: lambda work: bool(me) and work.is_open and folded(me) in folded(work.owner or ""),
            Filter.OVERDUE: lambda work: work.is_overdue(self.today),
            Filter.STALE: lambda work: work.is_stale,
        }
        return tuple(sorted(filter(fits[to], self.works), key=lambda work: work.due_on or date.max))


def work_list(context: Context, pilot_id: int) -> WorkList:
    """Reads it in one consistent state of the file."""
    return context.workspace.read(
        lambda session: WorkList(
            context.today,
            (
                *_answers(context, answer_store.answers(session, pilot_id)),
                *_must_haves(context, must_have_store.must_have_marks(session, pilot_id)),
                *(
                    Work("promise", str(p.number), "promise", p.promise or p.raised, p.owner, p.accepted, p.due_on)
                    for p in promise_store.promises(session, pilot_id)
                    if p.state is PromiseState.OPEN
                ),
                *(
                    Work("note", str(n.number), "step", n.text, n.owner, n.accepted, n.due_on)
                    for n in note_store.notes(session, pilot_id)
                    if n.kind is NoteKind.STEP and n.done_on is None
                ),
            ),
        )
    )


def _answers(context: Context, answers: dict[str, Answer]) -> Iterator[Work]:
    for objection in context.playbook.objections:
        for question in objection.questions:
            question_id = f"{objection.id}.{question.id}"
            answer = answers.get(question_id) or Answer(question_id)
            yield Work(
                "answer",
                question_id,
                "question",
                question.question,
                answer.owner,
                answer.accepted,
                answer.due_on,
                answer.grade,
                readiness.is_stale(answer, context.today, context.stale_after_days),
                answer.grade not in (Grade.PROOF_SEEN, Grade.WORD_ONLY, Grade.NOT_APPLICABLE),
                answer.checked_on,
            )


def _must_haves(context: Context, marks: dict[str, MustHaveMark]) -> Iterable[Work]:
    for status in readiness.must_have_statuses(context.playbook.must_haves, marks, context.today):
        if status.state is MustHaveState.OPEN:
            found = status.mark
            title = status.must_have.title
            yield Work("must_have", status.must_have.id, "must-have", title, found.owner, found.accepted, found.due_on)
