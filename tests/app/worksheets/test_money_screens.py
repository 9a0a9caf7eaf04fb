"""On-call cost, a fair deal, RACI and goals by keyboard: what is entered is checked, shown, and proposed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from playbook.records import Pilot
from playbook.worksheets.estimates.estimate import MoneyEstimate
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours, Rota
from playbook.worksheets.oncall.tables import ROTAS, SERVICES, TERMS
from playbook.worksheets.pay.policies import POLICIES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.money import example
from ybiyri_tui.screens.worksheets.oncall.costs import OnCallScreen
from ybiyri_tui.screens.worksheets.pay.deal import FairDealScreen
from ybiyri_tui.screens.worksheets.raci.chart import RaciScreen
from ybiyri_tui.screens.worksheets.raci.goals import GoalsScreen
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.worksheets.oncall.money import money_case
from ybiyri_tui.usecases.worksheets.proposing import confirm
from ybiyri_tui.usecases.worksheets.raci.charting import accept_role, add_template, chart
from ybiyri_tui.usecases.worksheets.sheets import replace_records, sheet_view

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Any], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

COVERED = (
    CoveredService("payments", "Kestrel", OutOfHours.DOMAIN, "buying", MoneyEstimate.parse("120K / 200K / 260K EUR")),
    CoveredService("refunds", "Merlin", OutOfHours.DOMAIN, "buying", MoneyEstimate.parse("60K EUR")),
    CoveredService("receipts", "Hobby", OutOfHours.NONE, "buying", MoneyEstimate.parse("4K EUR")),
)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def filled(context: Context, pilot: Pilot) -> Pilot:
    """A pilot with services, a rota and policies."""
    replace_records(context, pilot.id, SERVICES, COVERED)
    replace_records(context, pilot.id, ROTAS, [Rota("buying", 5)])
    replace_records(context, pilot.id, POLICIES, example.POLICIES)
    return pilot


async def test_an_empty_on_call_page_says_what_is_needed_and_leads_to_the_tables(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: OnCallScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "Still needed: services" in flat(text_of(app))
        await driver.press("s")
        await settled(driver)
        await driver.press("+")
        await settled(driver)
        await driver.press(
            *"checkout", "tab", *"Kestrel", "tab", *"shop", "tab", *"dom", "tab", *"200K", "space", *"USD"
        )
        await driver.press("tab", *"2/6/15", "tab")
        await settled(driver)
        await driver.press("escape")
        await settled(driver)
        await driver.press("p", "+")
        await settled(driver)
        await driver.press(*"weekly", "tab", "tab", *"week", "tab", *"540", "space", *"USD", "tab")
        await settled(driver)
        await driver.press("escape", "escape")
        await settled(driver)
    found = money_case(context, pilot.id)
    assert found is not None
    assert (str(found.a_year), found.whole_minutes, found.service) == ("28080 USD", 8, "checkout")


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_answer_comes_first_and_no_table_is_torn(
    make_app: AppMaker, settled: Settled, text_of: TextOf, filled: Pilot, size: tuple[int, int]
) -> None:
    app = make_app(lambda: OnCallScreen(filled))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        first = text_of(app)
        assert "avoids about 8 minutes of outage of payments a year" in flat(first)
        shown = first
        for _ in range(12):
            await driver.press("pagedown")
            shown += text_of(app)
        assert "team rotas  by exposure  Ops Run It" in shown
        assert "Matters most, 1:" in shown
        assert "100,000 draws" in shown


async def test_settings_begin_on_a_value_and_refuse_what_cannot_be(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, filled: Pilot
) -> None:
    app = make_app(lambda: OnCallScreen(filled))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("v")
        await settled(driver)
        assert "Callouts a year, each service" in text_of(app)
        await driver.press(*"many", "enter")
        assert "low / likely / high" in flat(text_of(app))
        await driver.press("escape")
        await settled(driver)
        await driver.press("down", *"1/2/4", "enter")
        await settled(driver)
    made = {row.setting: row.value for row in sheet_view(context, filled.id, TERMS).records}
    assert made == {"hours-each": "1/2/4"}


async def test_a_fair_deal_marks_unfair_pay_and_unconfirmed_figures_and_proposes_what_is_agreed(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, filled: Pilot
) -> None:
    app = make_app(lambda: FairDealScreen(filled))
    async with app.run_test(size=(120, 60)) as driver:
        await settled(driver)
        text = flat(text_of(app))
        assert "Example: today: only work is paid: unfair" in text
        assert "? Not confirmed: 58 % are paid a flat rate" in text
        await driver.press("d")
        await settled(driver)
        await driver.press("right", "right", *"by message", "shift+tab")
        await settled(driver)
        await driver.press(*"agr", "enter")
        await settled(driver)
        assert "agreed" in text_of(app)
    assert confirm(context, filled.id, "pay:opt-out").result.startswith("by message")
    met = {status.must_have.id for status in overview(context, filled.id).must_haves if status.mark.met_on}
    assert met == {"opt-out"}


async def test_a_raci_from_a_template_is_checked_while_it_is_edited_and_accepted_by_role(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: RaciScreen(pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        await driver.press("n", "1")
        await settled(driver)
        await driver.press(*"checkout", "enter")
        await settled(driver)
        assert "Every rule is kept. 6 roles have not said yes." in text_of(app)
        await driver.press("a", "1")
        await settled(driver)
        assert "Accepted by 1 of 6 roles" in text_of(app)
        await driver.press("d")
        await settled(driver)
        await driver.press("right", "right", "right", *"Head of Operations", "enter")
        await settled(driver)
        assert "responsible but unaccountable" in flat(text_of(app))
        await driver.press("escape")
        await settled(driver)
        assert "1 rule not kept" in text_of(app)
        await driver.press("u")
        await settled(driver)
        assert "Every rule is kept. 5 roles" in text_of(app)


async def test_goals_show_what_each_lacks(make_app: AppMaker, settled: Settled, text_of: TextOf, pilot: Pilot) -> None:
    app = make_app(lambda: GoalsScreen(pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        await driver.press("+")
        await settled(driver)
        await driver.press(*"payments", "tab", *"orders", "tab")
        await settled(driver)
        assert "missing: who answers for it" in flat(text_of(app))


def test_a_confirmed_raci_meets_the_must_have_with_its_result_as_proof(context: Context, pilot: Pilot) -> None:
    add_template(context, pilot.id, "digital", "checkout")
    for one in chart(context, pilot.id).acceptances:
        accept_role(context, pilot.id, one.role)
    assert chart(context, pilot.id).is_accepted
    confirm(context, pilot.id, "raci:raci-accepted")
    mark = next(one.mark for one in overview(context, pilot.id).must_haves if one.must_have.id == "raci-accepted")
    assert mark.met_on == context.today
    assert "accepted by 6 of 6 roles" in (mark.proof or "")


def test_what_contradicts_itself_is_a_sentence_for_the_summary(context: Context, filled: Pilot) -> None:
    dollars = replace(example.POLICIES[1], amount=MoneyEstimate.parse("540 USD"))
    replace_records(context, filled.id, POLICIES, [dollars])
    found = money_case(context, filled.id)
    assert found is not None
    assert found.a_year is None
    assert found.because is not None
    assert "EUR" in found.because
    assert "USD" in found.because


def test_two_on_call_at_once_count_as_two_people(context: Context, filled: Pilot) -> None:
    replace_records(context, filled.id, ROTAS, [Rota("buying", 5, 2)])
    found = money_case(context, filled.id)
    assert found is not None
    assert (found.people, str(found.a_year)) == (2, "56160 EUR")


def test_nothing_entered_is_no_case(context: Context, pilot: Pilot) -> None:
    assert money_case(context, pilot.id) is None
