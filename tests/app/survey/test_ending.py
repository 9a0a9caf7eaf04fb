"""What the coach does to an open survey: extend it, replace a code, close it with others, discard it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input, Static

from playbook.records import Pilot
from surveys.records import Label
from surveys.rounds.records import Round, SeriesState
from surveys.sealing.holders import Holder
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PASSPHRASES, PlayedTeam
from ybiyri_tui.screens.dialogs.secret import SecretScreen
from ybiyri_tui.screens.survey.opening.slips import SlipsScreen
from ybiyri_tui.screens.survey.surveys import SurveysScreen
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.usecases.survey.answering import casting

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def told(app: YbiyriApp) -> str:
    """What the last notification says."""
    return [notification.message for notification in app._notifications][-1]


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    """The people around the box."""
    return PlayedTeam(context, pilot.id)


@pytest.fixture
def opened(team: PlayedTeam) -> Round:
    """A survey before, for six people, whose box two of three open."""
    return team.open(Label.BEFORE, invited=6, delegate="Sam", stand_in="Ana")


async def type_passphrases(driver: Driver[None], settled: Settled, *typed: str) -> None:
    """Puts passphrases into the fields, which nobody sees; an empty one is somebody who is not here."""
    assert isinstance(driver.app.screen, SecretScreen)
    for field, passphrase in zip(driver.app.screen.query(Input), typed, strict=True):
        field.value = passphrase
        await driver.press("enter")
    await settled(driver)


async def test_two_of_three_close_once_all_have_answered_and_a_wrong_passphrase_changes_nothing(
    make_app: AppMaker,
    pilot: Pilot,
    team: PlayedTeam,
    opened: Round,
    settled: Settled,
    text_of: TextOf,
    context: Context,
) -> None:
    for _ in range(6):
        team.answer(opened, {"alerts.needless": 3})
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("c")
        await settled(driver)
        assert "Sam (delegate)" in text_of(app)
        await type_passphrases(driver, settled, PASSPHRASES[Holder.COACH], "", "wrong")
        assert "passphrase is wrong" in told(app)
        assert surveying.the_open_round(context, pilot.id).is_open
        await driver.press("c")
        await settled(driver)
        await type_passphrases(driver, settled, PASSPHRASES[Holder.COACH], "", PASSPHRASES[Holder.STAND_IN])
        assert "closed 3 Dec 2026" in flat(text_of(app))
    assert surveying.closed_round(context, pilot.id).has_results


async def test_an_extended_survey_says_so_and_cannot_be_closed_before(
    make_app: AppMaker,
    pilot: Pilot,
    team: PlayedTeam,
    opened: Round,
    settled: Settled,
    text_of: TextOf,
    context: Context,
) -> None:
    for _ in range(5):
        team.answer(opened, {"alerts.needless": 3})
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("e")
        await settled(driver)
        app.screen.query_one(Input).value = "2026-12-10 17:00"
        await driver.press("enter")
        await settled(driver)
        assert "extended to 10 Dec 2026, 17:00" in flat(text_of(app))
        await driver.press("c")
        await settled(driver)
        assert "stays open until its closing time" in told(app)
        assert not isinstance(app.screen, SecretScreen)
    found = surveying.the_open_round(context, pilot.id)
    assert found.extended_to is not None
    assert found.extended_to - context.now() > timedelta(days=7)


async def test_a_lost_code_is_replaced_with_the_delegates_passphrase_and_counted(
    make_app: AppMaker, pilot: Pilot, opened: Round, settled: Settled, text_of: TextOf, context: Context
) -> None:
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("r")
        await settled(driver)
        note = flat(str(app.screen.query_one("#note", Static).content))
        assert "results are shown only from 6 answers on" in note
        await type_passphrases(driver, settled, PASSPHRASES[Holder.COACH])
        assert "not the passphrase of the delegate" in told(app)
        await driver.press("r")
        await settled(driver)
        await type_passphrases(driver, settled, PASSPHRASES[Holder.DELEGATE])
        assert isinstance(app.screen, SlipsScreen)
        (slip,) = app.screen._opened.slips
        assert slip.code in text_of(app)
        await driver.press("enter", "enter")
        await settled(driver)
        assert "nothing shown below 6 answers" in flat(text_of(app))
        assert "7 for 6 people, 1 replaced" in flat(text_of(app))
    found = surveying.the_open_round(context, pilot.id)
    assert (found.replaced, found.threshold, found.fingerprint) == (1, 6, opened.fingerprint)
    casting.booth(context, found).check_code(slip.code)


async def test_the_series_can_be_discarded_while_it_waits_and_its_results_stay(
    make_app: AppMaker,
    pilot: Pilot,
    team: PlayedTeam,
    opened: Round,
    settled: Settled,
    text_of: TextOf,
    context: Context,
) -> None:
    for _ in range(6):
        team.answer(opened, {"alerts.needless": 3})
    team.close(opened)
    app = make_app(lambda: SurveysScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("x")
        await settled(driver)
        assert "Discard the series?" in text_of(app)
        await driver.press(*"payments", "enter")
        await settled(driver)
        assert "closed 3 Dec 2026" in flat(text_of(app))
    found = surveying.closed_round(context, pilot.id)
    assert found.series.state is SeriesState.DISCARDED
    assert surveying.results(context, found.id).answered == 6
