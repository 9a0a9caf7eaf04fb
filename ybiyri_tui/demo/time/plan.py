"""The example's plan: charter, scores, measures, experiments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from playbook.worksheets.pilot_plan.records import (
    Charter,
    Direction,
    Measure,
    PilotExperiment,
    Result,
    Score,
)

STARTED_WEEKS_AGO = 4

_GIVEN = {
    "Example team": {
        "demand": 2,
        "exposure": 1,
        "traffic": 2,
        "willing": 1,
        "owns": 1,
        "pipeline": 2,
        "telemetry": 2,
        "product-manager": 1,
        "allies": 2,
        "sponsor": 1,
        "calendar": 2,
    },
    "Example back office": {
        "demand": 0,
        "exposure": 1,
        "traffic": 2,
        "willing": 2,
        "owns": 2,
        "pipeline": 1,
        "telemetry": 1,
        "product-manager": 2,
        "allies": 1,
        "sponsor": 2,
        "calendar": 2,
    },
}
SCORES = tuple(Score(team, criterion, score) for team, scores in _GIVEN.items() for criterion, score in scores.items())


def charter(today: date) -> Charter:
    """Signed by the team, not yet by the sponsor; pay is still open."""
    return Charter(
        team="Example team",
        service="Example payments",
        mission="EXAMPLE: a failed payment is noticed and put right within minutes, by those who built it",
        availability=Decimal("99.0"),
        sponsor="head of product (example)",
        product_manager="product manager (example)",
        incident_manager="incident manager (example)",
        operations="operations engineer (example)",
        raci="product manager answers for it, the team is responsible (example)",
        rota="five people, one week each, shared with the sibling team at night (example)",
        signed_team_on=today - timedelta(days=21),
    )


def measures(today: date) -> tuple[Measure, ...]:
    """Four weeks before, and where they stand now."""
    up, down = Direction.UP, Direction.DOWN
    rows: tuple[tuple[str, str, str, Direction, str, str | None, str, str], ...] = (
        ("deployments", "Deployments", "a week", up, "3", "9", "10", "deployments of the service to production"),
        ("lead-time", "Lead time", "hours", down, "52", "20", "24", "median from build to production"),
        ("time-to-restore", "Time to restore", "minutes", down, "95", "48", "60", "median of the incidents"),
        ("availability", "Availability", "%", up, "98.6", "99.2", "99.0", "payments that succeeded at least in part"),
        ("action-age", "Age of review actions", "days", down, "41", "12", "10", "median until done"),
        ("callouts", "Callouts", "a week", down, "6", "4", "3", "alerts that called somebody"),
        ("night-callouts", "Callouts at night", "a week", down, "2", "1", "1", "of these, out of working hours"),
        ("unplanned", "Unplanned work", "%", down, "38", None, "30", "unplanned items among all resolved, median"),
    )
    end = today - timedelta(days=29)
    return tuple(
        Measure(
            measure_id,
            name,
            unit,
            better,
            Decimal(before),
            Decimal(now) if now else None,
            Decimal(target),
            end - timedelta(days=27),
            end,
            today - timedelta(days=3) if now else None,
            f"Example: {counts}",
        )
        for measure_id, name, unit, better, before, now, target, counts in rows
    )


def experiments(today: date) -> tuple[PilotExperiment, ...]:
    """One that is through, one that runs."""
    return (
        PilotExperiment(
            "Example: alerts that nobody can act on make nights worse than outages do",
            "every alert without an action is removed or becomes a ticket",
            "callouts at night",
            "2 a week",
            "1 a week",
            today - timedelta(days=28),
            today - timedelta(days=14),
            "developer (example)",
            "1 a week",
            Result.KEEP,
            "two alerts of nine were worth waking up for",
        ),
        PilotExperiment(
            "Example: a ticket that is opened by the tool saves more time than a form that is shorter",
            "the response platform opens and closes tickets",
            "minutes of handwork per incident",
            "94 min",
            "30 min",
            today - timedelta(days=5),
            today + timedelta(days=16),
            "operations engineer (example)",
        ),
    )
