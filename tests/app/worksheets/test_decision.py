"""The decision table on its screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from playbook.money import Money
from playbook.records import Pilot
from playbook.worksheets.services.service import SERVICES, Demand, Service
from playbook.worksheets.services.table import Exposure
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.worksheets.services.decision import DecisionScreen
from ybiyri_tui.usecases.worksheets.services.deciding import decision_view
from ybiyri_tui.usecases.worksheets.sheets import replace_records

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Any], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def portfolio(context: Context, pilot: Pilot) -> None:
    rows = (("ecommerce-platform", "810K", "low"), ("appointments", "6K", "high"), ("bedroom", "200K", "very_high"))
    services = [Service(name, Money.parse(f"{lost} EUR"), Demand(demand)) for name, lost, demand in rows]
    replace_records(context, pilot.id, SERVICES, services)


@pytest.mark.usefixtures("portfolio")
async def test_dots_move_while_a_limit_is_typed_and_stay_once_it_is_saved(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: DecisionScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "1 critical · 1 important · 1 unimportant" in text_of(app)
        await driver.press("down", *["left"] * 4)
        assert "an example's" in text_of(app)
        await driver.press(*"150K")
        assert "2 critical · 1 unimportant" in text_of(app)
        assert not decision_view(context, pilot.id).has_own_bands
        await driver.press("escape")
        assert "1 critical · 1 important" in text_of(app)
        await driver.press(*"150K", "enter")
        await settled(driver)
        assert "2 critical · 1 unimportant" in text_of(app)
        assert decision_view(context, pilot.id).portfolio.bands[Exposure.MEDIUM] == 0
        await driver.press("u")
        await settled(driver)
        assert "1 critical · 1 important" in text_of(app)
        await driver.press("up", *"5K", "enter")
        assert "must be above 7000" in text_of(app)


@pytest.mark.usefixtures("portfolio")
async def test_a_service_explains_itself_and_becomes_the_pilots(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: DecisionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "ecommerce-platform → stay with operations" in text_of(app)
        await driver.press("down", "right", "right", "right")
        await driver.pause()
        assert "bedroom → build it and run it" in text_of(app)
        await driver.press("c")
        await settled(driver)
        await driver.press("e", *["backspace"] * 4, *"99.5", "enter")
        await driver.pause()
        await driver.press("3")
        await settled(driver)
        await driver.press("a", *"Jo", "enter")
        await driver.pause()
        await driver.press("1")
        await settled(driver)
    chosen = decision_view(context, pilot.id)
    assert (chosen.choice.service, chosen.choice.agreed_by, chosen.choice.has_customers) == ("bedroom", "Jo", True)
    assert chosen.chosen
    assert chosen.chosen.out_of_hours == "team"
    assert str(chosen.chosen.availability_target) == "99.5"


async def test_without_services_it_says_where_they_come_from(
    make_app: AppMaker, settled: Settled, text_of: TextOf, pilot: Pilot
) -> None:
    app = make_app(lambda: DecisionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "No services yet. t opens their table" in text_of(app)
