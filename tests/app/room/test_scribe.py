"""Writing down, on the projector and on the scribe's screen, in step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Grade, Pilot, Voice
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.workshop.follow import FollowScreen
from ybiyri_tui.screens.workshop.question import QuestionScreen
from ybiyri_tui.screens.workshop.read_back import ReadBackScreen
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


async def look(driver: Driver[None], settled: Settled) -> None:
    """What the clock does twice a second; in the screen's own task, because a test runs in that of the last app."""
    screen = driver.app.screen
    assert isinstance(screen, (QuestionScreen, FollowScreen, ReadBackScreen))
    screen.call_later(screen._look)
    await settled(driver)


def answer_of(context: Context, pilot: Pilot, question_id: str) -> dict[Voice, Grade]:
    line = read_room(context, pilot.id).question(question_id)
    assert line is not None
    return {found.voice: found.grade for found in line.answer.findings}


@pytest.mark.usefixtures("begun")
async def test_two_terminals_stay_in_step(
    make_app: AppMaker, make_context: Callable[..., Context], pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    first = make_app(lambda: QuestionScreen(pilot))
    second = make_app(FollowScreen, on=make_context(who="scribe"))
    async with first.run_test(size=(60, 18)) as left, second.run_test(size=(80, 24)) as right:
        await settled(left)
        await settled(right)
        await left.press("p", "right")
        await settled(left)
        await look(right, settled)
        assert "question 2 of 3" in text_of(second)
        await right.press("c")
        await settled(right)
        await left.press("right")
        await settled(left)
        await look(right, settled)
        await write(right, settled, "typed while the room went on")
        await write(right, settled, "and the next")
        await right.press("escape")
        await settled(right)
        await look(left, settled)
        assert "2 stay in this room" in flat(text_of(first))
        assert "question 3 of 3" in text_of(second)
    notes = read_room(make_context(), pilot.id).notes
    assert [note.question_id for note in notes] == [
        "accountability.goals-linked",
        "accountability.delegation-encouraged",
    ]


@pytest.mark.usefixtures("begun")
async def test_what_was_typed_is_there_again_in_the_next_terminal(
    make_app: AppMaker, make_context: Callable[..., Context], pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    first = make_app(lambda: QuestionScreen(pilot))
    async with first.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("c", *"half a")
    again = make_app(lambda: QuestionScreen(pilot), on=make_context())
    async with again.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "not saved yet: a note" in text_of(again)
        await driver.press("c")
        await settled(driver)
        assert again.screen.query_one(Input).value == "half a"
        await driver.press("enter")
        await settled(driver)
        assert "not saved yet" not in text_of(again)
    assert [note.text for note in read_room(make_context(), pilot.id).notes] == ["half a"]


@pytest.mark.usefixtures("begun")
async def test_a_line_left_with_escape_keeps_its_text_and_saves_nothing(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("k", *"who pays", "escape")
        await settled(driver)
        assert "not saved yet: a parked line" in text_of(app)
        assert read_room(context, pilot.id).notes == ()
        await driver.press("y")
        await settled(driver)
        assert answer_of(context, pilot, "accountability.explained-shift") == {Voice.TEAM: Grade.WORD_ONLY}


@pytest.mark.usefixtures("begun")
async def test_letters_typed_into_the_line_record_nothing(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("c", *"ynpYNP=+[]", "pagedown", "enter")
        await settled(driver)
    room = read_room(context, pilot.id)
    assert [note.text for note in room.notes] == ["ynpYNP=+[]"]
    assert answer_of(context, pilot, "accountability.explained-shift") == {}
    assert room.workshop is not None
    assert room.workshop.position == 0


@pytest.mark.usefixtures("begun")
async def test_a_promise_is_what_was_raised_and_what_is_promised(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("m")
        await settled(driver)
        for text in ("nights are not paid", "pay is agreed", "HR", "+14"):
            await write(driver, settled, text)
    (made,) = read_room(context, pilot.id).promises
    assert (made.raised, made.promise, made.owner) == ("nights are not paid", "pay is agreed", "HR")
    assert (made.due_on - context.today).days == 14 if made.due_on else False


@pytest.mark.parametrize("size", SIZES)
async def test_before_a_workshop_the_scribe_reads_the_run_sheet(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(FollowScreen)
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "No workshop is under way" in flat(text_of(app))
        assert "10 min" in text_of(app)
        await driver.press("c")
        await settled(driver)
        assert not app.screen.query_one("#capture").has_class("-open")
