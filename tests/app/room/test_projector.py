"""One question at a time on the projector."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Grade, Pilot, Voice
from playbook.room.notes import NoteKind
from playbook.store import history
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.workshop.door import DoorScreen
from ybiyri_tui.screens.workshop.follow import FollowScreen
from ybiyri_tui.screens.workshop.hands import HandsScreen, hands_in
from ybiyri_tui.screens.workshop.question import QuestionScreen
from ybiyri_tui.screens.workshop.read_back import ReadBackScreen
from ybiyri_tui.screens.workshop.workshop import WorkshopScreen
from ybiyri_tui.usecases.room.noting import take_note
from ybiyri_tui.usecases.room.room_page import Room, read_room

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

WIDE = "顧客が夜に払えない 🦊👩‍👩‍👧 שלום עולם مرحبا"


def flat(text: str) -> str:
    return " ".join(text.split())


def answer_of(context: Context, pilot: Pilot, question_id: str) -> dict[Voice, Grade]:
    line = read_room(context, pilot.id).question(question_id)
    assert line is not None
    return {found.voice: found.grade for found in line.answer.findings}


@pytest.mark.usefixtures("begun")
async def test_the_projector_never_shows_how_to_ask_and_the_scribe_does(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    line = read_room(context, pilot.id).current
    assert line is not None
    how = flat(line.question.facilitate)[:30]
    projector, scribe = make_app(lambda: QuestionScreen(pilot)), make_app(FollowScreen)
    async with projector.run_test(size=(120, 36)) as driver:
        await settled(driver)
        assert how not in flat(text_of(projector))
    async with scribe.run_test(size=(120, 36)) as driver:
        await settled(driver)
        assert how in flat(text_of(scribe))


@pytest.mark.usefixtures("begun")
async def test_an_answer_that_cannot_be_written_is_taken_off_the_wall(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)

        def refuse(*_: object, **__: object) -> None:
            raise ProgramError("The disk is full.")

        monkeypatch.setattr("ybiyri_tui.usecases.findings.answering.change_answer", refuse)
        await driver.press("y")
        await settled(driver)
        assert "team  · not asked" in text_of(app)
        assert any(told.message == "The disk is full." for told in app._notifications)


@pytest.mark.usefixtures("begun")
async def test_operations_answer_from_a_menu_and_a_slip_is_taken_back(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("v", "2", "2")
        await settled(driver)
        assert "operations (incident managers) ◐ partly" in flat(text_of(app))
        assert answer_of(context, pilot, "accountability.explained-shift") == {Voice.OPERATIONS: Grade.PARTLY}
        await driver.press("n", "full_stop")
        await settled(driver)
        assert answer_of(context, pilot, "accountability.explained-shift") == {Voice.OPERATIONS: Grade.PARTLY}


@pytest.mark.usefixtures("begun")
async def test_raised_hands_are_drawn_and_stored_nowhere(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    before = Path(context.workspace.name).read_bytes()
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("h")
        await settled(driver)
        assert isinstance(app.screen, HandsScreen)
        await driver.press(*"7 3 2")
        await settled(driver)
        assert "7 of 12" in text_of(app)
        assert "not a survey" in flat(text_of(app))
        await driver.press("escape")
        await settled(driver)
        assert app.drafts == {}
    assert Path(context.workspace.name).read_bytes() == before


@pytest.mark.parametrize(("typed", "hands"), [("", (0, 0, 0)), ("3", (3, 0, 0)), ("1 2 3 4", (1, 2, 3))])
def test_what_was_typed_counts_as_hands(typed: str, hands: tuple[int, ...]) -> None:
    assert hands_in(typed) == hands


@pytest.mark.usefixtures("begun")
async def test_the_time_waits_until_it_is_started_and_a_minute_can_be_added(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "06:40" in text_of(app)
        assert " paused " in text_of(app)
        await driver.press("space")
        await settled(driver)
        assert " paused " not in text_of(app)
        await driver.press("plus")
        await settled(driver)
        assert "07:40" in text_of(app)
    workshop = read_room(context, pilot.id).workshop
    assert workshop is not None
    assert workshop.timer.runs


@pytest.mark.parametrize("size", SIZES)
async def test_wide_and_right_to_left_text_breaks_no_line(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, size: tuple[int, int], begun: Room
) -> None:
    question = "accountability.explained-shift"
    for kind in NoteKind:
        take_note(context, pilot.id, WIDE * 4, kind=kind, owner=WIDE, may_leave=True, question_id=question)
    for first in (QuestionScreen, ReadBackScreen, DoorScreen, WorkshopScreen, lambda _: FollowScreen()):
        app = make_app(lambda first=first: first(pilot))
        async with app.run_test(size=size) as driver:
            await settled(driver)
            strips = app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}


@pytest.mark.usefixtures("begun")
async def test_the_projector_says_everything_without_colour(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("YBIYRI_ASCII", "1")
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("n", "P")
        await settled(driver)
        shown = text_of(app)
        assert "team  n no" in shown
        assert "leaders  p partly" in shown
        assert "3/7 Nobody will be accountable" in shown
        assert not set(shown) & set("━─✓○◐✗→←")


@pytest.mark.usefixtures("begun")
async def test_undo_takes_back_what_was_done_on_the_projector(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("n")
        await settled(driver)
        await driver.press("u")
        await settled(driver)
    assert answer_of(context, pilot, "accountability.explained-shift") == {}
    found = context.workspace.read(lambda session: history.changes(session, pilot.id, kind="answer"))
    assert len(found) == 2
