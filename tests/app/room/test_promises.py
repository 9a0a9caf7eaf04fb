"""The promises: what was raised, what was promised, and the ticks that only the team gives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Pilot
from playbook.room.promises import PromiseState
from surveys.records import Label
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.promises.promises import PromisesScreen
from ybiyri_tui.usecases.room.promising import change_promise, list_promises, raise_concern
from ybiyri_tui.usecases.survey import surveying

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

HOSTILE = "[bold]x[/] \u202eevil 漢字漢字 👩‍💻 שלום " + "long " * 30


def told(app: YbiyriApp) -> str:
    """What was notified."""
    return "\n".join(notification.message for notification in app._notifications)


@pytest.mark.parametrize("size", SIZES)
async def test_a_concern_is_raised_promised_and_ticked_by_keys(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "Nothing was raised yet." in text_of(app)
        await driver.press("a", *"Pay is unclear", "enter", "enter")
        await settled(driver)
        assert "Raised, nothing promised yet  1" in text_of(app)
        await driver.press("enter", *"A rate by May", "enter", "o", *"Jo", "enter", "d", *"+7", "enter")
        await settled(driver)
        await driver.press("c", "2")
        await settled(driver)
        assert "Jo, asked, not accepted" in text_of(app)
        await driver.press("s", "1")
        await settled(driver)
        await driver.press("t", "1", "t", "2")
        await settled(driver)
        assert "The team says fixed  1" in text_of(app)
    (promise,) = list_promises(context, pilot.id)
    assert (promise.raised, promise.promise, promise.owner) == ("Pay is unclear", "A rate by May", "Jo")
    assert (promise.accepted, promise.due_on) == (False, context.today + timedelta(days=7))
    assert promise.state is PromiseState.KEPT
    assert promise.understood_on == promise.fixed_on == context.today


async def test_a_kept_promise_is_not_fixed_by_its_owners_word(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    raise_concern(context, pilot.id, "Alerts at night", promise="Remove the disk alert")
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        await driver.press("s", "1")
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "Kept, and the team has not said fixed" in text
        assert "team says neither understood nor fixed" in text


async def test_a_late_promise_comes_first_and_says_so_in_words(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    raise_concern(context, pilot.id, "First", promise="One", due_on=context.today + timedelta(days=1))
    raise_concern(context, pilot.id, "Second", promise="Two", due_on=context.today - timedelta(days=1))
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        text = text_of(app)
        assert text.index("Two") < text.index("One")
        assert "overdue since 2 Dec" in text
        assert "1 late" in text


async def test_what_is_removed_or_changed_is_taken_back_by_u_and_done_again(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    raise_concern(context, pilot.id, "Pay is unclear")
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("delete")
        await settled(driver)
        assert list_promises(context, pilot.id) == ()
        await driver.press("u")
        await settled(driver)
        assert [found.raised for found in list_promises(context, pilot.id)] == ["Pay is unclear"]
        assert "Taken back: promise 1: removed" in told(app)
        await driver.press("ctrl+r")
        await settled(driver)
        assert list_promises(context, pilot.id) == ()


async def test_several_keys_faster_than_the_disk_are_no_conflict(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    raise_concern(context, pilot.id, "Pay is unclear", promise="A rate")
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("t", "1", "t", "2", "s", "1")
        await settled(driver)
    (promise,) = list_promises(context, pilot.id)
    assert promise.state is PromiseState.KEPT
    assert promise.understood_on
    assert promise.fixed_on


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    raise_concern(context, pilot.id, "Pay is unclear", promise="A rate")
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("o", *"Jo")
        change_promise(context, pilot.id, 1, lambda found: found.with_owner("Ana"))
        await driver.press("enter")
        await settled(driver)
        assert "changed elsewhere" in told(app)
        assert list_promises(context, pilot.id)[0].owner == "Ana"
        await driver.press("o")
        await driver.pause()
        assert "Jo" in text_of(app), "what was typed is still there"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_breaks_no_layout(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    raise_concern(context, pilot.id, HOSTILE, promise=HOSTILE, owner="[red]漢字" * 8)
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = text_of(app)
        assert "[bold]x[/] evil" in text
        assert "\u202e" not in text
        assert "esc back" in text


def ask(context: Context, pilot: Pilot) -> str:
    """A closed round: pay is disagreed with most, the rest agreed with."""
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=6)
    for _ in range(6):
        answers = {
            f"{topic.id}.{item.id}": 1 if (topic.id == "pay") == (item.agree_is != "worry") else 5
            for topic in opened.survey.topics
            for item in topic.items
        }
        team.answer(opened, answers)
    team.close(opened)
    return opened.id


async def test_a_survey_topic_is_offered_only_once_the_team_has_seen_the_results(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    round_id = ask(context, pilot)
    app = make_app(lambda: PromisesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("v")
        await settled(driver)
        assert not isinstance(app.screen, ChooseScreen)
        assert "Read the survey back to the team first." in told(app)
        surveying.mark_read_back(context, round_id)
        assert isinstance(app.screen, PromisesScreen)
        app.screen.reload()
        await settled(driver)
        await driver.press("v")
        await settled(driver)
        text = text_of(app)
        assert "1 Pay" in text, "the lowest is first"
        assert "content" in text
        await driver.press("1", *"Unclear", "enter", "enter")
        await settled(driver)
    (promise,) = list_promises(context, pilot.id)
    assert promise.topic == "developer-concerns.pay"
