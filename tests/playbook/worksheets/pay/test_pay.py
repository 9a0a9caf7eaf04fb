"""Pay policies on one rota, and what has to be agreed besides."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.estimates.settings import Setting
from playbook.worksheets.pay.comparing import Duty, Rates, compare
from playbook.worksheets.pay.content import PayFacts
from playbook.worksheets.pay.deal import DEAL, DealRow, DealState, standing
from playbook.worksheets.pay.policies import POLICIES, PayPolicy, PolicyState, Standby, policy_in_use
from playbook.worksheets.sheets.csv_form import read_csv
from playbook.worksheets.sheets.reading import SheetError, read_records

SIX = Duty(people=6, callouts=Decimal(24), hours_each=Decimal("1.5"), holidays=12)


def usd(text: str) -> MoneyEstimate:
    return MoneyEstimate.parse(f"{text} USD")


def test_540_a_week_on_a_rota_of_six_is_4680_for_each_person_and_year() -> None:
    (found,) = compare([PayPolicy("week", standby=Standby.WEEK, amount=usd("540"))], SIX)
    assert found.week == Money(Decimal("540.00"), "USD")
    assert found.total == Money(Decimal("4680.00"), "USD")


def test_policies_are_compared_to_the_cent_on_the_same_rota() -> None:
    policies = [
        PayPolicy("hour", standby=Standby.HOUR, amount=usd("4.22")),
        PayPolicy("work", standby=Standby.WEEK, amount=usd("200"), callout_amount=usd("80"), minimum_hours=Decimal(2)),
        PayPolicy("time", standby=Standby.TIME_OFF, hours_off=Estimate.exactly(8)),
        PayPolicy("holidays", standby=Standby.WEEK, amount=usd("500"), holiday_amount=usd("150")),
        PayPolicy("nothing"),
    ]
    found = {given.policy.name: given for given in compare(policies, SIX)}
    assert str(found["hour"].total) == "4681.39 USD"
    assert (str(found["work"].standby), str(found["work"].callouts)) == ("1733.33 USD", "640 USD")
    assert (found["time"].total, found["time"].hours_off) == (None, Decimal(8) * 52 / 6)
    assert str(found["holidays"].holidays) == "300 USD"
    assert found["nothing"].policy.is_unpaid


def test_pay_for_callouts_alone_is_marked_as_unfair() -> None:
    assert PayPolicy("work", callout_amount=usd("100")).is_callout_only
    assert not PayPolicy("both", standby=Standby.HOUR, amount=usd("2"), callout_amount=usd("100")).is_callout_only


def test_currencies_are_converted_only_by_a_rate_that_was_entered() -> None:
    policy = PayPolicy("week", standby=Standby.WEEK, amount=usd("600"))
    euros = PayPolicy("euros", standby=Standby.WEEK, amount=MoneyEstimate.parse("500 EUR"))
    dollars, same = compare([policy, euros], Duty(people=6), Rates.parse("EUR", ["USD=0.9"]))
    assert (str(dollars.converted), str(same.converted)) == ("4680 EUR", "4333.33 EUR")
    assert compare([policy], Duty(people=6), Rates("EUR"))[0].converted is None
    for wrong in ("USD", "USD=", "USD=-1", "DOLLAR=1", "USD=0", "USD=1/2/3"):
        with pytest.raises(PlaybookError, match="USD="):
            Rates.parse("EUR", [wrong])


def test_a_rota_needs_as_many_people_as_are_on_call_at_once() -> None:
    with pytest.raises(PlaybookError, match="2 on call at once"):
        Duty(people=1, at_once=2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,amount\nx,5 USD\n", "row 2, column amount.*standby by hour"),
        ("name,standby,amount,callout_amount\nx,week,5 USD,5 EUR\n", "row 2, column callout_amount.*EUR.*USD"),
        ("name,standby,amount\nx,week,-5 USD\n", "row 2, column amount"),
        ("name,standby,hours_off\nx,week,8\n", "row 2, column hours_off.*time_off"),
        ("name,standby\nx,sometimes\n", "row 2, column standby"),
        ("name,agreed_on\nx,yesterday\n", "row 2, column agreed_on"),
    ],
)
def test_wrong_policies_are_refused_by_row_and_column(text: str, problem: str) -> None:
    with pytest.raises(SheetError, match=f"(?s){problem}"):
        read_records(POLICIES, "pay.csv", read_csv("pay.csv", text.encode()))


def test_empty_cells_of_a_policy_have_their_defaults() -> None:
    (policy,) = read_records(
        POLICIES, "pay.csv", read_csv("pay.csv", b"name,state,standby,shifts_a_week\nx,,,\n")
    ).records
    assert policy == PayPolicy("x")


def test_the_agreed_policy_is_reckoned_with_before_proposed_ones() -> None:
    today, proposed = PayPolicy("a", PolicyState.TODAY), PayPolicy("b")
    agreed = PayPolicy("c", PolicyState.AGREED)
    assert policy_in_use([today, proposed, agreed]) is agreed
    assert policy_in_use([today, proposed]) is proposed
    assert policy_in_use([today]) is today
    assert policy_in_use([]) is None


def agreed(*terms: str) -> list[DealRow]:
    return [DealRow(term, DealState.AGREED, "as written", "Head of HR", date(2026, 12, 1)) for term in terms]


def test_pay_is_agreed_with_a_paid_policy_contracts_and_hr(pay_facts: PayFacts) -> None:
    policy = PayPolicy("week", PolicyState.AGREED, Standby.WEEK, usd("540"))
    assert standing(policy, agreed("contracts", "hr-reviewed"), [], pay_facts).pay_agreed
    assert standing(policy, agreed("contracts"), [], pay_facts).blocking == ("hr-reviewed",)
    unfair = PayPolicy("work", PolicyState.AGREED, callout_amount=usd("100"))
    assert not standing(unfair, agreed("contracts", "hr-reviewed"), [], pay_facts).pay_agreed
    assert not standing(None, agreed("contracts", "hr-reviewed"), [], pay_facts).pay_agreed


@pytest.mark.parametrize(("minutes", "ask"), [("8", True), ("15", True), ("16", False), ("60", False)])
def test_a_short_response_time_asks_to_see_hr_until_hr_has_seen_it(
    pay_facts: PayFacts, minutes: str, ask: bool
) -> None:
    settings = [Setting("response-minutes", minutes)]
    assert standing(None, [], settings, pay_facts).ask_hr is ask
    assert not standing(None, agreed("hr-reviewed"), settings, pay_facts).ask_hr


def test_no_row_of_the_deal_has_a_place_for_a_person_or_their_reasons() -> None:
    assert {field.name for field in fields(DealRow)} == {"term", "state", "rule", "agreed_with", "agreed_on"}
    assert {column.field for column in DEAL.columns} == {field.name for field in fields(DealRow)}
