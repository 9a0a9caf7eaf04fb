"""Many pilots: found while one types, put in order, and looked at together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver

from tests.many_pilots.filling import every_fate, fill
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.portfolio.behind import PilotsBehindScreen
from ybiyri_tui.screens.portfolio.portfolio import PortfolioScreen
from ybiyri_tui.screens.welcome.pilots import PilotsScreen
from ybiyri_tui.usecases.pilot.pilots import list_pilots, open_pilot
from ybiyri_tui.usecases.portfolio.portfolio import portfolio

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def many(context: Context) -> Context:
    """Twenty pilots, the first of which is open."""
    fill(context, 20, series=every_fate)
    open_pilot(context, 1)
    return context


async def test_a_pilot_is_found_while_one_types(
    make_app: AppMaker, many: Context, settled: Settled, text_of: TextOf
) -> None:
    wanted = list_pilots(many)[7]
    app = make_app()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("p")
        await settled(driver)
        assert "19 pilots · " in text_of(app)
        await driver.press("slash", *wanted.team[-4:])
        await settled(driver)
        assert "1 of 19 pilots" in text_of(app)
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, PilotsScreen), "the first esc leaves only the line that is typed in"
        assert "19 pilots · " in text_of(app)
        await driver.press("slash", *wanted.team[-4:], "enter")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert text_of(app).startswith(f" {wanted.name}")


async def test_the_order_turns_and_begins_at_the_top(
    make_app: AppMaker, many: Context, settled: Settled, text_of: TextOf
) -> None:
    first = min(list_pilots(many), key=lambda pilot: pilot.name)
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("p")
        await settled(driver)
        await driver.press("o")
        await settled(driver)
        assert "by name" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert text_of(app).startswith(f" {first.name}")


async def test_from_all_pilots_together_to_one_of_them(
    make_app: AppMaker, many: Context, settled: Settled, text_of: TextOf
) -> None:
    found = portfolio(many)
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("p", "P")
        await settled(driver)
        worst = found.unmet[0]
        assert f"{worst.open} of {worst.due}  {worst.must_have.title}" in text_of(app)
        await driver.press(*["down"] * sum(bool(count) for count in found.phases.values()), "enter")
        await settled(driver)
        assert isinstance(app.screen, PilotsBehindScreen)
        assert text_of(app).splitlines()[0].split() == [*worst.must_have.title.split(), str(worst.open), "pilots"]
        await driver.press("escape")
        await settled(driver)
        await driver.press("f", "home")
        await settled(driver)
        assert "in phase prepare" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert "step 1 of 5" in text_of(app)


@pytest.mark.parametrize("size", [(60, 18), pytest.param((120, 36), marks=pytest.mark.slow)])
async def test_all_teams_are_compared_beside_the_portfolio(
    make_app: AppMaker, many: Context, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("p", "P")
        await settled(driver)
        await driver.press("c")
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "Before and after over all teams 11 teams" in text
        assert "11 teams, with" in text
        assert "Alerts and unplanned work · " in text
        await driver.press("down")
        await settled(driver)
        assert "points" in text_of(app)
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, PortfolioScreen)


async def test_without_any_survey_the_reason_stands_there(
    make_app: AppMaker, context: Context, settled: Settled, text_of: TextOf
) -> None:
    fill(context, 2, series=lambda _: "none")
    open_pilot(context, 1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("p", "P")
        await settled(driver)
        await driver.press("c")
        await settled(driver)
        assert "No pilot was asked a survey yet" in text_of(app)
