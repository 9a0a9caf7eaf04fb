"""`?` explains every screen and lists all its keys; the palette offers what can be done on it now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot as Driver
from textual.screen import Screen

from playbook.records import Pilot, State
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.help import HelpScreen
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.home.must_haves import MustHavesScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.screens.objection.practices import PracticesScreen
from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen
from ybiyri_tui.screens.welcome.pilots import PilotsScreen
from ybiyri_tui.screens.welcome.welcome import WelcomeScreen
from ybiyri_tui.theme import DARK, LIGHT
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.widgets.key_line import keys_of

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

SCREENS: dict[str, Callable[[Pilot, Context], Screen[Any]]] = {
    "home": lambda pilot, context: HomeScreen(),
    "objection": lambda pilot, context: ObjectionScreen(pilot, "developers"),
    "practices": lambda pilot, context: PracticesScreen(context.playbook.objections[0], context.playbook.benchmarks),
    "must-haves": lambda pilot, context: MustHavesScreen(pilot),
    "pilots": lambda pilot, context: PilotsScreen(),
    "new-pilot": lambda pilot, context: NewPilotScreen(),
    "welcome": lambda pilot, context: WelcomeScreen(Path("somewhere.ybiyri")),
}


def inside(app: YbiyriApp, selector: str) -> str:
    """What one widget shows, as text."""
    region = app.screen.query_one(selector).region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    return "\n".join(strip.crop(region.x, region.right).text for strip in strips)


@pytest.mark.parametrize("name", SCREENS)
async def test_help_explains_the_screen_and_lists_every_key(
    make_app: AppMaker,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    name: str,
) -> None:
    app = make_app(lambda: SCREENS[name](pilot, context))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        explained: Screen[Any] = app.screen
        keys = keys_of(explained, hidden=True)
        await driver.press("f1" if name == "new-pilot" else "question_mark")
        await settled(driver)
        assert isinstance(app.screen, HelpScreen)
        seen = ""
        for _ in range(12):
            page = inside(app, "#help")
            if seen.endswith(page):
                break
            seen += page
            await driver.press("pagedown")
            await settled(driver)
        words = " ".join(seen.split())
        help_text = str(getattr(explained, "HELP", ""))
        first_sentence = " ".join(help_text.split(".")[0].split("{")[0].split())
        assert first_sentence
        assert first_sentence in words
        for key, what in keys:
            assert f"{key} {what}" in words
        await driver.press("escape")
        await settled(driver)
        assert app.screen is explained


def palette(app: YbiyriApp) -> list[str]:
    return [command.title for command in app.get_system_commands(app.screen)]


async def test_the_palette_offers_what_the_screen_can_do_now(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "Team: yes" in palette(app)
        assert "Add proof: a text or a link" in palette(app)
        assert "Remove proof" not in palette(app), "there is none yet"
        answering.record_finding(context, pilot.id, "developers.mission-explained", State.YES, proofs=["seen"])
        app.screen.reload()  # type: ignore[attr-defined]
        await settled(driver)
        assert "Remove proof" in palette(app)
        assert len(palette(app)) == len(set(palette(app)))


async def test_a_command_of_the_palette_does_what_its_key_does(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("ctrl+p")
        await settled(driver)
        await driver.press(*"must-haves")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, MustHavesScreen)


async def test_the_theme_changes_between_dark_and_light(make_app: AppMaker, pilot: Pilot, settled: Settled) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert app.theme == DARK.name
        await driver.press("ctrl+t")
        assert app.theme == LIGHT.name
        await driver.press("ctrl+t")
        assert app.theme == DARK.name
