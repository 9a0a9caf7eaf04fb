"""The example's chaos days: one that was held, one that is planned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from playbook.worksheets.chaos_day.records import (
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

HELD_DAYS_AGO = 20

PEOPLE = (
    Person(1, "operations engineer (example)", Role.AGENT),
    Person(1, "senior developer (example)", Role.AGENT),
    Person(1, "coach (example)", Role.FACILITATOR),
    Person(1, "Example team", Role.RESPONDER),
    Person(1, "incident manager (example)", Role.INCIDENT_MANAGER),
    Person(1, "product manager (example)", Role.STAKEHOLDER),
    Person(2, "senior developer (example)", Role.AGENT),
    Person(2, "Example team", Role.RESPONDER),
)
CARDS = (
    Experiment(
        day=1,
        id=1,
        component="payment queue",
        failure="fills up and stops taking messages",
        how="a script posts 50,000 messages to the test queue",
        expected_impact="payments wait, none is lost",
        expected_response="the queue alert calls the team, which stops the sender",
        expected_detection=Detection.ALERT,
        rollback="the script removes its own messages",
        parallel="nothing",
        owner="senior developer (example)",
        impact=3,
        likelihood=2,
        seen_impact="payments waited for ten minutes, none was lost",
        seen_response="the alert came, but the runbook named a dashboard that is gone",
        detected_by=Detection.ALERT,
        runbook_gap="the queue page names a dashboard that is gone",
    ),
    Experiment(
        day=1,
        id=2,
        component="card provider",
        failure="answers after 30 seconds",
        how="a proxy delays every answer",
        expected_impact="customers are offered another way to pay",
        expected_response="an alert on slow answers calls the team",
        expected_detection=Detection.ALERT,
        rollback="the proxy is taken out",
        parallel="experiment 1",
        owner="operations engineer (example)",
        impact=2,
        likelihood=3,
        seen_impact="the page hung; nobody was offered another way",
        seen_response="a developer saw it by chance; no alert came",
        detected_by=Detection.PERSON,
        outcome=Outcome.AGENTS,
    ),
    Experiment(
        day=2,
        id=1,
        component="database",
        failure="the main copy fails over",
        expected_impact="half a minute of errors",
        expected_response="nobody has to do anything",
        expected_detection=Detection.ALERT,
        rollback="fail back",
        owner="senior developer (example)",
        impact=3,
        likelihood=1,
    ),
)


def days(began: datetime, today: date) -> tuple[ChaosDay, ...]:
    """The day that was held, and the next one, which still lacks something."""
    held = ChaosDay(
        day=1,
        name="Example: a first short one",
        on=began.date(),
        planned_on=began.date() - timedelta(days=15),
        environment="staging",
        theme="confidence before the first nights",
        scope="payment queue and card provider",
        off_limits="anything that other teams share",
        blast_radius="staging only; other teams were told",
        start_rule="both agents and the incident manager are there, production is calm",
        stop_rule="a customer is hit, production has an incident, or anybody says stop",
        channel="#chaos-example",
        calm=True,
        lasts=150 * 60,
        alerts_changed="queue alert lowered to 10,000 messages",
        alerts_restored=True,
        started_at=began,
        ended_at=began + timedelta(minutes=118),
        ended_because="both experiments were through",
    )
    following = ChaosDay(
        day=2,
        name="Example: with the database people",
        on=today + timedelta(days=17),
        planned_on=today,
        environment="staging",
        theme="shared knowledge",
        scope="the payment database",
    )
    return held, following


def log(began: datetime) -> tuple[LogEntry, ...]:
    """What was written down on the day."""
    agents, responders = Side.AGENTS, Side.RESPONDERS

    def at(minutes: int, experiment: int, side: Side, event: Event, text: str = "") -> LogEntry:
        return LogEntry(1, began + timedelta(minutes=minutes), experiment, side, event, text)

    return (
        at(8, 1, agents, Event.INJECTED, "script started"),
        at(11, 1, responders, Event.DETECTED, "queue alert on the phone"),
        at(12, 1, responders, Event.ACKNOWLEDGED),
        at(14, 1, responders, Event.THOUGHT, "the provider is slow"),
        at(21, 1, responders, Event.DID, "looked for the dashboard in vain"),
        at(29, 1, responders, Event.RESTORED, "sender stopped, queue drained"),
        at(51, 2, agents, Event.INJECTED, "proxy on"),
        at(75, 2, responders, Event.DETECTED, "a developer tried to pay"),
        at(88, 2, agents, Event.ROLLED_BACK, "time was up"),
    )


def improvements(today: date) -> tuple[Improvement, ...]:
    """What should change, each with an owner but one."""
    return (
        Improvement(
            1, 2, "an alert on slow answers of the card provider", "developer (example)", today + timedelta(days=8)
        ),
        Improvement(1, 1, "the runbook names the new dashboard", "developer (example)", today + timedelta(days=3)),
        Improvement(1, 2, "customers are offered another way to pay", ""),
    )
