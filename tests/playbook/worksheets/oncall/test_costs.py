"""The playbook's worked example to the digit, and what each way of paying adds up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.oncall.costs import ScenarioCost, compare_scenarios, schedule_costs
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours, Rota, Scenario, schedules
from playbook.worksheets.oncall.plan import CostKind, OnCallPlan, OtherCost, Outage, Terms
from playbook.worksheets.pay.policies import PayPolicy, Standby

Paid = Callable[..., OnCallPlan]


def usd(text: str) -> MoneyEstimate:
    return MoneyEstimate.parse(f"{text} USD")


def by_exposure(plan: OnCallPlan) -> ScenarioCost:
    return next(found for found in compare_scenarios(plan) if found.scenario is Scenario.BY_EXPOSURE)


def test_the_playbooks_seven_teams_need_three_people_at_night_against_seven_and_one(seven_teams: OnCallPlan) -> None:
    found = {cost.scenario: cost for cost in compare_scenarios(seven_teams)}
    assert {scenario: cost.people for scenario, cost in found.items()} == {
        Scenario.ROTA_PER_TEAM: 7,
        Scenario.BY_EXPOSURE: 3,
        Scenario.OPS_RUN_IT: 1,
    }
    assert {scenario: str(cost.on_call) for scenario, cost in found.items()} == {
        Scenario.ROTA_PER_TEAM: "196560 USD",
        Scenario.BY_EXPOSURE: "84240 USD",
        Scenario.OPS_RUN_IT: "28080 USD",
    }
    assert [cost.in_hours for cost in found.values()] == [7, 7, 0]


def test_the_playbooks_bedroom_pays_for_its_domain_rota_with_8_4_minutes_a_year(seven_teams: OnCallPlan) -> None:
    rooms = next(cost for cost in schedule_costs(seven_teams, Scenario.BY_EXPOSURE) if cost.schedule.name == "rooms")
    assert str(rooms.on_call) == "28080 USD"
    assert rooms.schedule.most_exposed is not None
    assert rooms.schedule.most_exposed.service == "bedroom"
    assert rooms.break_even_minutes == Decimal("8.424")


def test_the_break_even_is_about_the_service_that_is_named(paid: Paid) -> None:
    cost = by_exposure(paid(break_even_service="bedroom"))
    assert cost.break_even_minutes == Decimal("25.272")
    assert cost.extra_minutes == Decimal("16.848")
    with pytest.raises(PlaybookError, match="'attic'"):
        compare_scenarios(paid(break_even_service="attic"))


def test_a_team_with_its_own_rota_leaves_the_shared_one(seven_teams: OnCallPlan) -> None:
    second = CoveredService("gift cards", "checkout", OutOfHours.DOMAIN, "rooms", usd("10K"))
    found = schedules(Scenario.BY_EXPOSURE, (*seven_teams.services, second))
    assert [(one.name, one.by.value, len(one.services)) for one in found] == [
        ("rooms", "domain", 3),
        ("checkout", "team", 2),
        ("search", "team", 1),
    ]


@pytest.mark.parametrize(
    ("policy", "terms", "a_year"),
    [
        (PayPolicy("week", standby=Standby.WEEK, amount=usd("540")), {}, "84240"),
        (PayPolicy("hour", standby=Standby.HOUR, amount=usd("4.20")), {}, "83865.60"),
        (PayPolicy("hour", standby=Standby.HOUR, amount=usd("4.20")), {"holidays": 10}, "84873.60"),
        (PayPolicy("hour", standby=Standby.HOUR, amount=usd("4.20")), {"working_hours": Decimal(35)}, "87141.60"),
        (PayPolicy("shift", standby=Standby.SHIFT, amount=usd("75")), {}, "81900"),
        (
            PayPolicy("time", standby=Standby.TIME_OFF, hours_off=Estimate.exactly(8)),
            {"hour_of_work": usd("60")},
            "74880",
        ),
        (
            PayPolicy("holiday", standby=Standby.WEEK, amount=usd("540"), holiday_amount=usd("100")),
            {"holidays": 10},
            "87240",
        ),
        (PayPolicy("nothing"), {}, "0"),
    ],
)
def test_every_way_to_pay_standby_adds_up_for_three_people(
    paid: Paid, policy: PayPolicy, terms: dict[str, object], a_year: str
) -> None:
    assert by_exposure(paid(policy, **terms)).standby == Money(Decimal(a_year), "USD")


def test_a_callout_is_paid_for_its_hours_but_at_least_for_the_minimum(paid: Paid) -> None:
    policy = PayPolicy("callouts", standby=Standby.WEEK, amount=usd("100"), callout_amount=usd("80"))
    twelve = Estimate.exactly(12)
    plan = paid(policy, callouts=twelve, hours_each=Estimate.parse("0.5"), responders=2)
    # 5 services are covered at night: 5 × 12 callouts × 0.5 h × 80 × 2 people
    assert by_exposure(plan).callouts == Money(Decimal(4800), "USD")
    at_least_two = paid(replace(policy, minimum_hours=Decimal(2)), callouts=twelve, hours_each=Estimate.parse("0.5"))
    assert by_exposure(at_least_two).callouts == Money(Decimal(9600), "USD")


def test_the_five_kinds_of_cost_hold_what_is_known_and_nothing_else(seven_teams: OnCallPlan) -> None:
    plan = replace(
        seven_teams,
        others=(
            OtherCost(CostKind.SETUP, Scenario.BY_EXPOSURE, usd("120K")),
            OtherCost(CostKind.RUN, Scenario.BY_EXPOSURE, usd("10K")),
        ),
        outages=(Outage(Scenario.BY_EXPOSURE, Estimate.exactly(30)), Outage(Scenario.OPS_RUN_IT, Estimate.exactly(90))),
    )
    rota_per_team, cost, ops = compare_scenarios(plan)
    assert cost.kinds == {
        CostKind.SETUP: Money(Decimal(120_000), "USD"),
        CostKind.TRANSITION: None,
        CostKind.RUN: Money(Decimal(94_240), "USD"),
        CostKind.INCIDENT: Money(Decimal(400_000), "USD"),
        CostKind.OPPORTUNITY: None,
    }
    assert (str(cost.yearly), str(cost.one_off)) == ("494240 USD", "120000 USD")
    assert str(ops.yearly) == "1228080 USD"
    assert rota_per_team.kinds[CostKind.INCIDENT] is None


def test_amounts_in_two_currencies_are_refused(seven_teams: OnCallPlan) -> None:
    plan = replace(seven_teams, others=(OtherCost(CostKind.RUN, Scenario.BY_EXPOSURE, MoneyEstimate.parse("1 EUR")),))
    with pytest.raises(PlaybookError, match=r"EUR.*USD"):
        compare_scenarios(plan)


def test_licences_are_for_everybody_on_a_rota(seven_teams: OnCallPlan) -> None:
    plan = replace(seven_teams, terms=replace(seven_teams.terms, licence=usd("500")), rotas=(Rota("rooms", 6),))
    assert by_exposure(plan).licences == Money(Decimal(500 * (6 + 1 + 1)), "USD")


def test_two_on_call_at_once_cost_twice(seven_teams: OnCallPlan) -> None:
    plan = replace(seven_teams, rotas=(Rota("rooms", 8, 2),))
    assert by_exposure(plan).people == 4
    assert str(by_exposure(plan).on_call) == "112320 USD"


def test_without_services_there_is_nothing_to_pay() -> None:
    for cost in compare_scenarios(OnCallPlan(Terms("EUR"))):
        assert (cost.people, str(cost.on_call), cost.break_even_minutes) == (0, "0 EUR", None)
