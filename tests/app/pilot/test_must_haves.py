"""Must-haves decide: what stops a phase is met with a word on what was seen, and only then the pilot moves on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.widgets import Input

from playbook.errors import ChangedElsewhere
from playbook.records import MustHaveMark, Phase, Pilot
from tests.app.pilot.conftest import Press, Settled
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.errors import AnswerIsNo
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.home.must_haves import MustHavesScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.pilot.pilots import move_phase

AppMaker = Callable[..., YbiyriApp]
TextOf = Callable[[YbiyriApp], str]

BEFORE_BASELINE = ("right-service", "willing-people", "opt-out")


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: MustHavesScreen(pilot))


def mark_of(context: Context, pilot: Pilot, must_have_id: str = "right-service") -> MustHaveMark:
    statuses = overview(context, pilot.id).must_haves
    return next(status.mark for status in statuses if status.must_have.id == must_have_id)


def meet(context: Context, pilot: Pilot, *must_have_ids: str) -> None:
    for must_have_id in must_have_ids:
        mark = MustHaveMark(must_have_id, met_on=context.today, proof="seen")
        answering.mark_must_have(context, pilot.id, mark)


@pytest.mark.parametrize("size", SIZES)
async def test_they_are_grouped_by_the_phase_they_stop(
    app: YbiyriApp, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = text_of(app)
        assert "Before baseline  0 of 3 met" in text
        assert "⚑ This is the right service" in text
        assert "Counts as met" in text
        await driver.press("end")
        await settled(driver)
        assert "Before scale  0 of 1 met" in text_of(app)


async def test_enter_asks_what_was_seen_and_marks_it_as_met(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "enter", "enter")
        assert isinstance(app.screen, AskScreen), "nothing seen is not met"
        assert mark_of(context, pilot).met_on is None
        await press(driver, "<on the decision table>", "enter")
        assert mark_of(context, pilot).met_on == context.today
        text = text_of(app)
        assert "✓ This is the right service" in text
        assert "met 3 Dec" in text
        assert "on the decision table" in text
        assert "Before baseline  1 of 3 met" in text


async def test_enter_on_a_met_one_opens_it_again_and_keeps_what_was_seen(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    meet(context, pilot, "right-service")
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "home", "enter")
        assert isinstance(app.screen, ConfirmScreen)
        await press(driver, "enter")
        assert mark_of(context, pilot) == MustHaveMark("right-service", proof="seen")
        await press(driver, "enter")
        assert app.screen.query_one(Input).value == "seen"


async def test_owner_and_due_date_are_recorded_and_a_late_one_is_marked(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "o", "<Jo>", "enter", "d", "<2026-12-01>", "enter")
        mark = mark_of(context, pilot)
        assert mark.owner == "Jo"
        assert mark.due_on == context.today - timedelta(days=2)
        assert "! overdue since 1 Dec" in text_of(app)


async def test_what_somebody_recorded_while_a_dialog_was_open_is_not_overwritten(
    app: YbiyriApp,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    press: Press,
    make_context: Callable[..., Context],
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await press(driver, "o", "<Jo>")
        meet(make_context(who="Sam"), pilot, "right-service")
        await press(driver, "enter")
        (told,) = app._notifications
        assert "changed elsewhere" in told.message
        assert mark_of(context, pilot).owner is None
        assert mark_of(context, pilot).proof == "seen"


async def test_the_step_to_the_next_phase_is_refused_while_something_is_open(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    meet(context, pilot, "right-service", "opt-out")
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await press(driver, "f")
        (told,) = app._notifications
        assert told.message == "Not yet baseline: a must-have is open (Three people are willing)."
        assert overview(context, pilot.id).pilot.phase is Phase.PREPARE


async def test_the_step_is_taken_once_everything_is_met_and_asked_first(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    meet(context, pilot, *BEFORE_BASELINE)
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "f", "escape")
        assert overview(context, pilot.id).pilot.phase is Phase.PREPARE
        await press(driver, "f", "enter")
        assert overview(context, pilot.id).pilot.phase is Phase.BASELINE
        assert "step 2 of 5 · baseline" in text_of(app)


def test_a_must_have_of_an_earlier_phase_that_is_open_again_stops_too(context: Context, pilot: Pilot) -> None:
    every = [must_have.id for must_have in context.playbook.must_haves]
    meet(context, pilot, *every)
    assert move_phase(context, pilot.id) is Phase.BASELINE
    answering.mark_must_have(context, pilot.id, MustHaveMark("right-service"))
    with pytest.raises(AnswerIsNo, match="This is the right service"):
        move_phase(context, pilot.id)
    assert overview(context, pilot.id).pilot.phase is Phase.BASELINE, "it moves nothing back"


def test_after_the_last_phase_there_is_none(context: Context, pilot: Pilot) -> None:
    meet(context, pilot, *[must_have.id for must_have in context.playbook.must_haves])
    phases = [move_phase(context, pilot.id) for _ in range(4)]
    assert phases == list(Phase)[1:]
    with pytest.raises(AnswerIsNo, match="Scale is the last phase"):
        move_phase(context, pilot.id)


def test_two_people_moving_on_at_once_move_one_step(context: Context, pilot: Pilot) -> None:
    meet(context, pilot, *[must_have.id for must_have in context.playbook.must_haves])
    move_phase(context, pilot.id, seen=Phase.PREPARE)
    with pytest.raises(ChangedElsewhere, match="moved on to baseline elsewhere"):
        move_phase(context, pilot.id, seen=Phase.PREPARE)
    assert overview(context, pilot.id).pilot.phase is Phase.BASELINE
