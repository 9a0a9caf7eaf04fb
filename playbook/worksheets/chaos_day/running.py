"""How a chaos day runs: it begins, things are logged with one key each, and it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from playbook.errors import PlaybookError
from playbook.worksheets.chaos_day.figures import outcome_of
from playbook.worksheets.chaos_day.readiness import missing
from playbook.worksheets.chaos_day.records import (
    ChaosDay,
    ChaosDayRecord,
    Detection,
    Event,
    Experiment,
    LogEntry,
    Side,
)

SIDES = {Event.INJECTED: Side.AGENTS, Event.ROLLED_BACK: Side.AGENTS}
"""Whose doing an event is; the others are the responders'."""


@dataclass(frozen=True)
class Column:
    """One column of the board of the day, with the experiments in it."""

    title: str
    experiments: tuple[Experiment, ...]


def begin(record: ChaosDayRecord, now: datetime) -> ChaosDay:
    """The plan with its beginning, and the day it is held on.

    Raises PlaybookError if it has begun, or while something is missing that it cannot do without.
    """
    if record.plan.started_at is not None:
        raise PlaybookError("This chaos day has begun already.")
    stopping = [found.what for found in missing(record) if found.stops]
    if stopping:
        raise PlaybookError(f"The day cannot begin yet. Missing: {'; '.join(stopping)}.")
    return replace(record.plan, started_at=now, on=now.astimezone().date())


def end(record: ChaosDayRecord, now: datetime, because: str = "") -> ChaosDay:
    """The plan with its end. Raises PlaybookError if the day is not running."""
    if not record.plan.is_running:
        raise PlaybookError("This chaos day is not running.")
    return replace(record.plan, ended_at=now, ended_because=because)


def entry(
    record: ChaosDayRecord, now: datetime, event: Event, experiment: int | None = None, text: str = ""
) -> LogEntry:
    """A line of the log. Raises PlaybookError if the day is not running, or for an event without its experiment."""
    if not record.plan.is_running:
        raise PlaybookError("This chaos day is not running; begin it first.")
    if event is not Event.STOPPED and not any(card.id == experiment for card in record.experiments):
        raise PlaybookError("Choose the experiment that it belongs to.")
    return LogEntry(record.plan.day, now, experiment, SIDES.get(event, Side.RESPONDERS), event, text)


def with_detection(card: Experiment, by: Detection) -> Experiment:
    """The card with what noticed it first; a later word does not change that."""
    return card if card.detected_by is not None else replace(card, detected_by=by)


def board(record: ChaosDayRecord) -> tuple[Column, ...]:
    """To do, in progress, put right by the owners, rolled back by the agents."""
    begun = {found.experiment for found in record.log if found.event is Event.INJECTED}
    ended = {card.id: outcome_of(card, record.log) for card in record.experiments}
    cards: Sequence[Experiment] = record.experiments
    groups = {
        "to do": [card for card in cards if ended[card.id] is None and card.id not in begun],
        "in progress": [card for card in cards if ended[card.id] is None and card.id in begun],
        "put right by owners": [card for card in cards if ended[card.id] == "resolved_by_owners"],
        "rolled back by agents": [card for card in cards if ended[card.id] == "rolled_back_by_agents"],
        "not run": [card for card in cards if ended[card.id] == "not_run"],
    }
    return tuple(Column(title, tuple(found)) for title, found in groups.items())


def clock(plan: ChaosDay, now: datetime) -> tuple[int, int | None]:
    """Seconds since the beginning, and seconds left of the planned time (negative when it is over)."""
    if plan.started_at is None:
        return 0, plan.lasts
    elapsed = int(((plan.ended_at or now) - plan.started_at).total_seconds())
    return elapsed, None if plan.lasts is None else plan.lasts - elapsed
