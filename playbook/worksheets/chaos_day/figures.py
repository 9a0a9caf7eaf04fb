"""What the log and the cards of a chaos day say in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from playbook.worksheets.chaos_day.records import (
    ChaosDayRecord,
    Detection,
    Event,
    Experiment,
    LogEntry,
    Outcome,
    Role,
)


@dataclass(frozen=True)
class Times:
    """Seconds after the failure was injected; None where the log does not say."""

    to_detect: int | None = None
    to_acknowledge: int | None = None
    to_restore: int | None = None


@dataclass(frozen=True)
class Figures:
    """Sums over the experiments that were run; medians are seconds. Derived by ybiyri from what the day recorded."""

    planned: int
    run: int
    by_alert: int
    by_person: int
    by_nobody: int
    by_owners: int
    median_detect: float | None
    median_restore: float | None
    runbook_gaps: int
    surprises: int
    improvements: int
    without_owner: int


def times_of(experiment: Experiment, log: Iterable[LogEntry]) -> Times:
    """The first of each event in the log of this experiment; a restart of the clock is not known."""
    first = _firsts(entry for entry in log if entry.experiment == experiment.id)
    start = first.get(Event.INJECTED)
    if start is None:
        return Times()
    restored = min((at for event in (Event.RESTORED, Event.ROLLED_BACK) if (at := first.get(event))), default=None)
    return Times(
        _seconds(start, first.get(Event.DETECTED)),
        _seconds(start, first.get(Event.ACKNOWLEDGED)),
        _seconds(start, restored),
    )


def was_run(experiment: Experiment, log: Sequence[LogEntry]) -> bool:
    """Whether the failure was injected, by the log or by the card."""
    if experiment.outcome is Outcome.NOT_RUN:
        return False
    injected = any(entry.experiment == experiment.id and entry.event is Event.INJECTED for entry in log)
    return injected or experiment.outcome is not None


def outcome_of(experiment: Experiment, log: Sequence[LogEntry]) -> Outcome | None:
    """What the card says, else what the log shows first."""
    if experiment.outcome is not None:
        return experiment.outcome
    ends = {Event.RESTORED: Outcome.OWNERS, Event.ROLLED_BACK: Outcome.AGENTS}
    first = _firsts(entry for entry in log if entry.experiment == experiment.id and entry.event in ends)
    return ends[min(first, key=lambda event: first[event])] if first else None


def is_surprise(experiment: Experiment) -> bool:
    """Whether it went otherwise than expected: as the card says, or as it was noticed by something else."""
    if experiment.surprise is not None:
        return experiment.surprise
    expected, seen = experiment.expected_detection, experiment.detected_by
    return expected is not None and seen is not None and expected is not seen


def is_recorded(experiment: Experiment) -> bool:
    """Whether both what was expected and what was seen are written down."""
    expected = experiment.expected_impact or experiment.expected_response
    return bool(expected and (experiment.seen_impact or experiment.seen_response))


def figures(record: ChaosDayRecord) -> Figures:
    """All figures of a day."""
    ran = [card for card in record.experiments if was_run(card, record.log)]
    times = [times_of(card, record.log) for card in ran]
    detected = [found.to_detect for found in times if found.to_detect is not None]
    restored = [found.to_restore for found in times if found.to_restore is not None]
    return Figures(
        planned=len(record.experiments),
        run=len(ran),
        by_alert=sum(card.detected_by is Detection.ALERT for card in ran),
        by_person=sum(card.detected_by is Detection.PERSON for card in ran),
        by_nobody=sum(card.detected_by is Detection.NOBODY for card in ran),
        by_owners=sum(outcome_of(card, record.log) is Outcome.OWNERS for card in ran),
        median_detect=median(detected) if detected else None,
        median_restore=median(restored) if restored else None,
        runbook_gaps=sum(bool(card.runbook_gap) for card in ran),
        surprises=sum(is_surprise(card) for card in ran),
        improvements=len(record.improvements),
        without_owner=sum(not found.owner for found in record.improvements),
    )


def counts_as_held(record: ChaosDayRecord) -> tuple[str, ...]:
    """What is missing for the question "have you held chaos days?", nothing if the day counts.

    A day counts that is over, had responders and an incident manager, and wrote down for each experiment that was
    run what was expected and what was seen; its improvements have owners.
    """
    found = figures(record)
    ran = [card for card in record.experiments if was_run(card, record.log)]
    missing = {
        "it has not ended": not record.plan.is_over,
        "no experiment was run": not ran,
        "no responder is named": not record.who(Role.RESPONDER),
        "no incident manager took part": not record.who(Role.INCIDENT_MANAGER),
        "not every experiment says what was expected and seen": not all(is_recorded(card) for card in ran),
        "an improvement has no owner": bool(found.without_owner),
    }
    return tuple(words for words, is_missing in missing.items() if is_missing)


def _firsts(entries: Iterable[LogEntry]) -> dict[Event, datetime]:
    first: dict[Event, datetime] = {}
    for entry in entries:
        if entry.event is not None and entry.at is not None:
            first[entry.event] = min(entry.at, first.get(entry.event, entry.at))
    return first


def _seconds(start: datetime, end: datetime | None) -> int | None:
    return None if end is None or end < start else int((end - start).total_seconds())
