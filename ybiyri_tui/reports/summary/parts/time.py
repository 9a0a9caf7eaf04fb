"""Where the time goes: phases, the newest chaos day in numbers, specialists' hours, paved roads. Without names."""

from __future__ import annotations

from datetime import date
from typing import Any

from playbook.worksheets.chaos_day.figures import figures
from playbook.worksheets.chaos_day.records import ChaosDayRecord
from playbook.worksheets.pilot_plan.timeline import current_phase
from playbook.worksheets.specialists.roads import Road, Roads
from ybiyri_tui.reports.document import Bullets, Grid, Section
from ybiyri_tui.reports.summary.parts.wording import NOT_WORKED_OUT
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.reports.worksheets.time.forms import WIDTH
from ybiyri_tui.reports.worksheets.time.phases_picture import phases_picture
from ybiyri_tui.reports.worksheets.time.specialists import task_sums
from ybiyri_tui.usecases.worksheets.chaos.findings import held_words
from ybiyri_tui.usecases.worksheets.plan.page import PlanPage
from ybiyri_tui.usecases.worksheets.specialists.proposing import road_words
from ybiyri_tui.wording.states import short_day

TITLE = "Where the time goes"
PHASES = "Phases"


def time_sections(summary: Summary, width: int = WIDTH, *, ascii_only: bool = False) -> list[Section]:
    """A few lines a worksheet; the phases drawn and as a table."""
    found = summary.evidence
    parts = {
        "what a chaos day showed": _chaos(found.chaos_day),
        "which tasks of specialists go without a ticket": task_sums(found.tasks) if found.tasks else (),
        "which roads are paved": _roads(found.roads),
    }
    lines = [line for told in parts.values() for line in told]
    missing = [what for what, told in parts.items() if not told]
    missing += [] if found.phases else ["the phases of the pilot"]
    if missing:
        lines.append(f"{NOT_WORKED_OUT.capitalize()}: {', '.join(missing)}.")
    sections = [Section(TITLE, (Bullets(tuple(lines)),))]
    if found.phases:
        plan = found.phases.plan
        picture = phases_picture(plan.phases, summary.on, width, ascii_only=ascii_only)
        table = _phases(found.phases, summary.on)
        sections.append(Section(PHASES, (picture, table) if picture else (table,), 3))
    return sections


def time_data(summary: Summary) -> dict[str, Any]:
    """The same with documented keys; durations are seconds, null while nothing was entered."""
    found = summary.evidence
    tasks, day = found.tasks, found.chaos_day
    return {
        "phases": [
            {
                "name": phase.name,
                "starts_on": phase.starts_on and phase.starts_on.isoformat(),
                "ends_on": phase.ends_on and phase.ends_on.isoformat(),
                "nights": bool(phase.nights),
            }
            for phase in found.phases.plan.phases
        ]
        if found.phases
        else None,
        "chaos_day": _chaos_data(day) if day else None,
        "specialists": {
            "effort_a_year": float(tasks.effort),
            "frees_a_year": float(tasks.frees),
            "freed_a_year": float(tasks.freed),
            "wait_before": tasks.wait_before,
            "wait_after": tasks.wait_after,
        }
        if tasks
        else None,
        "paved_roads": [_road_data(road) for road in found.roads.roads] if found.roads else None,
    }


def _phases(page: PlanPage, today: date) -> Grid:
    now = current_phase(page.plan.phases, today)
    rows = tuple(
        (
            f"{phase.name} (now)" if phase is now else phase.name,
            short_day(phase.starts_on) if phase.starts_on else "",
            short_day(phase.ends_on) if phase.ends_on else "",
            phase.what,
        )
        for phase in page.plan.phases
    )
    return Grid(("Phase", "From", "To", "What happens"), rows)


def _chaos(day: ChaosDayRecord | None) -> tuple[str, ...]:
    return (held_words(day, figures(day)),) if day else ()


def _roads(roads: Roads | None) -> tuple[str, ...]:
    if roads is None:
        return ()
    others = len(roads.roads) - len(roads.paved)
    told = [road_words(road) for road in roads.paved]
    if others:
        told.append(f"Roads that are not used by two teams yet, or not measured: {others}.")
    return tuple(told)


def _chaos_data(day: ChaosDayRecord) -> dict[str, Any]:
    sums = figures(day)
    return {
        "day": day.plan.day,
        "name": day.plan.name,
        "on": day.plan.on and day.plan.on.isoformat(),
        "run": sums.run,
        "detected_by_alert": sums.by_alert,
        "resolved_by_owners": sums.by_owners,
        "median_detect": sums.median_detect,
        "median_restore": sums.median_restore,
        "runbook_gaps": sums.runbook_gaps,
        "surprises": sums.surprises,
        "improvements": sums.improvements,
    }


def _road_data(road: Road) -> dict[str, Any]:
    return {
        "journey": road.journey,
        "wait_before": road.wait_before,
        "wait_after": road.wait_after,
        "teams": road.teams or 0,
        "paved": road.counts,
    }
