"""Chaos days as sections and as JSON (`ybiyri.chaos/1`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playbook.worksheets.chaos_day.figures import figures, is_surprise, outcome_of, times_of
from playbook.worksheets.chaos_day.readiness import missing
from playbook.worksheets.chaos_day.records import (
    DETECTION_WORDS,
    EVENT_WORDS,
    OUTCOME_WORDS,
    ROLE_WORDS,
    ChaosDayRecord,
    Experiment,
    Improvement,
    LogEntry,
)
from playbook.worksheets.chaos_day.running import board
from playbook.worksheets.sheets.durations import short_duration
from playbook.worksheets.sheets.moments import clock_time, written
from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Section
from ybiyri_tui.usecases.worksheets.chaos.days import ChaosPage
from ybiyri_tui.usecases.worksheets.chaos.findings import held_words
from ybiyri_tui.wording.states import counted, short_day

SCHEMA = "ybiyri.chaos/1"


def days_section(page: ChaosPage) -> Section:
    """All chaos days, the newest first."""
    if not page.days:
        return Section("Chaos days", (Paragraph("No chaos day is planned yet."),))
    rows = tuple(
        (
            str(day.plan.day),
            day.plan.name,
            short_day(day.plan.on) if day.plan.on else "no date",
            day_state(day),
            counted(len(day.experiments), "experiment"),
        )
        for day in page.days
    )
    return Section("Chaos days", (Grid(("no", "name", "on", "state", "experiments"), rows),))


def day_state(day: ChaosDayRecord) -> str:
    """`planned`, `running` or `held`."""
    return "running" if day.plan.is_running else "held" if day.plan.is_over else "planned"


def day_sections(day: ChaosDayRecord) -> tuple[Section, ...]:
    """One day: the plan and what it lacks; once it began, the numbers, what was seen, the log, what should change."""
    sections = [plan_section(day), people_section(day), experiments_section(day)]
    if day.plan.started_at is not None:
        sections += [figures_section(day), log_section(day)]
    return (*sections, improvements_section(day))


def plan_section(day: ChaosDayRecord) -> Section:
    """The plan in words, and what is missing."""
    plan = day.plan
    told = {
        "On": short_day(plan.on) if plan.on else "",
        "Lasts": short_duration(plan.lasts) if plan.lasts else "",
        "Where": plan.environment,
        "What for": plan.theme,
        "May be broken": plan.scope,
        "Off limits": plan.off_limits,
        "Blast radius": plan.blast_radius,
        "Starts when": plan.start_rule,
        "Stops when": plan.stop_rule,
        "Channel": plan.channel,
        "Alerts changed": plan.alerts_changed,
    }
    blocks: list[Block] = [Bullets(tuple(f"{name}: {text}" for name, text in told.items() if text))]
    lacking = missing(day)
    if lacking:
        items = tuple(f"{found.what}{' – needed to begin' if found.stops else ''}" for found in lacking)
        blocks += [Paragraph("Missing:"), Bullets(items)]
    title = f"Chaos day {plan.day}: {plan.name} · {day_state(day)}"
    return Section(title, tuple(block for block in blocks if not isinstance(block, Bullets) or block.items))


def people_section(day: ChaosDayRecord) -> Section:
    """Who does what."""
    rows = tuple((person.who, ROLE_WORDS[person.role] if person.role else "not said") for person in day.people)
    return Section("Who does what", (Grid(("who", "part"), rows) if rows else Paragraph("Nobody is named yet."),), 3)


def experiments_section(day: ChaosDayRecord) -> Section:
    """The cards: expected against seen."""
    if not day.experiments:
        return Section("Experiments", (Paragraph("No experiment card is written yet."),), 3)
    places = {card.id: column.title for column in board(day) for card in column.experiments}
    blocks: list[Block] = []
    for card in day.experiments:
        blocks += [Paragraph(f"{card.id}. {card.title} · {places[card.id]}"), Bullets(tuple(_card_lines(card, day)))]
    kept = (block for block in blocks if not isinstance(block, Bullets) or block.items)
    return Section("Experiments", tuple(kept), 3)


def _card_lines(card: Experiment, day: ChaosDayRecord) -> Iterable[str]:
    expected_by = f"noticed by {DETECTION_WORDS[card.expected_detection]}" if card.expected_detection else ""
    pairs = {
        "How": card.how,
        "Expected": _joined(card.expected_impact, card.expected_response, expected_by),
        "Seen": _joined(card.seen_impact, card.seen_response),
        "Noticed by": DETECTION_WORDS[card.detected_by] if card.detected_by else "",
        "Times": _times_words(card, day.log),
        "Outcome": OUTCOME_WORDS[outcome] if (outcome := outcome_of(card, day.log)) else "",
        "Surprise": "it went otherwise than expected" if is_surprise(card) else "",
        "Runbook gap": card.runbook_gap,
        "Rollback": card.rollback,
        "Owner": card.owner,
    }
    return (f"{name}: {text}" for name, text in pairs.items() if text)


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _times_words(card: Experiment, log: Iterable[LogEntry]) -> str:
    times = times_of(card, tuple(log))
    named = {"noticed": times.to_detect, "taken on": times.to_acknowledge, "put right": times.to_restore}
    return ", ".join(f"{name} after {short_duration(found)}" for name, found in named.items() if found is not None)


def figures_section(day: ChaosDayRecord) -> Section:
    """The day in numbers."""
    found = figures(day)
    rows = (
        ("run", f"{found.run} of {found.planned}"),
        ("noticed by an alert", f"{found.by_alert} of {found.run}"),
        ("noticed by a person, by nobody", f"{found.by_person}, {found.by_nobody}"),
        ("put right by those who own it", f"{found.by_owners} of {found.run}"),
        ("median time to notice", _median(found.median_detect)),
        ("median time to restore", _median(found.median_restore)),
        ("runbook gaps", str(found.runbook_gaps)),
        ("surprises", str(found.surprises)),
    )
    return Section("In numbers", (Grid(("what", "experiments"), rows), Paragraph(held_words(day, found))), 3)


def log_section(day: ChaosDayRecord) -> Section:
    """What was written down on the day, in order; clock times where the user is."""
    rows = tuple(log_row(entry) for entry in day.log)
    header = ("at", "no", "what", "words")
    return Section("Log", (Grid(header, rows) if rows else Paragraph("Nothing was logged."),), 3)


def log_row(entry: LogEntry) -> tuple[str, str, str, str]:
    """Time, experiment, what happened, in which words."""
    at = clock_time(entry.at) if entry.at else ""
    what = EVENT_WORDS[entry.event] if entry.event else ""
    return at, str(entry.experiment or ""), f"{what} ({entry.side})" if entry.side else what, entry.text


def improvements_section(day: ChaosDayRecord) -> Section:
    """What should be better next time, and who sees to it."""
    rows = tuple(
        (
            found.what,
            found.owner or "nobody yet",
            short_day(found.due_on) if found.due_on else "no date",
            f"done {short_day(found.done_on)}"
            if found.done_on
            else f"promise {found.promise}"
            if found.promise
            else "",
        )
        for found in day.improvements
    )
    grid = Grid(("what should change", "owner", "due", "state"), rows)
    return Section("Improvements", (grid if rows else Paragraph("None written down."),), 3)


def _improvement_state(found: Improvement) -> str:
    if found.done_on:
        return f"done {short_day(found.done_on)}"
    return f"promise {found.promise}" if found.promise else ""


def chaos_data(page: ChaosPage, pilot: str) -> dict[str, Any]:
    """All days with documented keys; durations are seconds, times UTC."""
    return {"schema": SCHEMA, "pilot": pilot, "days": [_day_data(day) for day in page.days]}


def _day_data(day: ChaosDayRecord) -> dict[str, Any]:
    plan, found = day.plan, figures(day)
    return {
        "day": plan.day,
        "name": plan.name,
        "on": plan.on and plan.on.isoformat(),
        "state": day_state(day),
        "environment": plan.environment,
        "started_at": plan.started_at and written(plan.started_at),
        "ended_at": plan.ended_at and written(plan.ended_at),
        "missing": [{"what": lack.what, "stops": lack.stops} for lack in missing(day)],
        "run": found.run,
        "detected_by_alert": found.by_alert,
        "resolved_by_owners": found.by_owners,
        "median_detect": found.median_detect,
        "median_restore": found.median_restore,
        "runbook_gaps": found.runbook_gaps,
        "surprises": found.surprises,
        "people": [{"who": person.who, "role": person.role} for person in day.people],
        "experiments": [_card_data(card, day) for card in day.experiments],
        "log": [
            {
                "at": entry.at and written(entry.at),
                "experiment": entry.experiment,
                "side": entry.side,
                "event": entry.event,
                "text": entry.text,
            }
            for entry in day.log
        ],
        "improvements": [
            {
                "what": improvement.what,
                "experiment": improvement.experiment,
                "owner": improvement.owner or None,
                "due": improvement.due_on and improvement.due_on.isoformat(),
                "question": improvement.question or None,
                "promise": improvement.promise,
            }
            for improvement in day.improvements
        ],
    }


def _card_data(card: Experiment, day: ChaosDayRecord) -> dict[str, Any]:
    times = times_of(card, day.log)
    return {
        "id": card.id,
        "component": card.component,
        "failure": card.failure,
        "expected_impact": card.expected_impact,
        "expected_response": card.expected_response,
        "expected_detection": card.expected_detection,
        "seen_impact": card.seen_impact,
        "seen_response": card.seen_response,
        "detected_by": card.detected_by,
        "outcome": outcome_of(card, day.log),
        "surprise": is_surprise(card),
        "time_to_detect": times.to_detect,
        "time_to_acknowledge": times.to_acknowledge,
        "time_to_restore": times.to_restore,
        "runbook_gap": card.runbook_gap or None,
        "owner": card.owner or None,
    }


def _median(seconds: float | None) -> str:
    return "not known" if seconds is None else short_duration(seconds)


def figures_words(day: ChaosDayRecord) -> str:
    """`2 of 2 run, 1 by an alert`, for a list."""
    found = figures(day)
    return f"{found.run} of {found.planned} run, {found.by_alert} noticed by an alert"
