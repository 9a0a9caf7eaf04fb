"""The simulation is the exact formula on many draws: it agrees with it, repeats itself, and names what matters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.oncall.costs import compare_scenarios
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours, Scenario
from playbook.worksheets.oncall.plan import OnCallPlan, Outage, Terms
from playbook.worksheets.oncall.simulation import simulate
from playbook.worksheets.pay.policies import PayPolicy, Standby

FEW = 4_000


def usd(text: str) -> MoneyEstimate:
    return MoneyEstimate.parse(f"{text} USD")


def with_range(plan: OnCallPlan, amount: str) -> OnCallPlan:
    return replace(plan, terms=replace(plan.terms, pay=replace(plan.terms.pay, amount=usd(amount))))


def test_what_is_known_exactly_comes_out_exactly(seven_teams: OnCallPlan) -> None:
    found = simulate(seven_teams, draws=100)
    for simulated, exact in zip(found.scenarios, compare_scenarios(seven_teams), strict=True):
        assert simulated.on_call.low == simulated.on_call.likely == simulated.on_call.high == exact.on_call.amount
        assert simulated.on_call.money("USD")[1] == exact.on_call
        assert simulated.break_even_minutes is not None
        assert exact.break_even_minutes is not None
        assert simulated.break_even_minutes.likely == pytest.approx(float(exact.break_even_minutes))
    assert found.drivers == ()


def test_one_uncertain_input_comes_out_with_its_own_low_likely_and_high(seven_teams: OnCallPlan) -> None:
    found = simulate(with_range(seven_teams, "400 / 540 / 900"), draws=100_000)
    spread = found.scenarios[1].on_call
    assert [spread.low, spread.likely, spread.high] == pytest.approx([62_400, 84_240, 140_400], rel=1e-3)
    assert sum(found.scenarios[1].bins) == pytest.approx(99_000, abs=10)


def test_the_same_seed_gives_the_same_result_and_another_nearly_the_same(seven_teams: OnCallPlan) -> None:
    plan = with_range(seven_teams, "400 / 540 / 900")
    assert simulate(plan, draws=FEW) == simulate(plan, draws=FEW)
    other = simulate(plan, draws=FEW, seed=2).scenarios[1].on_call
    assert other.high == pytest.approx(140_400, rel=0.01)


def test_the_two_inputs_that_matter_most_come_first() -> None:
    policy = PayPolicy("p", standby=Standby.WEEK, amount=usd("90 / 100 / 110"), callout_amount=usd("50"))
    service = CoveredService(
        "shop", "shop", OutOfHours.TEAM, "", usd("20K / 200K / 900K"), Estimate.parse("2 / 12 / 60")
    )
    found = simulate(OnCallPlan(Terms("USD", policy, hours_each=Estimate.parse("1 / 2 / 3")), (service,)), draws=FEW)
    assert [driver.name for driver in found.drivers[:2]] == ["what shop loses in an hour", "callouts a year"]
    assert found.drivers_of == "break-even minutes"
    assert sum(driver.share for driver in found.drivers) == pytest.approx(1, abs=0.02)
    exposure = found.drivers[0]
    assert exposure.low / exposure.high == pytest.approx(45)


def test_without_exposure_the_drivers_are_those_of_the_cost(seven_teams: OnCallPlan) -> None:
    plan = with_range(seven_teams, "400 / 540 / 900")
    bare = replace(plan, services=tuple(replace(one, exposure_per_hour=None) for one in plan.services))
    found = simulate(bare, draws=FEW)
    assert found.drivers_of == "yearly cost"
    assert [driver.name for driver in found.drivers] == ["pay for standby"]
    assert found.scenarios[1].break_even_minutes is None


def test_how_often_it_saves_more_than_it_costs(seven_teams: OnCallPlan) -> None:
    outages = (Outage(Scenario.BY_EXPOSURE, Estimate.exactly(30)), Outage(Scenario.OPS_RUN_IT, Estimate.exactly(90)))
    by_team, by_exposure, ops = simulate(replace(seven_teams, outages=outages), draws=100).scenarios
    assert (by_team.saves_more, by_exposure.saves_more, ops.saves_more) == (None, 1.0, None)
    worse = (Outage(Scenario.BY_EXPOSURE, Estimate.exactly(90)), Outage(Scenario.OPS_RUN_IT, Estimate.exactly(90)))
    assert simulate(replace(seven_teams, outages=worse), draws=100).scenarios[1].saves_more == 0.0


amounts = st.decimals(min_value=0, max_value=5000, places=2)


@settings(max_examples=25)
@given(st.lists(amounts, min_size=3, max_size=3).map(sorted), st.integers(min_value=0, max_value=3))
def test_low_likely_and_high_stay_in_order_and_above_zero(three: list[Decimal], holidays: int) -> None:
    policy = PayPolicy("p", standby=Standby.HOUR, amount=MoneyEstimate(Estimate(*three), "USD"))
    service = CoveredService("shop", "shop", OutOfHours.TEAM, "", usd("1K"))
    for found in simulate(OnCallPlan(Terms("USD", policy, holidays=holidays), (service,)), draws=200).scenarios:
        assert 0 <= found.on_call.low <= found.on_call.likely <= found.on_call.high
        assert found.yearly.likely == found.on_call.likely
