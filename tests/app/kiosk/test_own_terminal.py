"""The kiosk at somebody's own terminal: told when all is over, but never robbed of a card, and left when it rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from playbook.records import Pilot
from surveys.rounds.casting import SealedBallot
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.hosting.participant_app import LONGEST_REST, OwnTerminal, ParticipantApp
from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.usecases.survey.answering import casting
from ybiyri_tui.usecases.survey.answering.ways import Way

OVER = "The survey was closed."


@dataclass(frozen=True)
class Booth(casting.Booth):
    """A booth at the other end of a line that somebody can cut."""

    inner: casting.Booth
    news: list[str]

    way = Way.SERVED

    def look_up(self, code: bytes) -> None:
        self.inner.look_up(code)

    def cast(self, ballot: SealedBallot) -> None:
        self.inner.cast(ballot)

    def over(self) -> str | None:
        return self.news[-1] if self.news else None


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    return PlayedTeam(replace(context, sealer=PlaySealer), pilot.id)


@pytest.fixture
def booth(team: PlayedTeam) -> Booth:
    found = team.open(invited=6, hosted=True, delegate="Sam (example)", stand_in="Ana (example)")
    inner = casting.booth(team.context, found)
    return Booth(found, inner.random, inner.sealer, inner=inner, news=[])


async def test_a_card_is_still_shown_when_the_survey_was_closed_right_after_sending(
    booth: Booth, team: PlayedTeam, settled: Any, text_of: Callable[..., str]
) -> None:
    app = ParticipantApp(booth)
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "what you type goes there" in " ".join(text_of(app).split())
        await driver.press("enter", *team.bowl[0], "enter")
        await settled(driver)
        await driver.press(*"3" * 24, "y")
        await settled(driver)
        kiosk = cast("OwnTerminal", app.screen)
        assert kiosk.page is Page.KEEP
        card = text_of(app)
        booth.news.append(OVER)
        kiosk.check_idle()
        assert text_of(app) == card
        await driver.press("enter")
        kiosk.check_idle()
        assert "Your answers are stored" in text_of(app)


async def test_who_has_not_sent_is_told_that_all_is_over_and_nothing_of_theirs_stays(
    booth: Booth, team: PlayedTeam, settled: Any, text_of: Callable[..., str]
) -> None:
    app = ParticipantApp(booth)
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("enter", *team.bowl[0], "enter")
        await settled(driver)
        await driver.press("3", "3")
        kiosk = cast("OwnTerminal", app.screen)
        assert kiosk.page is Page.QUESTION
        booth.news.append(OVER)
        kiosk.check_idle()
        await settled(driver)
        assert OVER in text_of(app)
        assert kiosk.person is None
        await driver.press("Q")
        await driver.pause()
    assert app._exit


@pytest.mark.parametrize("page", LONGEST_REST)
async def test_a_page_on_which_nobody_presses_a_key_is_left(booth: Booth, settled: Any, page: Page) -> None:
    app = ParticipantApp(booth)
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        kiosk = cast("OwnTerminal", app.screen)
        kiosk.turn_to(page)
        kiosk._touched -= LONGEST_REST[page] - 10
        kiosk.check_idle()
        assert not app._exit
        kiosk._touched -= 10
        kiosk.check_idle()
        await driver.pause()
    assert app._exit
