"""What tasks and roads prove: that routine is self-service, and that there is a road that is used."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from playbook.worksheets.sheets.durations import short_duration
from playbook.worksheets.specialists.roads import Road
from playbook.worksheets.specialists.tasks import ROUTE_WORDS, Inventory, Task
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.usecases.worksheets.specialists.pages import paved_roads, task_inventory
from ybiyri_tui.wording.states import counted, short_day

AUTOMATED = "specialists.tasks-automated"
PAVED = "firefighters.paved-roads"


def specialist_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Whether the most frequent task goes without a ticket, and how long it takes; nothing without tasks."""
    found = task_inventory(context, pilot_id)
    if not found.tasks:
        return
    done = sum(1 for routed in found.routes for task in routed.tasks if task.done_on)
    state = State.NO
    if done:
        state = State.YES if _is_done(found.most_frequent) else State.PARTLY
    result = f"{_most_frequent_words(found)} {_sums(found, done)}"
    yield Proposal("specialists", Target.QUESTION, AUTOMATED, state, result, result)


def road_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Whether a road is used by two teams without a ticket, its times before and after known; nothing without roads."""
    roads = paved_roads(context, pilot_id)
    if not roads.roads:
        return
    best = roads.roads[0]
    state = State.YES if roads.paved else State.PARTLY if roads.open else State.NO
    result = f"{counted(len(roads.paved), 'road')} of {len(roads.roads)} paved. {road_words(best)}"
    yield Proposal("roads", Target.QUESTION, PAVED, state, result, result)


def road_words(road: Road) -> str:
    """One road in a sentence."""
    before = short_duration(road.wait_before) if road.wait_before is not None else "not measured"
    after = short_duration(road.wait_after) if road.wait_after is not None else "not measured"
    teams = counted(road.teams or 0, "team")
    return f"“{road.journey}”: {teams} without a ticket; before {before}, now {after}."


def _is_done(task: Task | None) -> bool:
    return task is not None and task.done_on is not None and None not in (task.wait, task.wait_after)


def _most_frequent_words(found: Inventory) -> str:
    task = found.most_frequent
    if task is None:
        return "How often tasks are asked for is not said."
    if task.done_on is None:
        way = ROUTE_WORDS[task.route] if task.route else "not decided"
        return f"The most frequent task, “{task.task}”, still needs a ticket ({way})."
    waits = (
        f"wait {short_duration(task.wait)} before, {short_duration(task.wait_after)} now"
        if task.wait is not None and task.wait_after is not None
        else "its wait before and after is not known"
    )
    return f"The most frequent task, “{task.task}”, goes without a ticket since {short_day(task.done_on)}; {waits}."


def _sums(found: Inventory, done: int) -> str:
    hours = f"{round(found.freed / 3600)} of {round(found.frees / 3600)} hours a year are freed"
    return f"{done} of {counted(found.tasks, 'task')} done; {hours}."
