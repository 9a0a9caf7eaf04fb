"""Several pilots: beside each other, started from another one's set-up, put away and taken out again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Pilot, State
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.usecases.findings.must_haves import except_must_have
from ybiyri_tui.usecases.pilot.pilots import create_pilot, list_pilots, open_pilot

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

MISSION = "developers.mission-explained"


@pytest.fixture
def two(context: Context, pilot: Pilot) -> Pilot:
    """A second pilot, with a name that is hard to show; the first one is open."""
    record_finding(context, pilot.id, MISSION, State.PARTLY)
    open_pilot(context, pilot.id)
    return create_pilot(context, name="[b]漢字[/] 👩‍💻 " + "long " * 12, team="Heron", mission="Find")


@pytest.mark.parametrize("size", SIZES)
async def test_glyphs_of_all_pilots_stand_below_each_other(
    make_app: AppMaker, two: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("p", "r")
        await settled(driver)
        lines = text_of(app).splitlines()
        numbers = next(line for line in lines if line.split()[:7] == list("1234567"))
        first = next(line for line in lines if "◐··" in line)
        second = [line for line in lines if "···  ··  ···" in line and line is not first]
        assert second, "the second pilot has a row"
        assert numbers.index("2") == first.index("··  ···")
        assert "3 of 3 must-haves open" in " ".join(text_of(app).split())
        assert "esc back" in text_of(app)


async def test_what_stops_a_pilot_and_its_exceptions_are_told(
    make_app: AppMaker, context: Context, pilot: Pilot, two: Pilot, settled: Settled, text_of: TextOf
) -> None:
    must_have = context.playbook.must_haves[0]
    soon = context.today + timedelta(days=9)
    except_must_have(context, pilot.id, must_have.id, reason="trial", person="Ana", expires_on=soon)
    app = make_app()
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        await driver.press("p", "r")
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "2 of 3 must-haves open" in text
        assert "Exception" in text
        assert "trial" in text


async def test_enter_on_a_pilot_opens_it(make_app: AppMaker, two: Pilot, settled: Settled, text_of: TextOf) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("p", "r")
        await settled(driver)
        await driver.press("down", "enter")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert text_of(app).startswith(" [b]漢字")


async def test_a_pilot_is_put_away_shown_among_the_archived_and_taken_out(
    make_app: AppMaker, context: Context, two: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("p", "down", "A", "enter")
        await settled(driver)
        assert "漢字" not in text_of(app)
        assert [pilot.name for pilot in list_pilots(context)] == ["Payments"]
        await driver.press("v")
        await settled(driver)
        assert "archived 3 Dec 2026" in text_of(app)
        await driver.press("down", "A")
        await settled(driver)
    assert len(list_pilots(context)) == 2


async def test_a_duplicate_has_the_mission_and_none_of_the_answers(
    make_app: AppMaker, context: Context, two: Pilot, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("p", "D", *"Refunds", "enter")
        await settled(driver)
    made = list_pilots(context)[-1]
    assert (made.name, made.mission) == ("Refunds", "Restore checkout in minutes")
