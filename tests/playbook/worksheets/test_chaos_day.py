"""A chaos day: what it lacks, how it runs, what it says in numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from playbook.errors import PlaybookError
from playbook.worksheets.chaos_day import running
from playbook.worksheets.chaos_day.figures import counts_as_held, figures, is_surprise, times_of
from playbook.worksheets.chaos_day.readiness import missing
from playbook.worksheets.chaos_day.records import (
    ChaosDay,
    ChaosDayRecord,
    Detection,
    Event,
    Experiment,
    Improvement,
    LogEntry,
    Outcome,
    Person,
    Role,
)

NINE = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
CARD = Experiment(
    day=1,
    id=1,
    component="queue",
    failure="full",
    expected_impact="orders wait",
    expected_response="an alert calls the team",
    expected_detection=Detection.ALERT,
    rollback="empty it",
    owner="agent",
)
PLAN = ChaosDay(
    day=1, name="First", scope="queue", blast_radius="staging", stop_rule="customers are hit", on=date(2026, 12, 3)
)
PEOPLE = (
    Person(1, "Ana", Role.AGENT),
    Person(1, "the team", Role.RESPONDER),
    Person(1, "Jo", Role.INCIDENT_MANAGER),
)
READY = ChaosDayRecord(PLAN, PEOPLE, (CARD,))


def _at(seconds: int, event: Event, experiment: int = 1) -> LogEntry:
    return LogEntry(1, NINE + timedelta(seconds=seconds), experiment, None, event)


def test_a_day_without_a_stop_rule_cannot_begin() -> None:
    with pytest.raises(PlaybookError, match="stop rule"):
        running.begin(replace(READY, plan=replace(PLAN, stop_rule="")), NINE)


def test_an_experiment_without_a_rollback_stops_the_day() -> None:
    record = replace(READY, experiments=(replace(CARD, rollback=""),))
    assert "a rollback for experiment 1" in [found.what for found in missing(record) if found.stops]


def test_what_is_only_advised_does_not_stop_it() -> None:
    assert [found.what for found in missing(READY) if found.stops] == []
    assert "a second, experienced agent" in [found.what for found in missing(READY)]
    begun = running.begin(READY, NINE)
    assert begun.is_running
    with pytest.raises(PlaybookError, match="begun already"):
        running.begin(replace(READY, plan=begun), NINE)


def test_nothing_is_logged_before_the_beginning_or_for_no_experiment() -> None:
    with pytest.raises(PlaybookError, match="not running"):
        running.entry(READY, NINE, Event.INJECTED, 1)
    begun = replace(READY, plan=running.begin(READY, NINE))
    with pytest.raises(PlaybookError, match="Choose the experiment"):
        running.entry(begun, NINE, Event.INJECTED, 9)


def test_times_run_from_the_injection() -> None:
    log = (_at(0, Event.INJECTED), _at(40, Event.DETECTED), _at(90, Event.ACKNOWLEDGED), _at(600, Event.RESTORED))
    times = times_of(CARD, log)
    assert (times.to_detect, times.to_acknowledge, times.to_restore) == (40, 90, 600)
    assert times_of(CARD, log[1:]).to_detect is None


def test_the_board_follows_the_log() -> None:
    record = replace(READY, experiments=(CARD, replace(CARD, id=2), replace(CARD, id=3)))
    log = (_at(0, Event.INJECTED, 1), _at(5, Event.RESTORED, 1), _at(9, Event.INJECTED, 2))
    found = {
        column.title: [card.id for card in column.experiments] for column in running.board(replace(record, log=log))
    }
    assert (found["to do"], found["in progress"], found["put right by owners"]) == ([3], [2], [1])


def test_a_day_counts_as_held_only_when_it_is_complete() -> None:
    over = replace(PLAN, started_at=NINE, ended_at=NINE + timedelta(hours=2))
    ran = replace(CARD, detected_by=Detection.PERSON, seen_impact="orders were lost", outcome=Outcome.AGENTS)
    record = replace(READY, plan=over, experiments=(ran,), improvements=(Improvement(1, 1, "an alert", "Ana"),))
    assert counts_as_held(record) == ()
    without = replace(record, people=PEOPLE[:2], improvements=(Improvement(1, 1, "an alert"),))
    assert counts_as_held(without) == ("no incident manager took part", "an improvement has no owner")


def test_noticed_otherwise_than_expected_is_a_surprise_unless_the_card_says_no() -> None:
    card = replace(CARD, detected_by=Detection.PERSON)
    assert is_surprise(card)
    assert not is_surprise(replace(card, surprise=False))


def test_figures_count_what_was_run() -> None:
    second = replace(CARD, id=2, outcome=Outcome.NOT_RUN, runbook_gap="none")
    log = (_at(0, Event.INJECTED), _at(100, Event.DETECTED), _at(300, Event.RESTORED))
    found = figures(replace(READY, experiments=(replace(CARD, detected_by=Detection.ALERT), second), log=log))
    assert (found.planned, found.run, found.by_alert, found.by_owners, found.runbook_gaps) == (2, 1, 1, 1, 0)
    assert (found.median_detect, found.median_restore) == (100, 300)


def test_the_clock_counts_down_and_past_the_end() -> None:
    plan = replace(PLAN, lasts=3600, started_at=NINE)
    assert running.clock(plan, NINE + timedelta(minutes=10)) == (600, 3000)
    assert running.clock(plan, NINE + timedelta(minutes=70)) == (4200, -600)
