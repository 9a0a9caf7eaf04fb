"""The formulas of yearly cost, written once for exact decimals and for simulated draws alike.

Source: the playbook, practices/governance and pitfalls (standby and callout), with the arithmetic worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from playbook.worksheets.estimates.estimate import Estimate
from playbook.worksheets.oncall.covers import OutOfHours, Scenario, Schedule
from playbook.worksheets.oncall.plan import WEEKS_A_YEAR, CostKind, OnCallPlan, Terms
from playbook.worksheets.pay.policies import Standby

# A Decimal, or an array of draws.
Number = Any
ZERO = Estimate.exactly(0)


class Numbers(Protocol):
    """How a quantity becomes a number: its likely value, or draws of it. What has one name has one luck."""

    def of(self, name: str, estimate: Estimate) -> Number:
        """The number for an estimate."""

    def exact(self, value: Decimal | int) -> Number:
        """The number for what is known."""

    def larger(self, one: Number, other: Number) -> Number:
        """The larger of two."""


class Likely:
    """Every quantity at its likely value, exactly."""

    def of(self, name: str, estimate: Estimate) -> Decimal:  # noqa: ARG002
        """The likely value."""
        return estimate.likely

    def exact(self, value: Decimal | int) -> Decimal:
        """The value itself."""
        return Decimal(value)

    def larger(self, one: Decimal, other: Decimal) -> Decimal:
        """The larger of two."""
        return max(one, other)


def standby_a_year(numbers: Numbers, terms: Terms, schedules: Sequence[Schedule]) -> Number:
    """What being reachable costs: Σ people at once × pay for a year. Time off counts at what an hour of work costs."""
    total = numbers.exact(0)
    for schedule in schedules:
        total = total + numbers.exact(schedule.at_once) * _year_of_standby(numbers, terms, schedule)
    return total


def _year_of_standby(numbers: Numbers, terms: Terms, schedule: Schedule) -> Number:
    pay, amount, name = terms.pay, terms.pay.amount, "pay for standby"
    if schedule.by is OutOfHours.NONE and terms.operations_amount is not None:
        amount, name = terms.operations_amount, "pay for standby in operations"
    rate = numbers.of(name, amount.amount) if amount else numbers.exact(0)
    if pay.standby is Standby.HOUR:
        year = rate * numbers.exact(terms.hours_a_year)
    elif pay.standby is Standby.SHIFT:
        year = rate * numbers.exact(pay.shifts_a_week * WEEKS_A_YEAR)
    elif pay.standby is Standby.WEEK:
        year = rate * numbers.exact(WEEKS_A_YEAR)
    elif pay.standby is Standby.TIME_OFF and pay.hours_off and terms.hour_of_work:
        hours = numbers.of("hours off for a week on call", pay.hours_off)
        year = hours * numbers.of("what an hour of work costs", terms.hour_of_work.amount) * numbers.exact(WEEKS_A_YEAR)
    else:
        year = numbers.exact(0)
    if pay.holiday_amount is not None:
        year = year + numbers.of("extra for a holiday", pay.holiday_amount.amount) * numbers.exact(terms.holidays)
    return year


def callouts_a_year(numbers: Numbers, terms: Terms, schedules: Sequence[Schedule]) -> Number:
    """What work at night costs: callouts × the larger of minimum and real hours × pay per hour × responders."""
    pay = terms.pay
    if pay.callout_amount is None:
        return numbers.exact(0)
    hours = numbers.larger(numbers.exact(pay.minimum_hours), numbers.of("hours of a callout", terms.hours_each))
    rate = numbers.of("pay for a callout", pay.callout_amount.amount)
    calls = numbers.of("callouts a year", callouts(terms, schedules))
    return calls * hours * rate * numbers.exact(terms.responders)


def callouts(terms: Terms, schedules: Sequence[Schedule]) -> Estimate:
    """Callouts a year in all schedules together; a service that names none of its own has those of the terms."""
    each = [service.callouts or terms.callouts for schedule in schedules for service in schedule.services]
    return added(each)


def added(estimates: Sequence[Estimate]) -> Estimate:
    """The sum, all low, all likely, all high: what is bad for one is taken to be bad for all."""
    return Estimate(
        sum((one.low for one in estimates), Decimal(0)),
        sum((one.likely for one in estimates), Decimal(0)),
        sum((one.high for one in estimates), Decimal(0)),
    )


def licences_a_year(numbers: Numbers, terms: Terms, schedules: Sequence[Schedule]) -> Number:
    """Tools for everybody on a rota; a schedule whose size is not known counts those on call at once."""
    if terms.licence is None:
        return numbers.exact(0)
    people = sum(schedule.people or schedule.at_once for schedule in schedules)
    return numbers.of("licence of a tool", terms.licence.amount) * numbers.exact(people)


def other_cost(numbers: Numbers, plan: OnCallPlan, scenario: Scenario, kind: CostKind) -> Number:
    """What was entered besides on-call for one kind of cost in one scenario."""
    total = numbers.exact(0)
    for cost in plan.others:
        if cost.amount is not None and (cost.scenario, cost.kind) == (scenario, kind):
            name = f"{kind.value} cost, {scenario.value.replace('_', ' ')}"
            total = total + numbers.of(name, cost.amount.amount)
    return total


def exposure(numbers: Numbers, plan: OnCallPlan) -> Number | None:
    """What an hour of outage loses, of the service that the break-even is about; None where it is not known."""
    exposed = plan.exposed
    if exposed is None or exposed.exposure_per_hour is None or exposed.exposure_per_hour.amount.low == 0:
        return None
    return numbers.of(f"what {exposed.service} loses in an hour", exposed.exposure_per_hour.amount)


def outage_loss(numbers: Numbers, plan: OnCallPlan, scenario: Scenario) -> Number | None:
    """What the outages expected in a scenario lose in a year; None where minutes or exposure are not known."""
    lost = exposure(numbers, plan)
    minutes = next((outage.minutes for outage in plan.outages if outage.scenario is scenario), None)
    if lost is None or minutes is None:
        return None
    return minutes_of_outage(numbers, scenario, minutes) * lost / numbers.exact(60)


def minutes_of_outage(numbers: Numbers, scenario: Scenario, minutes: Estimate) -> Number:
    """Minutes of outage a year in a scenario."""
    return numbers.of(f"minutes of outage, {scenario.value.replace('_', ' ')}", minutes)


def break_even(numbers: Numbers, plan: OnCallPlan, cost: Number) -> Number | None:
    """Minutes of outage a year that must be avoided to pay for `cost`: cost ÷ exposure per hour × 60."""
    lost = exposure(numbers, plan)
    return None if lost is None else cost / lost * numbers.exact(60)
