"""The incident flow as tables that people fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from playbook.room.owners import MAX_NAME
from playbook.worksheets.incident_flow.records import (
    KIND_WORDS,
    MOMENT_WORDS,
    TOUCHPOINT_WORDS,
    FlowFacts,
    Moment,
    Step,
    StepKind,
    Touchpoint,
)
from playbook.worksheets.sheets.durations import Unit, duration_column
from playbook.worksheets.sheets.kinds import (
    choice_column,
    count_column,
    date_column,
    number_column,
    text_column,
    yes_no_column,
)
from playbook.worksheets.sheets.sheet import Flaw, Sheet

_PLACE = 32
MOST_STEPS = 200

STEP_COLUMNS = (
    count_column("id", "No", least=1, most=999, required=True),
    count_column("after", "After", least=1, most=999, expects="the number of the step it follows"),
    text_column("what", "What happens", "what happens, such as: the ticket is opened", required=True, longest=60),
    text_column("source", "From", "the tool or role that passes it on", required=True, longest=_PLACE),
    text_column("target", "To", "the tool or role that gets it", required=True, longest=_PLACE),
    choice_column("kind", "How", StepKind, required=True, words=lambda kind: KIND_WORDS[kind]),
    duration_column("seconds", "Takes", unit=Unit.MINUTES),
    choice_column("touchpoint", "Touchpoint", Touchpoint, words=lambda point: TOUCHPOINT_WORDS[point]),
    choice_column("moment", "Then", Moment, words=lambda moment: MOMENT_WORDS[moment]),
    yes_no_column("single_point", "One person"),
)


def check_steps(steps: Sequence[Step]) -> Iterator[Flaw]:
    """Numbers that stand twice, steps after one that is not there, and steps that follow each other in a circle."""
    places: dict[int, int] = {}
    after = {step.id: step.after for step in steps if step.id is not None}
    for index, step in enumerate(steps):
        if step.id is None:
            continue
        if step.id in places:
            yield Flaw(index, "id", f"{step.id} is the number of another step already; give each its own.")
        elif step.after is not None and step.after not in after:
            yield Flaw(index, "after", f"there is no step {step.after}; name the step that this one follows.")
        elif _is_circle(step.id, after):
            yield Flaw(index, "after", f"step {step.after} itself follows step {step.id}; a flow has a beginning.")
        elif index >= MOST_STEPS:
            yield Flaw(index, "id", f"a flow has at most {MOST_STEPS} steps; leave out what matters least.")
        places.setdefault(step.id, index)


def _is_circle(start: int, after: dict[int, int | None]) -> bool:
    seen, current = set[int](), after.get(start)
    while current is not None and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = after.get(current)
    return False


def sort_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps by their numbers; those without one last."""
    return tuple(sorted(steps, key=lambda step: (step.id is None, step.id or 0)))


def numbered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The same steps with numbers from 1 on, in their order; what follows what stays as it is."""
    new = {step.id: number for number, step in enumerate(steps, 1)}
    return tuple(
        replace(step, id=new[step.id], after=None if step.after is None else new.get(step.after)) for step in steps
    )


FACTS = Sheet(
    "flow-facts",
    "About incidents",
    "set of facts",
    "sets of facts",
    FlowFacts,
    (
        number_column("incidents_a_year", "Incidents a year", expects="how many incidents this service has in a year"),
        text_column("incident_manager", "Incident manager", "a name or a role", longest=MAX_NAME),
        date_column("manager_agreed_on", "Agreed who does what in a major incident"),
        date_column("manager_reached_on", "A test reached the incident manager"),
        date_column("tested_on", "A test alert was timed"),
        duration_column("test_took", "The test alert reached them after", unit=Unit.SECONDS),
    ),
    FlowFacts,
)
TODAY = Sheet("flow-today", "Incident flow today", "step", "steps", Step, STEP_COLUMNS, Step, check_steps)
TARGET = Sheet("flow-target", "Incident flow, target", "step", "steps", Step, STEP_COLUMNS, Step, check_steps)
SHEETS = (FACTS, TODAY, TARGET)
