"""Nothing that was recorded is lost, overwritten or pretended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual.widgets import Input

from playbook.records import Pilot, State
from tests.app.pilot.conftest import MISSION, Press, Settled, line_of, stored
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.room.drafting import kept_drafts
from ybiyri_tui.workspace.sqlite import FileWorkspace

AppMaker = Callable[..., YbiyriApp]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: ObjectionScreen(pilot, "developers"))


async def test_text_left_with_esc_is_there_when_the_field_is_opened_again(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<a long story>", "escape", "down", "e")
        assert app.screen.query_one(Input).value == "", "the draft belongs to the other question"
        await press(driver, "escape", "up", "e")
        assert app.screen.query_one(Input).value == "a long story"
        await press(driver, "enter", "e")
        assert app.screen.query_one(Input).value == "", "what is on disk is no draft any more"
        assert stored(context, pilot).findings[0].proofs[0].text == "a long story"


async def test_text_that_could_not_be_saved_is_kept_for_the_next_try(
    app: YbiyriApp,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    press: Press,
    make_context: Callable[..., Context],
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<typed with care>")
        answering.record_finding(make_context(who="Sam"), pilot.id, MISSION, State.NO)
        await press(driver, "enter", "e")
        assert app.screen.query_one(Input).value == "typed with care"
        await press(driver, "enter")
        (finding,) = stored(context, pilot).findings
        assert (finding.state, finding.proofs[0].text) == (State.NO, "typed with care")


async def test_a_change_made_elsewhere_is_told_and_not_overwritten(
    app: YbiyriApp,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    press: Press,
    text_of: TextOf,
    make_context: Callable[..., Context],
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        answering.record_finding(make_context(who="Sam"), pilot.id, MISSION, State.NO)
        await press(driver, "y")
        (told,) = app._notifications
        assert "was changed elsewhere" in told.message
        assert stored(context, pilot).state is State.NO
        assert line_of(text_of(app), "explained the mission").startswith(" ✗ "), "the new state is shown"
        await press(driver, "y")
        assert stored(context, pilot).state is State.YES, "now it was seen"


async def test_two_apps_on_one_workspace_do_not_overwrite_each_other(
    make_app: AppMaker, pilot: Pilot, settled: Settled, press: Press, make_context: Callable[..., Context]
) -> None:
    mine = make_app(lambda: ObjectionScreen(pilot, "developers"), on=make_context(who="Mia"))
    theirs = make_app(lambda: ObjectionScreen(pilot, "developers"), on=make_context(who="Sam"))
    async with mine.run_test(size=(80, 24), notifications=True) as first:
        await settled(first)
        async with theirs.run_test(size=(80, 24), notifications=True) as second:
            await settled(second)
            await press(second, "p")
            assert not list(theirs._notifications)
        with mine._context():
            await press(first, "y")
            (told,) = mine._notifications
            assert "changed elsewhere" in told.message
    assert stored(make_context(), pilot).state is State.PARTLY


async def test_keys_pressed_faster_than_the_disk_are_no_conflict_with_oneself(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await driver.press("y", "Y", "p", "n", "P")
        await settled(driver)
        assert not list(app._notifications)
        answer = stored(context, pilot)
        assert [found.state for found in answer.findings] == [State.NO, State.PARTLY]


async def test_what_is_shown_is_what_is_stored_even_if_saving_fails(
    app: YbiyriApp,
    settled: Settled,
    press: Press,
    text_of: TextOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ybiyri_tui.errors import ProgramError

    def full(*_: object) -> None:
        raise ProgramError("x.ybiyri cannot be used: the disk is full, so nothing was changed.")

    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        with monkeypatch.context() as patch:
            patch.setattr(FileWorkspace, "write", full)
            await press(driver, "y")
        (told,) = app._notifications
        assert "the disk is full" in told.message
        assert line_of(text_of(app), "explained the mission").startswith(" · ")


async def test_leaving_at_any_moment_loses_nothing(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    """A whole session by keys, left with ctrl+q right after the last key; a new app on the same file shows it all."""
    first = make_app()
    async with first.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(
            driver, "5", "y", "e", "<board with a lane>", "enter", "N", "o", "<Jo>", "enter", "d", "<3 dec>", "enter"
        )
        await driver.press("down", "p", "ctrl+q")
    again = make_app()
    async with again.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "✗ ◐ ·" in line_of(text_of(again), "We'd be firefighters")
        await press(driver, "5")
        text = text_of(again)
        assert "board with a lane" in text
        assert "Jo" in text
        assert "due 3 Dec" in text
        differing = line_of(text, "they differ")
        assert "team ✓ proof seen" in differing
        assert "leaders ✗ no" in differing
    assert stored(context, pilot, "firefighters.manage-unplanned").due_on == date(2026, 12, 3)


async def test_text_of_a_dialog_is_in_the_file_until_it_is_saved(
    app: YbiyriApp, make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "e", "<half a pro>", "escape")
    assert list(kept_drafts(context, pilot.id).values()) == ["half a pro"]
    again = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with again.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e")
        assert again.screen.query_one(Input).value == "half a pro"
        await press(driver, "<of>", "enter")
    assert [proof.text for proof in stored(context, pilot).findings[0].proofs] == ["half a proof"]
    assert kept_drafts(context, pilot.id) == {}
