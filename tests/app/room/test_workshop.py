"""A workshop from its pages to the door."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Pilot
from playbook.room.workshop import WorkshopState
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.workshop.check_room import CheckRoomScreen
from ybiyri_tui.screens.workshop.choosing import ChoosingScreen
from ybiyri_tui.screens.workshop.door import DoorScreen
from ybiyri_tui.screens.workshop.page import PageScreen, RunSheetScreen
from ybiyri_tui.screens.workshop.question import QuestionScreen
from ybiyri_tui.screens.workshop.read_back import ReadBackScreen
from ybiyri_tui.screens.workshop.workshop import PAGES, WorkshopScreen
from ybiyri_tui.usecases.room.noting import take_note
from ybiyri_tui.usecases.room.room_page import read_room

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


def flat(text: str) -> str:
    return " ".join(text.split())


async def write(driver: Driver[None], settled: Settled, text: str) -> None:
    """Types into the line at the bottom and hands it in."""
    driver.app.screen.query_one(Input).value = text
    await driver.press("enter")
    await settled(driver)


@pytest.mark.parametrize("size", SIZES)
async def test_a_workshop_from_the_dots_to_the_door(
    make_app: AppMaker,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    text_of: TextOf,
    size: tuple[int, int],
    tmp_path: Path,
) -> None:
    app = make_app(lambda: WorkshopScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "not begun" in text_of(app)
        await driver.press("end", "up", "up", "up", "enter")
        await settled(driver)
        assert isinstance(app.screen, ChoosingScreen)
        await driver.press("down", "down", "5", "down", "down", "1", "2")
        await settled(driver)
        assert "17 dots counted" in flat(text_of(app))
        assert "[1] 5" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, QuestionScreen)
        assert "HAVE WE" in text_of(app)
        await driver.press("n", "Y")
        await settled(driver)
        assert "You differ. What would the team need to see?" in flat(text_of(app))
        await driver.press("a")
        await settled(driver)
        await write(driver, settled, "print the goal")
        await write(driver, settled, "Head of Product")
        await write(driver, settled, "+7")
        await write(driver, settled, "n")
        assert "Head of Product · 10 Dec · asked, not accepted" in flat(text_of(app))
        await driver.press("C")
        await settled(driver)
        await write(driver, settled, "fine to tell")
        await driver.press("c")
        await settled(driver)
        await write(driver, settled, "stays here")
        assert "1 stays in this room · 1 may leave" in flat(text_of(app))
        for _ in range(7):
            await driver.press("right")
            await settled(driver)
        assert isinstance(app.screen, ReadBackScreen)
        assert "fine to tell" in text_of(app)
        assert "stays here" not in text_of(app)
        await driver.press("w")
        await settled(driver)
        assert isinstance(app.screen, DoorScreen)
        await driver.press("e")
        await settled(driver)
        await write(driver, settled, str(tmp_path))
        files = sorted(path.name for path in tmp_path.glob("*-workshop-*"))
        assert [name.rpartition("-")[2] for name in files] == ["actions.csv", "notes.md"]
        assert "stays here" not in (tmp_path / files[1]).read_text(encoding="utf-8")
        await driver.press("o", "enter")
        await settled(driver)
    workshop = read_room(context, pilot.id).workshop
    assert workshop is not None
    assert workshop.state is WorkshopState.OVER


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
async def test_every_page_before_a_workshop_is_shown_within_its_lines(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int], name: str
) -> None:
    screens = {"check-room": CheckRoomScreen, "run-sheet": RunSheetScreen}
    app = make_app(lambda: screens[name](pilot) if name in screens else PageScreen(pilot, name))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        shown = text_of(app).splitlines()
        assert len([line for line in shown if line]) > 5
        assert max(map(len, shown)) <= size[0]


async def test_a_page_is_written_to_a_file_and_replaces_none(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    app = make_app(lambda: PageScreen(pilot, "invitation"))
    target = tmp_path / "invitation.html"
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        for _ in range(2):
            await driver.press("e")
            await settled(driver)
            await write(driver, settled, str(target))
        assert "Written to" in text_of(app)
        assert any("exists already" in told.message for told in app._notifications)
    assert "Team Kestrel" in target.read_text(encoding="utf-8")


async def test_the_run_sheet_is_written_but_never_on_the_wall(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    coach = context.workshop.agenda.steps[0].coach.split(".")[0]
    app = make_app(lambda: RunSheetScreen(pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        assert coach not in flat(text_of(app))


@pytest.mark.usefixtures("begun")
async def test_the_room_lets_a_note_leave_and_strikes_another(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    take_note(context, pilot.id, "first")
    take_note(context, pilot.id, "second")
    app = make_app(lambda: ReadBackScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "2 lines stay in this room" in flat(text_of(app))
        await driver.press("s")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        await driver.press("down", "x")
        await settled(driver)
        assert "1 may leave · 0 stay" in flat(text_of(app))
    notes = read_room(context, pilot.id).notes
    assert [(note.text, note.may_leave) for note in notes] == [("first", True)]
