"""The kiosk is left with its own PIN, and by nothing else that a key can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Static

from playbook.records import Pilot
from surveys.rounds.records import Round
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.secret import SecretScreen
from ybiyri_tui.screens.kiosk.kiosk import KioskScreen
from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.screens.kiosk.pin import WAIT_SECONDS, Pin, chosen
from ybiyri_tui.screens.survey.surveys import SurveysScreen

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


async def test_the_coach_sets_a_pin_before_handing_over_and_leaves_with_it(
    make_app: AppMaker, opened: Round, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    assert opened.is_open
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("a")
        await settled(driver)
        assert isinstance(app.screen, SecretScreen)
        note = str(app.screen.query_one("#note", Static).content)
        assert "never a passphrase of the box" in note
        assert "Nobody can be kept from killing the terminal" in note
        await driver.press(*"12", "enter", *"12", "enter")
        assert "Take 4 to 12 digits." in text_of(app)
        await driver.press(*"4711", "enter", *"4712", "enter")
        assert "The two are not the same" in text_of(app)
        await driver.press(*"4711", "enter", *"4711", "enter")
        await settled(driver)
        assert isinstance(app.screen, KioskScreen)
        await driver.press("Q", *"4712", "enter")
        assert "That is not the PIN" in text_of(app)
        assert "4712" not in text_of(app)
        await driver.press("escape")
        await settled(driver)
        assert app.screen.page is Page.PROMISE
        await driver.press("Q", *"4711", "enter")
        await settled(driver)
        assert isinstance(app.screen, SurveysScreen)


async def test_a_locked_app_takes_no_picture_is_not_suspended_and_copies_nothing(
    make_app: AppMaker, opened: Round, settled: Settled
) -> None:
    app = make_app(lambda: KioskScreen(opened, pin=Pin("4711")))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        for action in ("command_palette", "screenshot", "suspend_process", "quit"):
            assert app.check_action(action, ()) is False
        app.copy_to_clipboard("anything")
        assert app.clipboard == ""
        assert not app.screen.allow_select


def test_after_three_wrong_pins_even_the_right_one_has_to_wait() -> None:
    now = [0.0]
    pin = Pin("4711", clock=lambda: now[0])
    for _ in range(3):
        with pytest.raises(ProgramError, match="not the PIN"):
            pin.check("0000")
    with pytest.raises(ProgramError, match="try again in 30 seconds"):
        pin.check("4711")
    now[0] += WAIT_SECONDS
    pin.check("4711")


@pytest.mark.parametrize(("typed", "again"), [("123", "123"), ("12a4", "12a4"), ("1" * 13, "1" * 13), ("1234", "1235")])
def test_a_pin_that_will_not_do_is_refused(typed: str, again: str) -> None:
    with pytest.raises(ProgramError):
        chosen(typed, again)
