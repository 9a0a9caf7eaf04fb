"""How long the simulation of on-call cost takes; printed, never a limit."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter

import pytest

from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours, Scenario
from playbook.worksheets.oncall.plan import CostKind, OnCallPlan, OtherCost, Outage, Terms
from playbook.worksheets.oncall.simulation import DRAWS, simulate
from playbook.worksheets.pay.policies import PayPolicy, Standby

pytestmark = pytest.mark.slow


def test_a_hundred_thousand_draws_of_a_full_worksheet() -> None:
    amount = MoneyEstimate.parse("400 / 540 / 700 EUR")
    policy = PayPolicy(
        "p", standby=Standby.WEEK, amount=amount, callout_amount=MoneyEstimate.parse("50 / 80 / 100 EUR")
    )
    services = tuple(
        CoveredService(
            f"service {number}",
            f"team {number}",
            list(OutOfHours)[number % 3],
            f"domain {number % 5}",
            MoneyEstimate.parse("50K / 200K / 400K EUR"),
            Estimate.parse("2 / 6 / 20"),
        )
        for number in range(40)
    )
    others = tuple(OtherCost(kind, scenario, amount) for kind in CostKind for scenario in Scenario)
    outages = tuple(Outage(scenario, Estimate.parse("10 / 40 / 200")) for scenario in Scenario)
    terms = Terms("EUR", policy, hours_each=Estimate.parse("0.5 / 1 / 4"), working_hours=Decimal(40))
    plan = OnCallPlan(terms, services, (), others, outages)
    simulate(plan, draws=1000)
    took = []
    for _ in range(5):
        start = perf_counter()
        found = simulate(plan)
        took.append(perf_counter() - start)
    best = min(took)
    print(f"\n{DRAWS:,} draws, 40 services, 17 uncertain inputs: {best:.2f} s, {best / 0.5:.2f} of half a second")
    assert found.draws == DRAWS
