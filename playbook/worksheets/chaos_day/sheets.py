"""Chaos days as tables that people fill in; a row belongs to the day whose number it bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from playbook.room.owners import MAX_NAME
from playbook.worksheets.chaos_day.records import (
    DETECTION_WORDS,
    EVENT_WORDS,
    OUTCOME_WORDS,
    ROLE_WORDS,
    ChaosDay,
    Detection,
    Event,
    Experiment,
    Improvement,
    LogEntry,
    Outcome,
    Person,
    Role,
    Side,
)
from playbook.worksheets.sheets.durations import Unit, duration_column
from playbook.worksheets.sheets.kinds import choice_column, count_column, date_column, text_column, yes_no_column
from playbook.worksheets.sheets.moments import moment_column
from playbook.worksheets.sheets.sheet import Flaw, Sheet

_LONG = 300
_DAY = count_column("day", "Day", least=1, most=999, required=True, expects="the number of the chaos day")
_EXPERIMENT = count_column("experiment", "Experiment", least=1, most=99, expects="the number of the experiment")


def _detection(field: str, title: str) -> Any:
    return choice_column(field, title, Detection, words=lambda by: DETECTION_WORDS[by])


def check_experiments(experiments: Sequence[Experiment]) -> Iterator[Flaw]:
    """Two cards of one day with the same number."""
    seen: set[tuple[int | None, int]] = set()
    for index, card in enumerate(experiments):
        if card.id is not None and (card.day, card.id) in seen:
            yield Flaw(index, "id", f"{card.id} is the number of another experiment of that day; give each its own.")
        elif card.id is not None:
            seen.add((card.day, card.id))


def check_days(days: Sequence[ChaosDay]) -> Iterator[Flaw]:
    """Two days with the same number, and days that ended before they began."""
    seen: set[int] = set()
    for index, day in enumerate(days):
        if day.day is not None and day.day in seen:
            yield Flaw(index, "day", f"{day.day} is the number of another chaos day; give each its own.")
        if day.started_at and day.ended_at and day.ended_at < day.started_at:
            yield Flaw(index, "ended_at", "the day cannot end before it began.")
        seen |= {day.day} if day.day is not None else set()


DAYS = Sheet(
    "chaos-days",
    "Chaos days",
    "chaos day",
    "chaos days",
    ChaosDay,
    (
        _DAY,
        text_column("name", "Name", "a short name", required=True, longest=60),
        date_column("on", "Date"),
        date_column("planned_on", "Planned on"),
        text_column("environment", "Where", "the environment, such as staging", longest=_LONG),
        text_column("theme", "What for", "confidence, shared knowledge, a test of improvements", longest=_LONG),
        text_column("scope", "Scope", "what may be broken", longest=_LONG),
        text_column("off_limits", "Off limits", "what is left alone", longest=_LONG),
        text_column("blast_radius", "Blast radius", "who could be hit, and what keeps it small", longest=_LONG),
        text_column("start_rule", "Start when", "what must be true before it begins", longest=_LONG),
        text_column("stop_rule", "Stop when", "what ends it at once", longest=_LONG),
        text_column("channel", "Channel", "where people talk on the day", longest=_LONG),
        yes_no_column("calm", "Production is calm"),
        duration_column("lasts", "Lasts", unit=Unit.MINUTES),
        text_column("alerts_changed", "Alerts changed", "thresholds that were adjusted for the day", longest=_LONG),
        yes_no_column("alerts_restored", "Alerts restored"),
        moment_column("started_at", "Began"),
        moment_column("ended_at", "Ended"),
        text_column("ended_because", "Ended because", "why it ended", longest=_LONG),
    ),
    ChaosDay,
    check_days,
)
PEOPLE = Sheet(
    "chaos-people",
    "Who does what on a chaos day",
    "person",
    "people",
    Person,
    (
        _DAY,
        text_column("who", "Who", "a name or a role", required=True, longest=MAX_NAME),
        choice_column("role", "Part", Role, required=True, words=lambda role: ROLE_WORDS[role]),
    ),
    Person,
)
EXPERIMENTS = Sheet(
    "chaos-experiments",
    "Experiment cards",
    "experiment",
    "experiments",
    Experiment,
    (
        _DAY,
        count_column("id", "No", least=1, most=99, required=True),
        text_column("component", "Component", "what is broken", required=True, longest=60),
        text_column("failure", "Failure", "how it fails", required=True, longest=80),
        text_column("how", "How", "what the agents do", longest=_LONG),
        text_column("expected_impact", "Expected impact", "what should happen to customers", longest=_LONG),
        text_column("expected_response", "Expected response", "what people and tools should do", longest=_LONG),
        _detection("expected_detection", "Noticed by, expected"),
        text_column("rollback", "Rollback", "how it is undone", longest=_LONG),
        text_column("parallel", "Beside", "what may run at the same time", longest=_LONG),
        text_column("owner", "Owner", "an agent", longest=MAX_NAME),
        count_column("impact", "Impact", least=1, most=3, expects="1 small, 2 medium or 3 large"),
        count_column("likelihood", "Likelihood", least=1, most=3, expects="1 rare, 2 possible or 3 likely"),
        text_column("seen_impact", "Seen impact", "what did happen", longest=_LONG),
        text_column("seen_response", "Seen response", "what people and tools did", longest=_LONG),
        _detection("detected_by", "Noticed by"),
        choice_column("outcome", "Outcome", Outcome, words=lambda outcome: OUTCOME_WORDS[outcome]),
        yes_no_column("surprise", "Surprise"),
        text_column("runbook_gap", "Runbook gap", "what the runbook lacks", longest=_LONG),
    ),
    Experiment,
    check_experiments,
)
LOG = Sheet(
    "chaos-log",
    "Log of a chaos day",
    "entry",
    "entries",
    LogEntry,
    (
        _DAY,
        moment_column("at", "When", required=True),
        _EXPERIMENT,
        choice_column("side", "Side", Side),
        choice_column("event", "What", Event, required=True, words=lambda event: EVENT_WORDS[event]),
        text_column("text", "Words", "what was seen, thought or done", longest=_LONG),
    ),
    LogEntry,
)
IMPROVEMENTS = Sheet(
    "chaos-improvements",
    "What a chaos day should change",
    "improvement",
    "improvements",
    Improvement,
    (
        _DAY,
        _EXPERIMENT,
        text_column("what", "What", "what should be better next time", required=True, longest=_LONG),
        text_column("owner", "Owner", "a name or a role", longest=MAX_NAME),
        date_column("due_on", "Due"),
        text_column("question", "Question", "the id of the question it speaks to, such as developers.put-right"),
        count_column("promise", "Promise", least=1, most=9999, expects="the number of the promise made of it"),
        date_column("done_on", "Done on"),
    ),
    Improvement,
)
SHEETS = (DAYS, PEOPLE, EXPERIMENTS, LOG, IMPROVEMENTS)
