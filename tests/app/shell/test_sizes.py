"""From 60×16 on everything can be used; below it one sentence replaces the screen and goes away by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot as Driver
from textual.screen import Screen
from textual.widgets import Input

from playbook.records import Pilot
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.home.must_haves import MustHavesScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.screens.too_small import TooSmallScreen
from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen
from ybiyri_tui.screens.welcome.pilots import PilotsScreen
from ybiyri_tui.widgets.key_line import KeyLine, keys_of

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

SENTENCE = "ybiyri needs a terminal of at least 60 × 16; please enlarge it."


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (20, 5)])
async def test_a_terminal_that_is_too_small_from_the_start_gets_one_sentence_and_then_the_screen(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert isinstance(app.screen, TooSmallScreen)
        assert " ".join(text_of(app).split()) == SENTENCE
        await driver.resize_terminal(80, 24)
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert "This is the right service" in text_of(app)


async def test_shrinking_and_growing_keeps_what_was_being_typed(
    make_app: AppMaker, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("o", *"Jo")
        await settled(driver)
        await driver.resize_terminal(50, 24)
        await settled(driver)
        assert isinstance(app.screen, TooSmallScreen)
        await driver.press("x", "enter")
        await driver.resize_terminal(60, 16)
        await settled(driver)
        assert isinstance(app.screen, AskScreen)
        assert app.screen.query_one(Input).value == "Jo"


async def test_a_screen_that_opens_above_the_sentence_does_not_keep_it_for_ever(
    make_app: AppMaker, pilot: Pilot, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(50, 10)) as driver:
        await settled(driver)
        await app.push_screen(PilotsScreen())
        await driver.resize_terminal(80, 24)
        await settled(driver)
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)


SCREENS: dict[str, Callable[[Pilot], Screen[Any]]] = {
    "home": lambda pilot: HomeScreen(),
    "objection": lambda pilot: ObjectionScreen(pilot, "developers"),
    "must-haves": MustHavesScreen,
    "pilots": lambda pilot: PilotsScreen(),
    "new-pilot": lambda pilot: NewPilotScreen(),
}


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_no_key_is_cut_off_and_nothing_is_wider_than_the_terminal(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, name: str, size: tuple[int, int]
) -> None:
    app = make_app(lambda: SCREENS[name](pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        key_line = app.screen.query_one(KeyLine)
        shown = "\n".join(text_of(app).splitlines()[-key_line.size.height :])
        for key, what in keys_of(app.screen):
            assert f"{key} {what}" in shown
        assert key_line.size.height <= 3
        assert not app.screen.show_horizontal_scrollbar
        assert app.screen.max_scroll_x == 0
        assert app.screen.max_scroll_y == 0


@pytest.mark.parametrize("name", ["home", "objection", "must-haves"])
async def test_a_screen_follows_the_terminal_when_it_is_resized(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, name: str
) -> None:
    pictures = {}
    for size in ((60, 18), (80, 24), (120, 36)):
        app = make_app(lambda: SCREENS[name](pilot))
        async with app.run_test(size=size) as driver:
            await settled(driver)
            pictures[size] = text_of(app)
    app = make_app(lambda: SCREENS[name](pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        for size in ((60, 18), (80, 24), (120, 36)):
            await driver.resize_terminal(*size)
            await settled(driver)
            assert text_of(app) == pictures[size]
