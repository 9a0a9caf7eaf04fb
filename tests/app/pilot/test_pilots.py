"""Choosing between pilots, and creating another."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen
from ybiyri_tui.screens.welcome.pilots import PilotsScreen
from ybiyri_tui.usecases.pilot.listing import pilot_lines
from ybiyri_tui.usecases.pilot.pilots import create_pilot, current_pilot, open_pilot

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def two(context: Context) -> list[int]:
    """Two pilots, none of which was opened."""
    return [
        create_pilot(context, name=name, team=f"Team {name}", mission=f"Mission of {name}").id
        for name in ("Payments", "Search")
    ]


async def test_without_any_pilot_home_asks_for_one(
    make_app: AppMaker, context: Context, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert isinstance(app.screen, NewPilotScreen)
        await driver.press("escape")
        await settled(driver)
        assert "There is no pilot in this file yet; n creates one." in text_of(app)
        await driver.press("n", *"Pay", "enter", *"Kestrel", "enter", *"Mend", "enter")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert "Pay · Kestrel" in text_of(app)
    current = current_pilot(context)
    assert current is not None
    assert current.name == "Pay"


async def test_several_pilots_none_of_which_was_opened_are_offered_instead_of_an_error(
    make_app: AppMaker, context: Context, two: list[int], settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert isinstance(app.screen, PilotsScreen)
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, PilotsScreen), "there is nothing to go back to yet"
        await driver.press("down", "enter")
        await settled(driver)
        assert text_of(app).startswith(" Search · Team Search")
    current = current_pilot(context)
    assert current is not None
    assert current.id == two[1], "it is the one that the next start and commands use"


@pytest.mark.parametrize("size", SIZES)
async def test_each_pilot_shows_team_phase_and_must_haves(
    make_app: AppMaker, context: Context, two: list[int], settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    open_pilot(context, two[0])
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("p")
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "Payments open now Team Payments · step 1 of 5, prepare · 3 of 3 must-haves open" in text
        assert "Mission of Search" in text
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)


async def test_switching_to_another_pilot_changes_home(
    make_app: AppMaker, context: Context, two: list[int], settled: Settled, text_of: TextOf
) -> None:
    open_pilot(context, two[0])
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert text_of(app).startswith(" Payments")
        await driver.press("p", "down", "enter")
        await settled(driver)
        assert text_of(app).startswith(" Search")
        await driver.press("1", "y")
        await settled(driver)
    assert [line.is_current for line in pilot_lines(context)] == [False, True]


async def test_a_name_that_is_taken_is_told_beside_the_name(
    make_app: AppMaker, context: Context, two: list[int], settled: Settled, text_of: TextOf
) -> None:
    open_pilot(context, two[0])
    app = make_app()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("p", "n")
        await settled(driver)
        await driver.press(*"Search", "enter", *"T", "enter", *"M", "enter")
        await settled(driver)
        assert "There is already a pilot named 'Search'" in text_of(app)
        assert app.focused is app.screen.query_one("#name", Input)
        assert app.screen.query_one("#mission", Input).value == "M"
        await driver.press("end", *" 2", "enter", "enter", "enter")
        await settled(driver)
        assert text_of(app).startswith(" Search 2")
