"""Three scenarios side by side, from likely values, exact to the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from playbook.money import Money
from playbook.worksheets.oncall import formulas
from playbook.worksheets.oncall.covers import Scenario, Schedule, people_on_call, schedules
from playbook.worksheets.oncall.formulas import Likely
from playbook.worksheets.oncall.plan import CostKind, OnCallPlan


@dataclass(frozen=True)
class ScenarioCost:
    """What one scenario costs. Amounts are a year, but for one-off kinds.

    `on_call` is standby, callouts and licences together, `besides` what else a year costs. `kinds` holds the five
    kinds of cost as far as they are known: run has standby and licences in it, incident has callouts and the loss of
    the outages that are expected, and is not known without that loss.
    `break_even_minutes` of outage a year pay for `on_call`; `extra_minutes` for what it costs more than Ops Run It
    (below zero where it costs less).
    """

    scenario: Scenario
    schedules: tuple[Schedule, ...]
    in_hours: int
    standby: Money
    callouts: Money
    licences: Money
    besides: Money
    kinds: Mapping[CostKind, Money | None]
    break_even_minutes: Decimal | None
    extra_minutes: Decimal | None

    @property
    def people(self) -> int:
        """People on call at the same time outside working hours."""
        return people_on_call(self.schedules)

    @property
    def on_call(self) -> Money:
        """Standby, callouts and licences of a year."""
        return _sum(self.standby, self.callouts, self.licences)

    @property
    def yearly(self) -> Money:
        """On-call and everything else that is paid every year, as far as it is known."""
        return _sum(self.on_call, self.besides)

    @property
    def one_off(self) -> Money:
        """All kinds that are paid once, as far as they are known."""
        return _sum(*(money for kind, money in self.kinds.items() if money and kind.is_one_off), like=self.standby)


@dataclass(frozen=True)
class ScheduleCost:
    """One schedule by itself: what a year of it costs, and the minutes of outage that pay for it."""

    schedule: Schedule
    on_call: Money
    break_even_minutes: Decimal | None


def scenario_schedules(plan: OnCallPlan, scenario: Scenario) -> tuple[Schedule, ...]:
    """The schedules of a scenario in this plan."""
    return schedules(scenario, plan.services, plan.rotas, operations_at_once=plan.terms.operations_at_once)


def compare_scenarios(plan: OnCallPlan) -> tuple[ScenarioCost, ...]:
    """The three scenarios. Raises PlaybookError for a plan that contradicts itself."""
    plan.check()
    operations = _on_call(plan, scenario_schedules(plan, Scenario.OPS_RUN_IT))
    return tuple(_scenario(plan, scenario, operations) for scenario in Scenario)


def schedule_costs(plan: OnCallPlan, scenario: Scenario) -> tuple[ScheduleCost, ...]:
    """Each schedule of a scenario by itself; its break-even is about the most exposed of its services."""
    found = []
    for schedule in scenario_schedules(plan, scenario):
        cost = _on_call(plan, (schedule,))
        exposed = schedule.most_exposed
        lost = exposed.exposure_per_hour.likely.amount if exposed and exposed.exposure_per_hour else Decimal(0)
        found.append(ScheduleCost(schedule, Money(cost, plan.terms.currency), cost / lost * 60 if lost else None))
    return tuple(found)


def rota_in_question(plan: OnCallPlan) -> ScheduleCost | None:
    """The rota at night that covers the service which the break-even is about, with that service's own break-even.

    None where no such service is known, or nobody is on call for it.
    """
    exposed = plan.exposed
    if exposed is None or exposed.exposure_per_hour is None:
        return None
    lost = exposed.exposure_per_hour.likely.amount
    for found in schedule_costs(plan, Scenario.BY_EXPOSURE):
        if exposed in found.schedule.services:
            return replace(found, break_even_minutes=found.on_call.amount / lost * 60 if lost else None)
    return None


def _scenario(plan: OnCallPlan, scenario: Scenario, operations: Decimal) -> ScenarioCost:
    likely, found = Likely(), scenario_schedules(plan, scenario)
    standby, calls, licences = _parts(plan, found)
    minutes = formulas.break_even(likely, plan, standby + calls + licences)
    extra = formulas.break_even(likely, plan, standby + calls + licences - operations)
    teams = {service.team for service in plan.services}
    return ScenarioCost(
        scenario,
        found,
        in_hours=0 if scenario is Scenario.OPS_RUN_IT else len(teams),
        standby=Money(standby, plan.terms.currency),
        callouts=Money(calls, plan.terms.currency),
        licences=Money(licences, plan.terms.currency),
        besides=Money(_besides(plan, scenario), plan.terms.currency),
        kinds={kind: _kind(plan, scenario, kind, standby + licences, calls) for kind in CostKind},
        break_even_minutes=minutes,
        extra_minutes=None if scenario is Scenario.OPS_RUN_IT else extra,
    )


def _kind(plan: OnCallPlan, scenario: Scenario, kind: CostKind, run: Decimal, calls: Decimal) -> Money | None:
    likely = Likely()
    entered = [cost for cost in plan.others if cost.amount and (cost.scenario, cost.kind) == (scenario, kind)]
    amount = formulas.other_cost(likely, plan, scenario, kind)
    known = bool(entered)
    if kind is CostKind.RUN:
        amount, known = amount + run, True
    elif kind is CostKind.INCIDENT:
        loss = formulas.outage_loss(likely, plan, scenario)
        amount = amount + calls + (loss or 0)
        known = known or loss is not None
    return Money(amount, plan.terms.currency) if known else None


def _besides(plan: OnCallPlan, scenario: Scenario) -> Decimal:
    likely = Likely()
    yearly = (formulas.other_cost(likely, plan, scenario, kind) for kind in CostKind if not kind.is_one_off)
    return sum(yearly, formulas.outage_loss(likely, plan, scenario) or Decimal(0))


def _parts(plan: OnCallPlan, found: tuple[Schedule, ...]) -> tuple[Decimal, Decimal, Decimal]:
    likely = Likely()
    return (
        formulas.standby_a_year(likely, plan.terms, found),
        formulas.callouts_a_year(likely, plan.terms, found),
        formulas.licences_a_year(likely, plan.terms, found),
    )


def _on_call(plan: OnCallPlan, found: tuple[Schedule, ...]) -> Decimal:
    return sum(_parts(plan, found), Decimal(0))


def _sum(*amounts: Money, like: Money | None = None) -> Money:
    currency = (like or amounts[0]).currency
    return Money(sum((money.amount for money in amounts), Decimal(0)), currency)
