"""The coach's work: recording what a room says, question by question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Input

from playbook.records import Pilot, State, Voice
from tests.app.pilot.conftest import MISSION, Press, Settled, line_of, stored
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.room.promising import list_promises

AppMaker = Callable[..., YbiyriApp]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: ObjectionScreen(pilot, "developers"))


async def test_the_letters_record_what_the_team_says(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        for key, state, sign in (("y", State.YES, "○"), ("p", State.PARTLY, "◐"), ("n", State.NO, "✗")):
            await press(driver, key)
            assert stored(context, pilot).state is state
            assert line_of(text_of(app), "explained the mission").startswith(f" {sign} ")
        await press(driver, "full_stop")
        assert stored(context, pilot).findings == ()
        assert line_of(text_of(app), "explained the mission").startswith(" · ")


async def test_a_proof_turns_word_only_into_proof_seen_and_can_be_taken_away_again(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y")
        assert line_of(text_of(app), "explained the mission").startswith(" ○ ")
        await press(driver, "e", "<https://wiki.example/mission>", "enter")
        assert line_of(text_of(app), "explained the mission").startswith(" ✓ ")
        assert "https://wiki.example/mission" in text_of(app)
        assert "1 proof" in text_of(app)
        await press(driver, "r", "enter")
        assert line_of(text_of(app), "explained the mission").startswith(" ○ ")
        assert stored(context, pilot).findings[0].proofs == ()


async def test_proof_for_a_question_that_was_not_asked_asks_for_the_answer_too(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "e", "<signed one-pager>", "enter")
        assert isinstance(app.screen, ChooseScreen)
        assert stored(context, pilot).findings == (), "nothing is recorded before the answer is known"
        await press(driver, "enter")
        (finding,) = stored(context, pilot).findings
        assert (finding.voice, finding.state) == (Voice.TEAM, State.YES)
        assert [proof.text for proof in finding.proofs] == ["signed one-pager"]


async def test_the_lowest_voice_counts_and_the_difference_is_shown(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "n", "Y")
        assert line_of(text_of(app), "explained the mission").startswith(" ✗ ")
        differing = line_of(text_of(app), "they differ")
        assert "team ✗ no" in differing
        assert "leaders ○ word only" in differing
        await press(driver, "P", "p")
        assert "they differ" not in text_of(app)
        assert stored(context, pilot).finding(Voice.LEADERS) is not None


async def test_operations_answer_through_the_menu_and_can_take_it_back(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await press(driver, "v", "3", "2")
        found = stored(context, pilot).finding(Voice.OPERATIONS)
        assert found is not None
        assert found.state is State.PARTLY
        await press(driver, "enter", "3", "4")
        assert stored(context, pilot).finding(Voice.OPERATIONS) is None


async def test_incident_managers_speak_as_operations_under_their_own_name(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "v", "4", "3")
        assert "operations (incident managers) ✗ no" in text_of(app)
        await press(driver, "v", "3", "2")
        found = stored(context, pilot).finding(Voice.OPERATIONS)
        assert found is not None
        assert (found.role, found.state) == ("incident managers", State.PARTLY), "they still speak"
        await press(driver, "u", "u")
        assert stored(context, pilot).finding(Voice.OPERATIONS) is None
        await press(driver, "U")
        assert "operations (incident managers) ✗ no" in text_of(app)


async def test_a_stale_yes_is_marked_until_somebody_has_looked_again(
    make_app: AppMaker,
    make_context: Callable[..., Context],
    pilot: Pilot,
    settled: Settled,
    press: Press,
    text_of: TextOf,
) -> None:
    spring = make_context(at=datetime(2026, 4, 1, 12, tzinfo=UTC))
    answering.record_finding(spring, pilot.id, MISSION, State.YES, proofs=["minutes"])
    app = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "checked 1 Apr, stale: check again" in text_of(app)
        await press(driver, "a")
        assert "stale" not in text_of(app)
        assert "checked 3 Dec" in text_of(app)


async def test_a_worry_that_comes_up_becomes_a_promise_at_its_question(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "m", "<nights are not paid>", "enter", "<a pay policy>", "enter", "y")
    (made,) = list_promises(context, pilot.id)
    assert (made.raised, made.promise, made.question_id) == ("nights are not paid", "a pay policy", MISSION)
    assert stored(context, pilot).state is State.YES


async def test_a_proof_can_be_for_all_who_answered_or_for_one(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "Y", "e", "<shown to all>", "enter", "1")
        assert [len(found.proofs) for found in stored(context, pilot).findings] == [1, 1]
        await press(driver, "e", "<for leaders>", "enter", "3")
        assert [len(found.proofs) for found in stored(context, pilot).findings] == [1, 2]


async def test_taking_back_an_answer_with_proof_is_asked_first(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<seen>", "enter", "full_stop")
        assert isinstance(app.screen, ConfirmScreen)
        await press(driver, "escape")
        assert stored(context, pilot).findings[0].proofs
        await press(driver, "full_stop", "enter")
        assert stored(context, pilot).findings == ()


async def test_setting_a_question_aside_needs_a_reason(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "x", "enter")
        assert isinstance(app.screen, AskScreen)
        assert "Without a reason" in text_of(app)
        assert stored(context, pilot).not_applicable_reason is None
        await press(driver, "<the team started it>", "enter")
        assert stored(context, pilot).not_applicable_reason == "the team started it"
        assert line_of(text_of(app), "explained the mission").startswith(" – ")
        assert "doesn't apply: the team started it" in text_of(app)


async def test_withdrawing_not_applicable_brings_the_answers_back(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<seen>", "enter", "x", "<why>", "enter", "full_stop")
        answer = stored(context, pilot)
        assert answer.not_applicable_reason is None
        assert answer.findings[0].proofs[0].text == "seen"


async def test_owner_and_due_date_are_recorded_and_an_overdue_one_is_shown(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "n", "o", "<Head of Product>", "enter", "d", "<+14>")
        assert "17 Dec 2026, in 14 days" in text_of(app)
        await press(driver, "enter")
        answer = stored(context, pilot)
        assert answer.owner == "Head of Product"
        assert answer.due_on == context.today + timedelta(days=14)
        assert "due 17 Dec" in text_of(app)
        await press(driver, "d", "ctrl+u", "<2026-12-01>", "enter")
        assert "! overdue since 1 Dec" in text_of(app)
        await press(driver, "d", "ctrl+u", "enter", "o", "ctrl+u", "enter")
        answer = stored(context, pilot)
        assert (answer.owner, answer.due_on) == (None, None)


async def test_a_date_that_is_none_is_refused_in_one_sentence_and_stays_to_be_corrected(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await press(driver, "d", "<31 feb>", "enter")
        text = " ".join(text_of(app).split())
        assert "There is no such day as '31 feb'; write it like 2026-12-03" in text
        assert app.screen.query_one(Input).value == "31 feb"
        assert stored(context, pilot).due_on is None
