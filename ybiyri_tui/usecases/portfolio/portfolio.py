"""What stands in the way of all pilots together: numbers for somebody who looks after hundreds of teams.

Every number is counted by the database, and none of them names a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from playbook.records import Grade, Phase
from playbook.schema import MustHave, Objection, Playbook
from playbook.store.many import grades, lines, must_haves, promises
from surveys.rounds.store import many as rounds
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.pilot.listing import due_by_phase
from ybiyri_tui.usecases.portfolio.areas import Areas

QUIET_DAYS = 30
"""Days without any change after which a pilot counts as standing still."""


@dataclass(frozen=True)
class Unmet:
    """A must-have that is due in so many pilots and is open in some of them."""

    must_have: MustHave
    open: int
    due: int


@dataclass(frozen=True)
class Weak:
    """What people say: in how many pilots a question of it is a no or partly, and the grades of its questions."""

    objection: Objection
    pilots: int
    counts: dict[Grade, int]


@dataclass(frozen=True)
class Overdue:
    """Promises after their date about one area: a topic of a survey, or what people say; `key` is its id."""

    key: str
    area: str
    promises: int


@dataclass(frozen=True)
class Waiting:
    """Surveys that wait: to be closed, for answers after their time, for their time, to be read back to the team."""

    to_close: int
    too_few: int
    running: int
    not_read_back: int


@dataclass(frozen=True)
class Portfolio:
    """All pilots that are not archived, or those of one phase; every list has what is worst first."""

    today: date
    phase: Phase | None
    phases: dict[Phase, int]
    unmet: tuple[Unmet, ...]
    weak: tuple[Weak, ...]
    overdue: tuple[Overdue, ...]
    waiting: Waiting
    quiet: int

    @property
    def pilots(self) -> int:
        """How many there are."""
        return sum(self.phases.values())


def portfolio(context: Context, phase: Phase | None = None) -> Portfolio:
    """Reads it in one consistent state, with the same few statements however many pilots there are."""
    return context.workspace.read(lambda session: _read(context, session, phase))


def _read(context: Context, session: Session, phase: Phase | None) -> Portfolio:
    playbook, today = context.playbook, context.today
    phases = lines.counts(session, phase)
    here = lines.pilots_of(session, phase)
    questions = questions_of(playbook)
    return Portfolio(
        today=today,
        phase=phase,
        phases={step: phases.get(step, 0) for step in Phase},
        unmet=_unmet(playbook, phases, must_haves.done_by_phase(session, today, phase)),
        weak=_weak(
            playbook,
            questions,
            sum(phases.values()),
            grades.grade_counts(session, phase),
            grades.weak_objections(session, questions, phase),
        ),
        overdue=_overdue(Areas(context), promises.overdue(session, today, phase)),
        waiting=_waiting(context, session, here),
        quiet=len(quiet_pilots(context, session, phase)),
    )


def quiet_pilots(context: Context, session: Session, phase: Phase | None) -> frozenset[int]:
    """Those of which nothing was changed, and no survey opened or closed, for `QUIET_DAYS` days."""
    long_ago = context.now() - timedelta(days=QUIET_DAYS)
    return lines.quiet(session, long_ago, phase) - rounds.moved_since(session, long_ago.date())


def questions_of(playbook: Playbook) -> dict[str, list[str]]:
    """The ids of the questions in use, by the id of their objection."""
    return {
        objection.id: [f"{objection.id}.{question.id}" for question in objection.questions]
        for objection in playbook.objections
    }


def _unmet(playbook: Playbook, phases: dict[Phase, int], done: dict[tuple[Phase, str], int]) -> tuple[Unmet, ...]:
    due = due_by_phase(playbook.must_haves)
    found = []
    for must_have in playbook.must_haves:
        where = [phase for phase in phases if must_have.id in due[phase]]
        pilots = sum(phases[phase] for phase in where)
        found.append(Unmet(must_have, pilots - sum(done.get((phase, must_have.id), 0) for phase in where), pilots))
    return tuple(sorted((unmet for unmet in found if unmet.open), key=lambda unmet: -unmet.open))


def _weak(
    playbook: Playbook,
    questions: dict[str, list[str]],
    pilots: int,
    counts: dict[str, dict[Grade, int]],
    weak: dict[str, int],
) -> tuple[Weak, ...]:
    found = []
    for objection in playbook.objections:
        ids = questions[objection.id]
        total = {grade: sum(counts.get(name, {}).get(grade, 0) for name in ids) for grade in Grade}
        touched = sum(total.values())
        total[Grade.NOT_ASKED] += pilots * len(ids) - touched
        found.append(Weak(objection, weak.get(objection.id, 0), total))
    return tuple(sorted(found, key=lambda found: -found.pilots))


def _overdue(areas: Areas, found: tuple[promises.Overdue, ...]) -> tuple[Overdue, ...]:
    together: dict[str, int] = {}
    for late in found:
        key = areas.key_of(late.topic, late.question_id)
        together[key] = together.get(key, 0) + late.promises
    listed = (Overdue(key, areas.title_of(key), count) for key, count in together.items())
    return tuple(sorted(listed, key=lambda late: (-late.promises, late.area)))


def _waiting(context: Context, session: Session, here: frozenset[int]) -> Waiting:
    found = [found for found in rounds.open_rounds(session, context.now()) if found.pilot_id in here]
    return Waiting(
        to_close=sum(found.is_over and found.is_enough for found in found),
        too_few=sum(found.is_over and not found.is_enough for found in found),
        running=sum(not found.is_over for found in found),
        not_read_back=sum(pilot_id in here for pilot_id in rounds.not_read_back(session)),
    )
