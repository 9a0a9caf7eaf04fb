"""What was changed, in words; undo and redo from any screen; progress as a picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Grade, Pilot, State
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.history.history import HistoryScreen
from ybiyri_tui.screens.history.progress import ProgressScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings.answering import change_answer, record_finding
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.room.noting import take_note

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

MISSION = "developers.mission-explained"


def told(app: YbiyriApp) -> str:
    """What was notified."""
    return "\n".join(notification.message for notification in app._notifications)


def grade(context: Context, pilot: Pilot) -> Grade:
    return overview(context, pilot.id).objections[0].questions[0].answer.grade


@pytest.mark.parametrize("size", SIZES)
async def test_changes_are_told_in_words_newest_first_and_notes_without_theirs(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    record_finding(context, pilot.id, MISSION, State.PARTLY)
    take_note(context, pilot.id, "Unspeakable")
    app = make_app(lambda: HistoryScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "3 Dec 2026 note 1: added 12:00 coach Have you explained the mission" in text
        assert "team: not asked → partly" in text
        assert "u takes back: note 1: added" in text
        assert "Unspeakable" not in text


async def test_enter_opens_what_was_changed(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    record_finding(context, pilot.id, MISSION, State.PARTLY)
    app = make_app(lambda: HistoryScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, ObjectionScreen)


async def test_only_changes_from_a_day_on_and_those_taken_back_if_wanted(
    make_app: AppMaker,
    make_context: Callable[..., Context],
    context: Context,
    pilot: Pilot,
    settled: Settled,
    text_of: TextOf,
) -> None:
    record_finding(make_context(context.now() - timedelta(days=5)), pilot.id, MISSION, State.NO)
    record_finding(context, pilot.id, MISSION, State.PARTLY)
    app = make_app(lambda: HistoryScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "28 Nov 2026" in text_of(app)
        await driver.press("d", *"2026-12-01", "enter")
        await settled(driver)
        assert "28 Nov 2026" not in text_of(app)
        await driver.press("u")
        await settled(driver)
        assert "no → partly" not in text_of(app)
        await driver.press("b")
        await settled(driver)
        assert "taken back:" in text_of(app)


async def test_progress_has_one_glyph_a_question_on_every_day(
    make_app: AppMaker,
    make_context: Callable[..., Context],
    context: Context,
    pilot: Pilot,
    settled: Settled,
    text_of: TextOf,
) -> None:
    record_finding(make_context(context.now() - timedelta(days=5)), pilot.id, MISSION, State.NO)
    record_finding(context, pilot.id, MISSION, State.YES, proofs=["minutes"])
    app = make_app(lambda: HistoryScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("g")
        await settled(driver)
        assert isinstance(app.screen, ProgressScreen)
        text = text_of(app)
        assert "✗" + "·" * 19 in text
        assert "✓" + "·" * 19 in text
        assert text.index("28 Nov") < text.index("3 Dec")


async def test_an_answer_is_taken_back_on_its_own_screen_and_on_home(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("1", "n", "p")
        await settled(driver)
        await driver.press("u")
        await settled(driver)
        assert grade(context, pilot) is Grade.NO
        assert "Taken back: Have you explained the mission" in told(app)
        await driver.press("escape", "u")
        await settled(driver)
        assert grade(context, pilot) is Grade.NOT_ASKED
        await driver.press("ctrl+r", "U")
        await settled(driver)
        assert grade(context, pilot) is Grade.PARTLY
        await driver.press("u", "u", "u")
        await settled(driver)
        assert "There is nothing of yours to take back." in told(app)


async def test_what_somebody_else_changed_since_stays_and_the_next_press_goes_on_before_it(
    make_app: AppMaker, make_context: Callable[..., Context], context: Context, pilot: Pilot, settled: Settled
) -> None:
    other = make_context(who="scribe")
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("1", "n", "down", "n")
        await settled(driver)
        second = overview(context, pilot.id).objections[0].questions[1].question_id
        change_answer(other, pilot.id, second, lambda answer: answer.with_owner("Ana"))
        await driver.press("u")
        await settled(driver)
        assert "changed elsewhere" in told(app)
        assert grade(context, pilot) is Grade.NO
        await driver.press("u")
        await settled(driver)
        assert grade(context, pilot) is Grade.NOT_ASKED
    kept = overview(context, pilot.id).objections[0].questions[1].answer
    assert (kept.grade, kept.owner) == (Grade.NO, "Ana")


async def test_asked_but_not_accepted_is_said_beside_the_owner(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("1", "c")
        await settled(driver)
        assert "Nobody was asked yet" in told(app)
        await driver.press("o", *"Jo", "enter", "c", "2")
        await settled(driver)
        assert "Jo, asked, not accepted" in text_of(app)
    assert overview(context, pilot.id).objections[0].questions[0].answer.accepted is False
