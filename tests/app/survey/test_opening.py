"""Opening a survey: looked at first, frozen with everybody's passphrase, and its codes shown once."""

from __future__ import annotations

import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input, Static

from playbook.records import Pilot
from surveys.records import Label
from surveys.sealing.holders import Holder
from tests.sizes import SIZES
from ybiyri_tui import paths
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.hosting.ssh.host_key import fingerprint
from ybiyri_tui.screens.dialogs.secret import SecretScreen
from ybiyri_tui.screens.survey.opening.opening import OpeningScreen
from ybiyri_tui.screens.survey.opening.slips import SlipsScreen
from ybiyri_tui.screens.survey.surveys import SurveysScreen
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.usecases.survey.answering import casting

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

TO_RULES = ("o", "enter", "enter", "S", "a", "m", "enter", "A", "n", "a", "enter")
TO_THE_END = ("tab", "tab", "tab", "enter")
PHRASES = ("mias-long-phrase", "sams-long-phrase", "anas-long-phrase")


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


async def press(driver: Driver[None], settled: Settled, *keys: str) -> None:
    """Presses keys one after the other: letters at once, others once those before had their effect."""
    for key in keys:
        await driver.press(key)
        if len(key) > 1 or key == keys[-1]:
            await settled(driver)


async def type_twice(driver: Driver[None], settled: Settled, *phrases: str) -> None:
    """Puts passphrases into both fields of as many dialogs."""
    for phrase in phrases:
        assert isinstance(driver.app.screen, SecretScreen)
        for field in driver.app.screen.query(Input):
            field.value = phrase
            await driver.press("enter")
        await settled(driver)


def said(app: YbiyriApp, step: str) -> str:
    """What a step of the form tells below its fields."""
    return flat(str(app.screen.query_one(f"#step-{step} .told", Static).content))


@pytest.mark.parametrize("size", SIZES)
async def test_what_could_be_inferred_and_found_is_said_first_and_follows_the_numbers(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await press(driver, settled, "o")
        assert "What results of so few give away" in text_of(app)
        assert "5 answers 8 answers" in said(app, "people")
        assert "an insider is certain of one 16 % 3 %" in said(app, "people")
        assert "8 answers each time show for sure only a large change" in said(app, "people")
        app.screen.query_one("#invited", Input).value = "12"
        await settled(driver)
        assert "5 answers 12 answers" in said(app, "people")
        app.screen.query_one("#invited", Input).value = "3"
        await settled(driver)
        assert "3 invited are too few" in flat(text_of(app))
        await press(driver, settled, "enter", "enter")
        assert "how many people" in text_of(app)


async def test_three_holders_type_their_passphrases_and_the_codes_are_shown_once(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, settled, *TO_RULES, *TO_THE_END)
        frozen = flat(str(app.screen.query_one("#frozen", Static).content))
        assert "Frozen from now on: the wording, 8 people invited, k 5" in frozen
        assert "Sam (the team's delegate) and Ana (stand-in)" in frozen
        assert surveying.surveying(context, pilot.id).rounds == ()
        await press(driver, settled, "enter")
        assert "coach (coach), choose your passphrase" in text_of(app)
        await type_twice(driver, settled, PHRASES[0])
        await type_twice(driver, settled, PHRASES[0])
        assert "Somebody else typed the same" in text_of(app)
        await type_twice(driver, settled, "short")
        assert "below 12 characters" in text_of(app)
        await type_twice(driver, settled, *PHRASES[1:])
        assert isinstance(app.screen, SlipsScreen)
        found = surveying.the_open_round(context, pilot.id)
        text = text_of(app)
        assert text.count(found.fingerprint) == 8
        assert not any(phrase in text for phrase in PHRASES)
        codes = [slip.code for slip in app.screen._opened.slips]
        assert all(code in text for code in codes)

        page = tmp_path / "slips.html"
        await press(driver, settled, "e")
        app.screen.query_one(Input).value = str(page)
        await press(driver, settled, "enter")
        written = page.read_text(encoding="utf-8")
        assert all(code in written for code in codes)
        assert written.count(found.fingerprint) == 8
        assert stat.S_IMODE(page.stat().st_mode) == 0o600

        await press(driver, settled, "enter")
        assert "They cannot be shown again." in text_of(app)
        await press(driver, settled, "enter")
        assert isinstance(app.screen, SurveysScreen)
    assert dict(found.series.holders) == {Holder.COACH: "coach", Holder.DELEGATE: "Sam", Holder.STAND_IN: "Ana"}
    casting.booth(context, found).check_code(codes[0])


async def test_going_back_from_a_passphrase_opens_nothing_and_keeps_the_form(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, settled, *TO_RULES, *TO_THE_END, "enter", "escape")
        assert isinstance(app.screen, OpeningScreen)
        await press(driver, settled, "escape", "escape")
        assert "who opens the box" in text_of(app)
        assert app.screen.query_one("#delegate", Input).value == "Sam"
    assert surveying.surveying(context, pilot.id).rounds == ()


async def test_nobody_named_for_the_box_is_told_where_they_are_asked_for(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, settled, "o", "enter", "enter", "S", "a", "m", "enter", "tab", "tab", "enter")
        assert "the stand-in is missing" in flat(text_of(app))
        assert "who opens the box" in text_of(app)


async def test_a_closing_time_that_is_none_is_told_on_the_rules(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, settled, *TO_RULES, *"soon", *TO_THE_END)
        assert "'soon' is not a closing time" in flat(text_of(app))


async def test_codes_of_a_hosted_round_are_shown_to_the_delegate_after_a_page_that_says_so(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, settled, *TO_RULES, "tab", "down", "down", "space", "tab", "tab", "enter", "enter")
        await type_twice(driver, settled, *PHRASES)
        assert isinstance(app.screen, SlipsScreen)
        assert "The codes are for Sam alone" in text_of(app)
        assert app.screen._opened.slips[0].code not in text_of(app)
        await press(driver, settled, "e")
        assert isinstance(app.screen, SlipsScreen)
        await press(driver, settled, "enter")
        assert app.screen._opened.slips[0].code in text_of(app)
        key = fingerprint(paths.host_key())
        assert f"Fingerprint of the host {key}" in text_of(app)
        await press(driver, settled, "enter", "enter")
        assert isinstance(app.screen, SurveysScreen)
        assert "ybiyri host --round before" in flat(text_of(app))
        assert f"Fingerprint of this host: {key}" in flat(text_of(app))
    assert surveying.the_open_round(context, pilot.id).hosted


async def test_what_the_series_froze_is_not_asked_again(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=9, k=6, main_topics=["pay"])
    for _ in range(6):
        team.answer(opened, {"alerts.needless": 5})
    team.close(opened)
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, settled, "o", "1")
        assert not app.screen.query("#k, #delegate, #stand-in, #topics, #alone")
        app.screen.query_one("#joined", Input).value = "1"
        await press(driver, settled, "enter", "enter", "enter", "enter", "tab", "enter")
        await press(driver, settled, "enter")
        assert isinstance(app.screen, SlipsScreen)
    found = surveying.the_open_round(context, pilot.id)
    assert (found.label, found.k, found.main_topics, found.invited) == (Label.AFTER, 6, ("pay",), 9)
    assert (found.joined, found.left) == (1, None)
