"""Tasks of specialists and paved roads as tables that people fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from playbook.room.owners import MAX_NAME
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
from playbook.worksheets.specialists.roads import Road
from playbook.worksheets.specialists.tasks import Task, Value

Row = TypeVar("Row")

TASKS = Sheet(
    "specialist-tasks",
    "Tasks of specialists",
    "task",
    "tasks",
    Task,
    (
        text_column("task", "Task", "what is asked for, such as: a new database user", required=True, longest=80),
        text_column("specialist", "Specialist", "whom it is asked of, such as DBA", longest=MAX_NAME),
        number_column("a_year", "A year", expects="how many times a year it is asked for"),
        duration_column("wait", "Wait", unit=Unit.HOURS),
        duration_column("effort", "Effort", unit=Unit.HOURS),
        choice_column("value", "Value", Value),
        yes_no_column("repeatable", "Routine"),
        text_column("owner", "Owner", "who changes it", longest=MAX_NAME),
        date_column("done_on", "Without ticket since"),
        duration_column("wait_after", "Wait now", unit=Unit.HOURS),
    ),
    Task,
    lambda tasks: _once(tasks, "task", lambda task: (task.task.casefold(), task.specialist.casefold())),
    unique="task",
)
ROADS = Sheet(
    "paved-roads",
    "Paved roads",
    "road",
    "roads",
    Road,
    (
        text_column("journey", "Journey", "what a developer wants, such as: a new service", required=True, longest=80),
        text_column("automates", "What is automatic", "what the road does by itself", longest=120),
        text_column("owner", "Owner", "who looks after it", longest=MAX_NAME),
        duration_column("wait_before", "Took", unit=Unit.HOURS),
        duration_column("wait_after", "Takes", unit=Unit.HOURS),
        count_column("teams", "Teams", most=10_000, expects="how many teams use it without a ticket"),
        date_column("open_since", "Open since"),
    ),
    Road,
    lambda roads: _once(roads, "journey", lambda road: (road.journey.casefold(),)),
    unique="journey",
)


def _once(rows: Sequence[Row], field: str, key: Callable[[Row], tuple[str, ...]]) -> Iterable[Flaw]:
    seen: set[tuple[str, ...]] = set()
    for index, row in enumerate(rows):
        if key(row)[0] and key(row) in seen:
            yield Flaw(index, field, f"the {field} {getattr(row, field)!r} stands there twice; each needs one row.")
        seen.add(key(row))
