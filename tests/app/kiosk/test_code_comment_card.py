"""What is typed beside the answers: a code that is checked at once, a comment, a private card; none of it stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input, TextArea

from surveys.records import Label
from surveys.rounds.records import Round
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.kiosk import text as kiosk_text
from ybiyri_tui.screens.kiosk.kiosk import KioskScreen
from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.usecases.survey import surveying

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]
Begin = Callable[[Driver[None]], Awaitable[None]]
QUESTIONS = 3


def kiosk_of(app: YbiyriApp) -> KioskScreen:
    assert isinstance(app.screen, KioskScreen)
    return app.screen


def flat(text: str) -> str:
    return " ".join(text.split())


def symbols(code: str) -> list[str]:
    return list(code.replace("-", "").lower())


async def test_a_mistyped_code_is_told_with_its_last_symbol_and_never_shown(
    make_app: AppMaker, opened: Round, team: PlayedTeam, settled: Settled, text_of: TextOf
) -> None:
    code = team.bowl[0]
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter", *symbols(code)[:-1])
        await settled(driver)
        assert "That is not a code" not in text_of(app)
        await driver.press("0" if code[-1] != "0" else "1")
        await settled(driver)
        assert "That is not a code" in text_of(app)
        assert code[:4] not in text_of(app)
        await driver.press("backspace", symbols(code)[-1])
        await settled(driver)
        assert kiosk_text.WHOLE in text_of(app)
        await driver.press("escape")
        assert app.screen.query_one("#secret", Input).value == ""


async def test_a_used_code_is_refused_and_the_field_is_empty_again(
    make_app: AppMaker, opened: Round, team: PlayedTeam, settled: Settled, text_of: TextOf
) -> None:
    code = team.bowl[-1]
    team.answer(opened, {"alerts.needless": 3})
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter", *symbols(code), "enter")
        await settled(driver)
        assert kiosk_of(app).page is Page.CODE
        assert "used" in text_of(app)
        assert app.screen.query_one("#secret", Input).value == ""


async def test_a_code_that_was_used_meanwhile_is_asked_for_again_and_the_answers_stay(
    make_app: AppMaker, opened: Round, team: PlayedTeam, settled: Settled, text_of: TextOf
) -> None:
    first, other = team.bowl[-1], team.bowl[0]
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter", *symbols(first), "enter")
        await settled(driver)
        await driver.press(*["4"] * QUESTIONS)
        await settled(driver)
        team.answer(opened, {})
        await driver.press("y")
        await settled(driver)
        assert kiosk_of(app).page is Page.CODE
        assert "used already" in flat(text_of(app))
        await driver.press(*symbols(other), "enter")
        await settled(driver)
        assert kiosk_of(app).page is Page.REVIEW
        await driver.press("y")
        await settled(driver)
        assert kiosk_of(app).page is Page.KEEP


async def test_secrets_and_comments_never_reach_the_clipboard(
    make_app: AppMaker, team: PlayedTeam, begin: Begin, settled: Settled
) -> None:
    opened = team.open(Label.BEFORE, invited=8, comments=True)
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter", *"K7QF", "shift+home", "ctrl+c", "ctrl+x", "escape")
        await begin(driver)
        await driver.press(*["s"] * QUESTIONS, *"Hush", "ctrl+a", "ctrl+c", "ctrl+x")
        assert kiosk_of(app).page is Page.COMMENT
        assert app.clipboard == ""


async def test_a_comment_is_asked_for_kept_while_going_back_and_sent(
    make_app: AppMaker,
    team: PlayedTeam,
    begin: Begin,
    settled: Settled,
    text_of: TextOf,
    context: Context,
) -> None:
    opened = team.open(Label.BEFORE, invited=8, comments=True, pairing=False)
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press(*["3"] * QUESTIONS, *"More sleep", "shift+tab")
        assert "3 of 3" in text_of(app)
        await driver.press("right", *"!", "enter")
        await settled(driver)
        assert "Beside them: a comment is written." in flat(text_of(app))
        assert "More sleep" not in text_of(app)
        await driver.press("y")
        await settled(driver)
        assert kiosk_of(app).page is Page.THANKS
        assert app.screen.query_one("#comment", TextArea).text == ""
    for _ in range(7):
        team.answer(opened, {"alerts.needless": 3})
    team.close(opened)
    assert surveying.comments(context, opened.id) == ("More sleep!",)


@pytest.mark.parametrize("with_card", [True, False])
async def test_the_card_from_before_is_asked_for_after_and_may_be_left_out(
    make_app: AppMaker,
    team: PlayedTeam,
    begin: Begin,
    settled: Settled,
    text_of: TextOf,
    with_card: bool,
) -> None:
    before = team.open(Label.BEFORE, invited=6)
    cards = [team.answer(before, {"alerts.needless": 3}) for _ in range(6)]
    team.close(before)
    after = team.open(Label.AFTER, invited=6)
    app = make_app(lambda: KioskScreen(after))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press(*["3"] * QUESTIONS)
        assert "private card" in text_of(app)
        card = cards[0]
        assert card is not None
        if with_card:
            await driver.press(*symbols(card)[:-1], "u", "enter")
            await settled(driver)
            assert "Check your card" in text_of(app)
            await driver.press(*symbols(card))
            await settled(driver)
            assert kiosk_text.WHOLE_CARD in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert ("your card is typed" if with_card else "no card") in flat(text_of(app))
        await driver.press("y")
        await settled(driver)
        assert kiosk_of(app).page is Page.THANKS
