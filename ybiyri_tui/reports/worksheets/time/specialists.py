"""Tasks of specialists (`ybiyri.specialists/1`) and paved roads (`ybiyri.roads/1`) as sections and as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playbook.worksheets.sheets.durations import short_duration
from playbook.worksheets.specialists.roads import ENOUGH_TEAMS, Road, Roads
from playbook.worksheets.specialists.tasks import ROUTE_WORDS, Inventory, Route, Routed, Task
from ybiyri_tui.reports.document import Bullets, Grid, Paragraph, Picture, Section
from ybiyri_tui.reports.worksheets.time.forms import WIDTH
from ybiyri_tui.wording.states import counted, plain_glyphs, short_day

TASKS_SCHEMA, ROADS_SCHEMA = "ybiyri.specialists/1", "ybiyri.roads/1"
_WHY = {
    Route.PROVIDER: "routine of low value",
    Route.SELF_SERVICE: "routine of high value",
    Route.ASK: "rare, of high value",
    Route.STOP: "rare, of low value: dropped, or written down",
}
_BAR = 24


def task_sections(found: Inventory, *, width: int = WIDTH) -> tuple[Section, ...]:
    """What is freed, then each route with its tasks; bars leave room for their words within `width`."""
    if not found.tasks:
        return (Section("Tasks of specialists", (Paragraph("No task is listed yet."),)),)
    return (
        _task_summary(found, width),
        *(_route(routed) for routed in found.routes if routed.tasks),
        *_undecided(found),
    )


def _task_summary(found: Inventory, width: int) -> Section:
    room = max(4, min(_BAR, width - 42))
    lines = tuple(_bar(routed, found.effort, room) for routed in found.routes)
    caption = "Hours of specialists' work a year by route, drawn to scale."
    return Section("Tasks of specialists", (Picture(lines, caption), Bullets(task_sums(found))))


def task_sums(found: Inventory) -> tuple[str, ...]:
    """Hours freed, the wait before and after, and the most frequent task; a sentence each."""
    effort = f"{_hours(found.frees)} of {_hours(found.effort)} hours of specialists' work a year can be freed"
    told = [f"{effort}; {_hours(found.freed)} are."]
    if found.wait_before is not None and found.wait_after is not None:
        before, after = short_duration(found.wait_before), short_duration(found.wait_after)
        told.append(f"Wait of the request in the middle, where both are known: {before} before, {after} now.")
    task = found.most_frequent
    if task is not None:
        done = f"without a ticket since {short_day(task.done_on)}" if task.done_on else "still by ticket"
        told.append(f"Most frequent task: {task.task}, {_number(task.a_year)} times a year, {done}.")
    return tuple(told)


def _bar(routed: Routed, effort: Decimal, room: int) -> str:
    own = sum((task.effort_a_year for task in routed.tasks), Decimal(0))
    cells = round(own / effort * room) if effort else 0
    bar = ("#" if plain_glyphs() else "█") * cells
    tasks = counted(len(routed.tasks), "task")
    return f"{ROUTE_WORDS[routed.route]:<18} {bar:<{room}} {_hours(own):>5} h  {tasks}"


def _route(routed: Routed) -> Section:
    rows = tuple(_task_row(task) for task in routed.tasks)
    title = f"{ROUTE_WORDS[routed.route].capitalize()}: {_WHY[routed.route]}"
    return Section(title, (Grid(("task", "asks", "a year", "wait", "effort", "state"), rows),), 3)


def _task_row(task: Task) -> tuple[str, ...]:
    if task.done_on:
        now = f", wait {short_duration(task.wait_after)}" if task.wait_after is not None else ""
        state = f"without ticket since {short_day(task.done_on)}{now}"
    elif task.route is Route.ASK:
        state = "stays"
    else:
        state = f"by ticket{', ' + task.owner if task.owner else ''}"
    return task.task, task.specialist, _number(task.a_year), _duration(task.wait), _duration(task.effort), state


def _undecided(found: Inventory) -> tuple[Section, ...]:
    if not found.undecided:
        return ()
    names = tuple(task.task or "a task without a name" for task in found.undecided)
    return (Section("Value or routine not said yet", (Bullets(names),), 3),)


def road_sections(roads: Roads) -> tuple[Section, ...]:
    """All roads; a list of journeys, not a platform."""
    if not roads.roads:
        return (Section("Paved roads", (Paragraph("No road is listed yet."),)),)
    rows = tuple(
        (
            road.journey,
            road.automates,
            _duration(road.wait_before),
            _duration(road.wait_after),
            str(road.teams or 0),
            road_state(road),
        )
        for road in roads.roads
    )
    told = (
        f"{len(roads.paved)} of {counted(len(roads.roads), 'road')} paved: {ENOUGH_TEAMS} teams use it without "
        "a ticket, and the time before and after is known. One road that is used beats a platform that is planned."
    )
    grid = Grid(("journey", "automatic", "took", "takes", "teams", "state"), rows)
    return (Section("Paved roads", (Paragraph(told), grid)),)


def road_state(road: Road) -> str:
    """Why a road counts, or what it lacks."""
    if road.counts:
        return "paved"
    if road.is_used:
        return "times not known"
    return "one team" if road.teams else "not used yet"


def tasks_data(found: Inventory, pilot: str) -> dict[str, Any]:
    """The inventory with documented keys; durations are seconds, sums are seconds a year."""
    tasks = [task for routed in found.routes for task in routed.tasks] + list(found.undecided)
    return {
        "schema": TASKS_SCHEMA,
        "pilot": pilot,
        "effort_a_year": float(found.effort),
        "frees_a_year": float(found.frees),
        "freed_a_year": float(found.freed),
        "wait_before": found.wait_before,
        "wait_after": found.wait_after,
        "tasks": [
            {
                "task": task.task,
                "specialist": task.specialist,
                "a_year": None if task.a_year is None else float(task.a_year),
                "wait": task.wait,
                "effort": task.effort,
                "value": task.value,
                "repeatable": task.repeatable,
                "route": task.route,
                "frees_a_year": float(task.frees),
                "owner": task.owner or None,
                "done_on": task.done_on and task.done_on.isoformat(),
                "wait_after": task.wait_after,
            }
            for task in tasks
        ],
    }


def roads_data(roads: Roads, pilot: str) -> dict[str, Any]:
    """The roads with documented keys; durations are seconds."""
    return {
        "schema": ROADS_SCHEMA,
        "pilot": pilot,
        "paved": len(roads.paved),
        "roads": [
            {
                "journey": road.journey,
                "automates": road.automates,
                "owner": road.owner or None,
                "wait_before": road.wait_before,
                "wait_after": road.wait_after,
                "teams": road.teams or 0,
                "open_since": road.open_since and road.open_since.isoformat(),
                "paved": road.counts,
            }
            for road in roads.roads
        ],
    }


def _hours(seconds: Decimal) -> str:
    return f"{round(seconds / 3600)}"


def _duration(seconds: int | None) -> str:
    return "" if seconds is None else short_duration(seconds)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize() + 0:f}"
