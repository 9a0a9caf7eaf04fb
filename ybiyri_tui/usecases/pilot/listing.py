"""The pilots of a workspace as a list that can be narrowed and ordered, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from playbook.records import Phase, Pilot
from playbook.schema import MustHave
from playbook.store.many.lines import standings
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.searching import folded
from ybiyri_tui.usecases.pilot.pilots import current


@dataclass(frozen=True)
class PilotLine:
    """A pilot in the list of pilots; the must-haves are those of all phases up to the next one.

    `changed_on` is the day of the newest change to anything recorded of it, where the user is.
    """

    pilot: Pilot
    open_must_haves: int
    due_must_haves: int
    is_current: bool
    changed_on: date | None = None


class Order(StrEnum):
    """In what order pilots are listed."""

    CREATED = "created"
    NAME = "name"
    PHASE = "phase"
    OPEN = "open"
    CHANGED = "changed"


ORDER_WORDS = {
    Order.CREATED: "the oldest pilot first",
    Order.NAME: "by name",
    Order.PHASE: "the furthest phase first",
    Order.OPEN: "the fewest open must-haves first",
    Order.CHANGED: "the longest unchanged first",
}


def pilot_lines(context: Context, *, archived: bool = False) -> tuple[PilotLine, ...]:
    """The pilots with how far they are, oldest first; archived ones only if they are wanted."""
    due = due_by_phase(context.playbook.must_haves)

    def work(session: Session) -> tuple[PilotLine, ...]:
        here = current(session)
        return tuple(
            PilotLine(
                pilot=found.pilot,
                open_must_haves=len(due[found.pilot.phase]) - found.done,
                due_must_haves=len(due[found.pilot.phase]),
                is_current=here is not None and found.pilot.id == here.id,
                changed_on=found.changed_at.astimezone().date() if found.changed_at else None,
            )
            for found in standings(session, due, context.today, archived=archived)
        )

    return context.workspace.read(work)


def due_by_phase(must_haves: Sequence[MustHave]) -> dict[Phase, tuple[str, ...]]:
    """For each phase the ids of the must-haves of all phases up to the next one."""
    return {
        phase: tuple(found.id for found in must_haves if found.before_phase.step <= (phase.next or phase).step)
        for phase in Phase
    }


def narrowed(lines: Iterable[PilotLine], text: str = "", phase: Phase | None = None) -> tuple[PilotLine, ...]:
    """Those in whose name, team, mission or phase every word of a text stands, whatever its capitals and accents."""
    words = folded(text).split()
    return tuple(
        line
        for line in lines
        if phase in (None, line.pilot.phase) and all(word in _searched(line.pilot) for word in words)
    )


def ordered(lines: Iterable[PilotLine], by: Order) -> tuple[PilotLine, ...]:
    """In this order; those alike stay as they were."""
    keys: dict[Order, Callable[[PilotLine], Any]] = {
        Order.CREATED: lambda line: line.pilot.id,
        Order.NAME: lambda line: folded(line.pilot.name),
        Order.PHASE: lambda line: -line.pilot.phase.step,
        Order.OPEN: lambda line: (line.open_must_haves, -line.due_must_haves),
        Order.CHANGED: lambda line: line.changed_on or date.min,
    }
    return tuple(sorted(lines, key=keys[by]))


def counted_phases(lines: Iterable[PilotLine]) -> dict[Phase, int]:
    """How many pilots are in each phase; every phase is a key."""
    found = [line.pilot.phase for line in lines]
    return {phase: found.count(phase) for phase in Phase}


def _searched(pilot: Pilot) -> str:
    return folded(f"{pilot.name} {pilot.team} {pilot.mission} {pilot.phase.value}")
