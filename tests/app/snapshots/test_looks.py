"""How the screens look: every one at 80×24, the main ones at 60×18 and 120×36, on the example pilot.

Behaviour is tested elsewhere; when a picture changes, look at the report, then run `make snapshots`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot as Driver
from textual.screen import Screen

from playbook.records import Pilot
from surveys.records import Label
from surveys.sealing.sealer import Sealer, pair_of
from tests.sizes import NARROW, USUAL, WIDE
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.build import build
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.welcome.welcome import WelcomeScreen
from ybiyri_tui.screens.worksheets.oncall.costs import OnCallScreen
from ybiyri_tui.screens.worksheets.plan.plan import PlanScreen
from ybiyri_tui.screens.worksheets.time.flow import FlowScreen
from ybiyri_tui.theme import LIGHT
from ybiyri_tui.usecases.pilot.pilots import choose_pilot, create_pilot, open_pilot
from ybiyri_tui.workspace.sqlite import FileWorkspace

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
SIZES = {"narrow": NARROW, "normal": USUAL, "wide": WIDE}
PICTURED = ["narrow", pytest.param("normal", marks=pytest.mark.slow), "wide"]

Settled = Callable[[Driver[None]], Awaitable[None]]
Looks = Callable[..., bool]


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pilot as it would be on a fixed day."""
    path = tmp_path_factory.mktemp("demo") / "demo.ybiyri"
    build(path, NOON)
    return path


@pytest.fixture
def demo(demo_file: Path) -> Context:
    return Context(FileWorkspace.open(demo_file), who="coach (example)", now=lambda: NOON, random=Random(3))


@pytest.fixture
def empty(context: Context) -> Pilot:
    """A pilot in which nothing has been done."""
    return open_pilot(context, create_pilot(context, name="Payments", team="Kestrel", mission="Restore in minutes").id)


@pytest.fixture
def looks(snap_compare: Callable[..., bool], settled: Settled) -> Looks:
    """Compares the picture after pressing keys with the one that is kept."""

    def compare(
        context: Context,
        *keys: str,
        size: str = "normal",
        first: Callable[[], Screen[None]] = HomeScreen,
        light: bool = False,
    ) -> bool:
        async def press(driver: Driver[None]) -> None:
            await settled(driver)
            if light:
                driver.app.theme = LIGHT.name
            for key in keys:
                await driver.press(key)
                await settled(driver)
            await settled(driver)

        return snap_compare(YbiyriApp(lambda: context, first), terminal_size=SIZES[size], run_before=press)

    return compare


@pytest.mark.parametrize("size", PICTURED)
def test_home(looks: Looks, demo: Context, size: str) -> None:
    assert looks(demo, size=size)


def test_home_in_the_light_theme(looks: Looks, demo: Context) -> None:
    assert looks(demo, light=True)


def test_home_of_a_new_pilot(looks: Looks, context: Context, empty: Pilot) -> None:
    assert looks(context)


@pytest.mark.parametrize("size", PICTURED)
def test_objection(looks: Looks, demo: Context, size: str) -> None:
    assert looks(demo, "1", size=size)


def test_must_haves(looks: Looks, demo: Context) -> None:
    assert looks(demo, "m")


@pytest.mark.parametrize("size", PICTURED)
def test_surveys(looks: Looks, demo: Context, size: str) -> None:
    assert looks(demo, "s", size=size)


@pytest.mark.parametrize("size", PICTURED)
def test_comparison(looks: Looks, demo: Context, size: str) -> None:
    assert looks(demo, "s", "v", size=size)


def test_results(looks: Looks, demo: Context) -> None:
    assert looks(demo, "s", "enter")


@pytest.mark.parametrize("size", PICTURED)
def test_kiosk_promise(
    looks: Looks, context: Context, empty: Pilot, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The fingerprint stands for the keys, too.
    monkeypatch.setattr(Sealer, "key_pair", lambda _: pair_of(bytes(range(32))))
    team = PlayedTeam(context, empty.id)
    team.open(Label.BEFORE, invited=9)
    assert looks(context, "s", "a", *["4", "7", "1", "1", "enter"] * 2, size=size)


def test_tickets(looks: Looks, demo: Context) -> None:
    assert looks(demo, "5", "t", "enter")


def test_decision_table(looks: Looks, demo: Context) -> None:
    assert looks(demo, "2", "t", "down", "enter")


def test_services(looks: Looks, demo: Context) -> None:
    assert looks(demo, "2", "t", "enter")


def test_incident_flow(looks: Looks, demo: Context) -> None:
    pilot = choose_pilot(demo, None)
    assert looks(demo, "down", first=lambda: FlowScreen(pilot))


def test_plan(looks: Looks, demo: Context) -> None:
    pilot = choose_pilot(demo, None)
    assert looks(demo, "down", "down", size="wide", first=lambda: PlanScreen(pilot))


def test_on_call_cost(looks: Looks, demo: Context) -> None:
    shown = choose_pilot(demo)
    assert looks(demo, first=lambda: OnCallScreen(shown))


def test_raci(looks: Looks, demo: Context) -> None:
    assert looks(demo, "3", "t", "enter")


@pytest.mark.parametrize("size", PICTURED)
def test_summary(looks: Looks, demo: Context, size: str) -> None:
    assert looks(demo, "r", size=size)


def test_pilots(looks: Looks, demo: Context) -> None:
    assert looks(demo, "p")


def test_welcome(looks: Looks, context: Context) -> None:
    assert looks(context, first=lambda: WelcomeScreen(Path("workspace.ybiyri")))


def test_help(looks: Looks, demo: Context) -> None:
    assert looks(demo, "question_mark")
