"""All pilots of a workspace beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from playbook.records import Grade, Pilot
from playbook.schema import Objection
from playbook.standing import readiness
from playbook.standing.readiness import MustHaveState, MustHaveStatus
from playbook.store import pilots as pilot_store
from playbook.store.many.grades import grades
from playbook.store.many.must_haves import marks
from ybiyri_tui.context import Context


@dataclass(frozen=True)
class ObjectionGrades:
    """An objection with the grade of each of its questions."""

    objection: Objection
    grades: tuple[Grade, ...]


@dataclass(frozen=True)
class RollupLine:
    """A pilot with the grades of all questions and the must-haves of all phases up to the next one."""

    pilot: Pilot
    objections: tuple[ObjectionGrades, ...]
    due_must_haves: tuple[MustHaveStatus, ...]

    @property
    def counts(self) -> dict[Grade, int]:
        """How many questions have each grade."""
        return readiness.count_grades(grade for found in self.objections for grade in found.grades)

    @property
    def open_must_haves(self) -> tuple[MustHaveStatus, ...]:
        """Those that stop the next phase."""
        return tuple(status for status in self.due_must_haves if status.state is MustHaveState.OPEN)

    @property
    def exceptions(self) -> tuple[MustHaveStatus, ...]:
        """Those that count as excepted."""
        return tuple(status for status in self.due_must_haves if status.state is MustHaveState.EXCEPTED)


def rollup(context: Context, *, archived: bool = False) -> tuple[RollupLine, ...]:
    """The pilots of the workspace in one consistent state, oldest first; archived ones only if they are wanted."""
    playbook, today = context.playbook, context.today

    def work(session: Session) -> tuple[RollupLine, ...]:
        found, recorded = grades(session, archived=archived), marks(session, archived=archived)
        lines = []
        for pilot in pilot_store.pilots(session):
            if archived or pilot.archived_on is None:
                own, statuses = (
                    found.get(pilot.id, {}),
                    readiness.must_have_statuses(playbook.must_haves, recorded.get(pilot.id, {}), today),
                )
                objections = tuple(_graded(objection, own) for objection in playbook.objections)
                lines.append(RollupLine(pilot, objections, readiness.up_to_next(statuses, pilot.phase)))
        return tuple(lines)

    return context.workspace.read(work)


def _graded(objection: Objection, found: Mapping[str, Grade]) -> ObjectionGrades:
    ids = (f"{objection.id}.{question.id}" for question in objection.questions)
    return ObjectionGrades(objection, tuple(found.get(question_id, Grade.NOT_ASKED) for question_id in ids))
