"""The incident flow as sections, as JSON (`ybiyri.flow/1`), and as Markdown with a Mermaid chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playbook.worksheets.incident_flow import drawing
from playbook.worksheets.incident_flow.measures import FlowMeasures, Standing
from playbook.worksheets.incident_flow.records import TOUCHPOINT_WORDS, FlowFacts, Step, Touchpoint
from playbook.worksheets.incident_flow.sheets import FACTS
from playbook.worksheets.sheets.durations import short_duration
from ybiyri_tui.reports.document import Bullets, Grid, Paragraph, Picture, Section
from ybiyri_tui.reports.worksheets.time.flow_picture import flow_pictures
from ybiyri_tui.reports.worksheets.time.forms import WIDTH, picture_lines
from ybiyri_tui.usecases.worksheets.incident_flow.page import FlowPage
from ybiyri_tui.wording.states import counted, plain_glyphs

SCHEMA = "ybiyri.flow/1"
STANDING_WORDS = {
    Standing.SELF_SERVICE: "self-service",
    Standing.ON_THE_WAY: "on the way to self-service",
    Standing.BY_HAND: "by hand",
}
_RULE = (
    "Self-service: seven of seven touchpoints automatic, nobody between the alert and the person on call, who knows "
    "within a minute. By hand: fewer than four touchpoints, more than one hand-off on the way, or more than 20 minutes "
    "to acknowledge. The limits are ybiyri's own proposal, on figures of the playbook."
)


def flow_sections(page: FlowPage, *, width: int = WIDTH) -> tuple[Section, ...]:
    """Today against target, the two flows drawn, and what still stands in the way."""
    if page.is_empty:
        return (Section("Incident flow", (Paragraph("No flow is drawn yet."),)),)
    return (
        measures_section(page),
        Section("How an incident travels", flow_pictures(page, width), 3),
        facts_section(page.flow.facts),
    )


def flow_section(title: str, steps: Sequence[Step], width: int = WIDTH) -> Section:
    """One flow drawn as a tree."""
    ink = drawing.ASCII if plain_glyphs() else drawing.LINES
    picture = Picture(picture_lines(drawing.lines(steps, width, ink)), f"Arrows: {drawing.legend(ink)}")
    return Section(title, (picture,), 3)


def facts_section(facts: FlowFacts) -> Section:
    """What is known about incidents whatever the flow, and what is still open."""
    told = [f"{column.title}: {text}" for column in FACTS.columns if (text := column.shown(facts))]
    missing = [column.title.lower() for column in FACTS.columns if not column.shown(facts)]
    still_open = (Paragraph(f"Still open: {'; '.join(missing)}."),) if missing else ()
    return Section("About incidents", (*((Bullets(tuple(told)),) if told else ()), *still_open), 3)


def measures_section(page: FlowPage) -> Section:
    """Today against target, and the dearest step."""
    grid = Grid(("", "today", "target"), tuple(_rows(page.today, page.target)))
    remarks = remarks_on(page)
    told = (Bullets(remarks),) if remarks else ()
    return Section("Incident flow: today and target", (grid, *told, Paragraph(_RULE)))


def remarks_on(page: FlowPage) -> tuple[str, ...]:
    """What stands out today: the dearest step by hand, touchpoints that are not automatic, single points."""
    today = page.today
    found = []
    if today.dearest:
        step, incidents = today.dearest.step, page.flow.facts.incidents_a_year
        times = f"{short_duration(step.seconds or 0)} × {incidents:f} incidents a year"
        hours = f"{float(today.dearest.seconds_a_year) / 3600:.0f} h a year"
        found.append(f"Dearest step: {step.id}. {step.what}: {times} = {hours}.")
    elif today.steps and page.flow.facts.incidents_a_year is None:
        found.append("How many incidents there are in a year is not said, so no step is the dearest.")
    if today.steps and today.missing:
        found.append(f"Not automatic: {', '.join(TOUCHPOINT_WORDS[point] for point in today.missing)}.")
    found += [f"Only one person can do step {step.id}. {step.what}." for step in today.single_points]
    return tuple(found)


def flow_charts_markdown(page: FlowPage) -> str:
    """Each flow as a Mermaid chart, to stand below the document."""
    charts = (
        f"\n### Chart of {name}\n\n```mermaid\n{drawing.mermaid(steps)}```\n"
        for name, steps in (("today", page.flow.today), ("target", page.flow.target))
        if steps
    )
    return "".join(charts)


def flow_data(page: FlowPage, pilot: str) -> dict[str, Any]:
    """The worksheet with documented keys; durations are seconds."""
    facts = page.flow.facts
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "incidents_a_year": None if facts.incidents_a_year is None else float(facts.incidents_a_year),
        "incident_manager": facts.incident_manager or None,
        "manager_agreed_on": facts.manager_agreed_on and facts.manager_agreed_on.isoformat(),
        "manager_reached_on": facts.manager_reached_on and facts.manager_reached_on.isoformat(),
        "tested_on": facts.tested_on and facts.tested_on.isoformat(),
        "test_took": facts.test_took,
        "today": _flow_data(page.flow.today, page.today),
        "target": _flow_data(page.flow.target, page.target),
    }


def _rows(today: FlowMeasures, target: FlowMeasures) -> list[tuple[str, str, str]]:
    def row(name: str, words: Any) -> tuple[str, str, str]:
        return name, words(today) if today.steps else "", words(target) if target.steps else ""

    return [
        row("standing", lambda f: STANDING_WORDS[f.standing]),
        row("touchpoints automatic", lambda f: f"{len(f.touchpoints)} of {len(Touchpoint)}"),
        row("hand-offs", lambda f: str(f.handoffs)),
        row("  before whoever is on call", lambda f: str(f.handoffs_before_responder)),
        row("steps by hand", lambda f: f"{f.by_hand} of {f.steps}"),
        row("time to notify", lambda f: _time(f.time_to_notify)),
        row("time to acknowledge", lambda f: _time(f.time_to_acknowledge)),
        row("time to first update", lambda f: _time(f.time_to_first_update)),
        row("handwork per incident", lambda f: short_duration(f.handwork)),
        row("single points", lambda f: counted(len(f.single_points), "step")),
    ]


def _time(seconds: int | None) -> str:
    return "not said" if seconds is None else short_duration(seconds)


def _flow_data(steps: Sequence[Step], found: FlowMeasures) -> dict[str, Any]:
    dearest = found.dearest
    return {
        "standing": found.standing,
        "touchpoints_automatic": len(found.touchpoints),
        "touchpoints_missing": list(found.missing) if found.steps else [],
        "handoffs": found.handoffs,
        "handoffs_before_responder": found.handoffs_before_responder,
        "steps_by_hand": found.by_hand,
        "time_to_notify": found.time_to_notify,
        "time_to_acknowledge": found.time_to_acknowledge,
        "time_to_first_update": found.time_to_first_update,
        "handwork": found.handwork,
        "single_points": [step.id for step in found.single_points],
        "dearest_step": dearest and {"id": dearest.step.id, "seconds_a_year": float(dearest.seconds_a_year)},
        "steps": [
            {
                "id": step.id,
                "after": step.after,
                "what": step.what,
                "from": step.source,
                "to": step.target,
                "kind": step.kind,
                "seconds": step.seconds,
                "touchpoint": step.touchpoint,
                "moment": step.moment,
                "single_point": bool(step.single_point),
            }
            for step in steps
        ],
    }
