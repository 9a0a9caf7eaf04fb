"""The first run: nothing is written before a pilot is created, and what was typed stays until it is."""

from __future__ import annotations

import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from tests.sizes import SIZES
from ybiyri_tui import paths
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen
from ybiyri_tui.screens.welcome.welcome import WelcomeScreen
from ybiyri_tui.usecases.pilot.pilots import list_pilots
from ybiyri_tui.workspace.sqlite import FileWorkspace

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "first.ybiyri"


@pytest.fixture
def app(workspace_path: Path) -> YbiyriApp:
    def nothing_yet() -> Context:
        raise ProgramError("There is no workspace yet.")

    return YbiyriApp(nothing_yet, lambda: WelcomeScreen(workspace_path))


async def fill(driver: Driver[None], **typed: str) -> None:
    for field, text in typed.items():
        driver.app.screen.query_one(f"#{field}", Input).value = text
    await driver.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_what_this_is_where_things_are_kept_and_how_to_begin(
    app: YbiyriApp, workspace_path: Path, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "Take one team through You Build It You Run It" in text
        assert str(workspace_path) in text.replace(" ", "")
        assert "Create a pilot" in text
        assert "Look at an example first" in text
    assert not workspace_path.parent.exists()


async def test_the_form_creates_workspace_and_pilot_and_goes_home(
    app: YbiyriApp, workspace_path: Path, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter", *"Pay", "enter", *"Kestrel", "enter", *"Mend fast", "enter")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert "Pay · Kestrel" in text_of(app)
        assert "This is the right service" in text_of(app)
    context = Context(FileWorkspace.open(workspace_path))
    assert [(pilot.name, pilot.team, pilot.mission) for pilot in list_pilots(context)] == [
        ("Pay", "Kestrel", "Mend fast")
    ]
    assert stat.S_IMODE(workspace_path.stat().st_mode) == 0o600


@pytest.mark.parametrize("size", SIZES)
async def test_every_mistake_stands_beside_its_field_and_what_was_typed_stays(
    app: YbiyriApp, workspace_path: Path, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("n")
        await fill(driver, name="", team="T" * 81, mission="m" * 501)
        await driver.press("up", "enter")
        assert isinstance(app.screen, NewPilotScreen)
        app.screen.action_create()
        await settled(driver)
        text = text_of(app)
        lines = text.splitlines()
        for label, problem in (
            ("Name of the pilot", "A pilot needs a name."),
            ("Team", "The team is 81 characters long; at most 80 fit."),
            ("Mission, in one line", "The mission is 501 characters long; at most 500 fit."),
        ):
            at = next(y for y, line in enumerate(lines) if line.strip() == label)
            assert problem in lines[at + 2]
        assert app.screen.query_one("#mission", Input).value == "m" * 501
        assert app.focused is app.screen.query_one("#name", Input), "the first mistake is where the cursor is"
    assert not workspace_path.exists()


async def test_a_mistake_is_gone_as_soon_as_the_field_is_changed(
    app: YbiyriApp, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("n")
        assert isinstance(app.screen, NewPilotScreen)
        app.screen.action_create()
        await settled(driver)
        assert "A pilot needs a name." in text_of(app)
        await driver.press("P")
        await settled(driver)
        assert "A pilot needs a name." not in text_of(app)
        assert "A pilot needs a team." in text_of(app)


async def test_what_was_typed_is_there_when_the_form_is_opened_again(app: YbiyriApp, settled: Settled) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("n", *"Pay", "tab", *"Kes", "escape")
        await settled(driver)
        assert isinstance(app.screen, WelcomeScreen)
        await driver.press("n")
        await settled(driver)
        assert app.screen.query_one("#name", Input).value == "Pay"
        assert app.screen.query_one("#team", Input).value == "Kes"


async def test_a_place_that_cannot_be_written_is_told_and_the_form_stays(
    app: YbiyriApp, workspace_path: Path, settled: Settled
) -> None:
    workspace_path.parent.write_text("a file where the folder should be", encoding="utf-8")
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await driver.press("n")
        await fill(driver, name="Pay", team="Kestrel", mission="Mend fast")
        assert isinstance(app.screen, NewPilotScreen)
        app.screen.action_create()
        await settled(driver)
        (told,) = app._notifications
        assert "is a file, not a folder" in told.message
        assert isinstance(app.screen, NewPilotScreen)
        assert app.screen.query_one("#mission", Input).value == "Mend fast"
        workspace_path.parent.unlink()
        app.screen.action_create()
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)


async def test_d_opens_the_example_in_a_file_of_its_own(
    app: YbiyriApp, workspace_path: Path, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("d")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)
        assert "Example" in text_of(app).splitlines()[0]
    assert paths.demo_workspace().exists()
    assert not workspace_path.exists()


async def test_hostile_text_in_the_mission_is_kept_and_shown_as_text(
    app: YbiyriApp, settled: Settled, text_of: TextOf
) -> None:
    mission = "[bold red]規模[/] ההחלטה [@click=app.quit]x[/]"
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("n")
        await fill(driver, name="[/]", team="[b]👩‍👩‍👧"[:4] + "規模", mission=mission)
        assert isinstance(app.screen, NewPilotScreen)
        app.screen.action_create()
        await settled(driver)
        assert text_of(app).splitlines()[0].startswith(" [/] · [b]")
        await driver.press("p")
        await settled(driver)
        shown = "".join(text_of(app).split())
        assert "[boldred]規模[/]ההחלטה[@click=app.quit]x[/]" in shown
        for strip in app.screen._compositor.render_strips():
            assert strip.cell_length == 60
