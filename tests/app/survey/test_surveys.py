"""The coach's way through a survey: open, let people answer, close, look, ask again, compare."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input, OptionList

from playbook.records import Pilot
from surveys.records import Label
from surveys.schema import Survey
from tests.sizes import SIZES
from ybiyri_tui import content
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.dialogs.secret import SecretScreen
from ybiyri_tui.screens.kiosk.kiosk import KioskScreen
from ybiyri_tui.screens.survey.comparison import ComparisonScreen
from ybiyri_tui.screens.survey.opening.opening import OpeningScreen
from ybiyri_tui.screens.survey.opening.slips import SlipsScreen
from ybiyri_tui.screens.survey.results import ResultsScreen
from ybiyri_tui.screens.survey.surveys import SurveysScreen
from ybiyri_tui.usecases.survey import surveying

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]
Read = Callable[[], str]

ALL_WORRIED = {"alerts.needless": 5, "alerts.pushed-out": 5, "alerts.remove-causes": 1}


@pytest.fixture
def short_survey(monkeypatch: pytest.MonkeyPatch) -> Survey:
    """The real survey with one of its topics, three questions, so that many people are through quickly."""
    whole = content.surveys()["developer-concerns"]
    short = whole.model_copy(update={"topics": tuple(topic for topic in whole.topics if topic.id == "alerts")})
    assert len(short.item_ids()) == 3
    monkeypatch.setattr(content, "surveys", lambda *_: {short.id: short})
    return short


def told(app: YbiyriApp) -> list[str]:
    """What notifications say."""
    return [notification.message for notification in app._notifications]


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def read_again(app: YbiyriApp) -> None:
    """As if the screen had come to the top again."""
    assert isinstance(app.screen, SurveysScreen)
    app.screen.reload()


async def press(driver: Driver[None], settled: Settled, *keys: str) -> None:
    """Presses keys one after the other, each after the one before has had its effect."""
    for key in keys:
        await driver.press(key)
        await settled(driver)


async def open_alone(driver: Driver[None], settled: Settled) -> None:
    """Fills in the form that opens a survey before, for eight people, with the coach alone at the box."""
    await press(driver, settled, "o", "enter", "enter", "tab", "tab", "space", "tab", "enter")
    await press(driver, settled, "tab", "tab", "tab", "enter")
    assert "read it once more" in screen_text(driver)
    await press(driver, settled, "enter")
    await type_passphrases(driver, settled, "coach's long phrase", twice=True)


async def type_passphrases(driver: Driver[None], settled: Settled, *typed: str, twice: bool = False) -> None:
    """Puts passphrases into the fields, which nobody sees; an empty one is somebody who is not here."""
    assert isinstance(driver.app.screen, SecretScreen)
    entries = [passphrase for passphrase in typed for _ in range(2 if twice else 1)]
    for field, passphrase in zip(driver.app.screen.query(Input), entries, strict=True):
        field.value = passphrase
        await driver.press("enter")
    await settled(driver)


async def take_slips(driver: Driver[None], settled: Settled) -> list[str]:
    """Copies the codes that are shown once, and goes on."""
    assert isinstance(driver.app.screen, SlipsScreen)
    codes = [slip.code for slip in driver.app.screen._opened.slips]
    await press(driver, settled, "enter", "enter")
    return codes


async def answer_in_the_kiosk(driver: Driver[None], settled: Settled, codes: list[str], agreement: str) -> None:
    """Lets people answer one after the other; each agrees with everything alike."""
    await press(driver, settled, "a")
    await driver.press(*"4711", "enter", *"4711", "enter")
    await settled(driver)
    assert isinstance(driver.app.screen, KioskScreen)
    for code in codes:
        await driver.press("enter", *code.replace("-", "").lower(), "enter")
        await settled(driver)
        await driver.press(*[agreement] * 3, "y")
        await settled(driver)
        await driver.press("enter", "enter")
    await driver.press("Q", *"4711", "enter")
    await settled(driver)


def screen_text(driver: Driver[None]) -> str:
    return flat("\n".join(strip.text for strip in driver.app.screen._compositor.render_strips()))


@pytest.mark.slow
@pytest.mark.usefixtures("short_survey")
async def test_eight_people_answer_before_and_after_and_the_two_are_compared(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "No survey yet." in text_of(app)

        await open_alone(driver, settled)
        codes = await take_slips(driver, settled)
        assert "enough answers to close: not yet" in flat(text_of(app))
        await answer_in_the_kiosk(driver, settled, codes[:2], "5")
        elsewhere = PlayedTeam(context, pilot.id, bowl=codes[2:])
        before = surveying.the_open_round(context, pilot.id)
        for _ in range(6):
            elsewhere.answer(before, dict.fromkeys(before.survey.item_ids(), 5))
        read_again(app)
        await settled(driver)
        assert "enough answers to close: yes" in flat(text_of(app))
        await press(driver, settled, "c")
        await type_passphrases(driver, settled, "coach's long phrase")
        await press(driver, settled, "enter")
        assert isinstance(app.screen, ResultsScreen)
        assert "8 of 8 answered" in text_of(app)
        assert "not read back to the team yet" in flat(text_of(app))
        await driver.press("b")
        await settled(driver)
        assert "read back to the team 3 Dec 2026" in flat(text_of(app))
        await driver.press("escape")
        await settled(driver)

        await driver.press("o")
        await settled(driver)
        await driver.press("escape")
        await driver.press("o", "1")
        await settled(driver)
        assert isinstance(app.screen, OpeningScreen)
        assert not app.screen.query("#k, #delegate, #topics")
        await press(driver, settled, "enter", "enter", "enter", "enter", "tab", "enter", "enter")
        team = PlayedTeam(context, pilot.id, bowl=await take_slips(driver, settled))
        opened = surveying.the_open_round(context, pilot.id)
        for _ in range(8):
            team.answer(opened, {"alerts.needless": 1, "alerts.remove-causes": 5})
        read_again(app)
        await settled(driver)
        await press(driver, settled, "c")
        await type_passphrases(driver, settled, "coach's long phrase")
        await press(driver, settled, "v")
        assert isinstance(app.screen, ComparisonScreen)
        assert "8 answered each time" in text_of(app)
        assert "Alerts and unplanned work (main)" in text_of(app)
        assert "BETTER" in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_while_open_only_whether_it_could_be_closed_is_shown(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=9)
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        empty = text_of(app)
        for _ in range(4):
            team.answer(opened, ALL_WORRIED)
        app.screen.query_one("#rounds").focus()
        read_again(app)
        await settled(driver)
        assert text_of(app) == empty
        team.answer(opened, ALL_WORRIED)
        read_again(app)
        await settled(driver)
        assert "enough answers to close: yes" in flat(text_of(app))
        with_five = text_of(app)
        team.answer(opened, ALL_WORRIED)
        read_again(app)
        await settled(driver)
        assert text_of(app) == with_five


async def test_closing_below_k_is_refused_with_the_reason(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=9)
    for _ in range(4):
        team.answer(opened, ALL_WORRIED)
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("c")
        await settled(driver)
        (said,) = told(app)
        assert "5" in said
        assert not isinstance(app.screen, SecretScreen)
    assert surveying.surveying(context, pilot.id).open_round is not None


async def test_discarding_needs_the_pilots_name_each_time(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    team = PlayedTeam(context, pilot.id)
    team.open(Label.BEFORE, invited=9)
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("x", *"Pay", "enter")
        assert "That is not the pilot's name." in text_of(app)
        await driver.press(*"ments", "escape")
        await settled(driver)
        assert surveying.surveying(context, pilot.id).open_round is not None
        await driver.press("x")
        await settled(driver)
        assert app.screen.query_one(Input).value == ""
        await driver.press(*"payments", "enter")
        await settled(driver)
        assert "No survey yet." in text_of(app)
    assert surveying.surveying(context, pilot.id).rounds == ()


@pytest.mark.parametrize("size", SIZES)
async def test_results_unfold_into_questions_and_keep_silent_below_k(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=8)
    for person in range(8):
        answers = {**ALL_WORRIED} if person < 6 else {"trust.blame": 1, "trust.who-answers": 5}
        team.answer(opened, answers)
    team.close(opened)
    app = make_app(lambda: ResultsScreen(surveying.closed_round(context, pilot.id)))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = flat(text_of(app))
        assert "8 of 8 answered" in text
        assert ("0–1/6 mean ≤ 1.5" if size[0] == 60 else "0–1 of 6 mean ≤ 1.5") in text
        assert ("Trust fewer than 5: not shown" if size[0] == 60 else "Trust fewer than 5 answered: not shown") in text
        topics = app.screen.query_one(OptionList)
        topics.highlighted = [topic.id for topic in opened.survey.topics].index("alerts")
        await driver.press("enter")
        await settled(driver)
        assert "Many of our alerts need nobody to act." in text_of(app)
        assert "▾" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert "Many of our alerts need nobody to act." not in text_of(app)
        await driver.press("i")
        await settled(driver)
        assert "Favourable: people with little worry" in flat(text_of(app))


async def test_keys_are_offered_only_where_they_do_something(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))

    def offered() -> set[str]:
        return {active.binding.description for active in app.screen.active_bindings.values() if active.binding.show}

    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert offered() >= {"open", "back", "help"}
        assert not offered() & {"answer", "close", "discard", "results", "compare", "read back"}
        team = PlayedTeam(context, pilot.id)
        team.open(Label.BEFORE, invited=9)
        read_again(app)
        await settled(driver)
        assert offered() >= {"answer", "close", "discard"}
        assert not offered() & {"open", "results", "compare", "read back"}


async def test_comments_are_read_on_the_results_where_enough_answered(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=8, comments=True)
    for person in range(8):
        team.answer(opened, ALL_WORRIED, comment="More sleep, please." if person == 3 else "")
    team.close(opened)
    app = make_app(lambda: ResultsScreen(surveying.closed_round(context, pilot.id)))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "More sleep" not in text_of(app)
        await press(driver, settled, "t")
        assert "More sleep, please." in text_of(app)
        assert "in random order" in text_of(app)
