"""All pilots of a workspace beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from playbook.records import Grade, Pilot
from playbook.standing import readiness
from playbook.standing.readiness import MustHaveState, MustHaveStatus
from playbook.store import answers as answer_store
from playbook.store import must_haves as must_have_store
from playbook.store import pilots as pilot_store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, objection_lines


@dataclass(frozen=True)
class RollupLine:
    """A pilot with its answers to all questions and the must-haves of all phases up to the next one."""

    pilot: Pilot
    objections: tuple[ObjectionLine, ...]
    counts: dict[Grade, int]
    due_must_haves: tuple[MustHaveStatus, ...]

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

    def work(session: Session) -> tuple[RollupLine, ...]:
        pilots = pilot_store.pilots(session)
        return tuple(_line(context, session, pilot) for pilot in pilots if archived or pilot.archived_on is None)

    return context.workspace.read(work)


def _line(context: Context, session: Session, pilot: Pilot) -> RollupLine:
    lines = objection_lines(context.playbook, answer_store.answers(session, pilot.id))
    marks = must_have_store.must_have_marks(session, pilot.id)
    statuses = readiness.must_have_statuses(context.playbook.must_haves, marks, context.today)
    return RollupLine(
        pilot,
        lines,
        readiness.count_grades(question.answer for line in lines for question in line.questions),
        readiness.up_to_next(statuses, pilot.phase),
    )
