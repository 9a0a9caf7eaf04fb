"""Downtime used so far, from a list of incidents."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from playbook.money import Money
from playbook.worksheets.services.incidents import Incident, usage

TODAY = date(2026, 12, 3)
EXPOSURE = Money.parse("200K EUR")


def test_each_period_counts_the_incidents_that_began_in_it() -> None:
    days = (0, 6, 7, 29, 400)
    incidents = [Incident("bedroom", TODAY - timedelta(day), 600) for day in days]
    incidents += [Incident("bedroom", TODAY + timedelta(1), 600), Incident("bedroom", None, 600)]
    found = usage(Decimal("99.0"), EXPOSURE, incidents, TODAY)
    assert [used.incidents for used in found] == [2, 3, 4, 4, 4]
    assert [used.used for used in found] == [1200, 1800, 2400, 2400, 2400]
    assert found[0].left == 6048 - 1200


def test_the_measured_loss_counts_before_hours_times_exposure() -> None:
    incidents = [
        Incident("bedroom", TODAY, 1800),
        Incident("bedroom", TODAY, 1800, Money.parse("1K EUR")),
        Incident("bedroom", TODAY, 1800, Money.parse("1K USD")),
    ]
    week = usage(Decimal("99.0"), EXPOSURE, incidents, TODAY)[0]
    assert week.protection
    assert week.protection.lost == Money(Decimal("201000.00"), "EUR")


def test_more_downtime_than_is_allowed_is_below_nothing() -> None:
    week = usage(Decimal("99.9"), None, [Incident("a", TODAY, 3600)], TODAY)[0]
    assert week.left < 0
    assert week.protection is None
    assert round(week.availability, 3) == Decimal("99.405")
