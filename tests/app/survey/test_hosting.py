"""The coach's screen while a survey is hosted: how to join, and nothing about who does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Pilot
from surveys.rounds.records import Round
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.host import State
from ybiyri_tui.hosting.joining import Joining
from ybiyri_tui.hosting.qr import qr_code
from ybiyri_tui.screens.survey.hosting import QR_BORDER, HostScreen
from ybiyri_tui.widgets.big_letters import drawn, folded

KEY = "SHA256:CGdgT5/ZCJByYh5jIU3qAihY2GDgcnEVVnqoogF0rQ8"
SSH = "ssh -p 2222 survey@laptop"
WEB = "https://laptop:8443/"


@dataclass
class Told:
    """What the host would tell, to be changed."""

    state: State
    error: Exception | None = None

    async def look(self) -> State:
        if self.error is not None:
            raise self.error
        return self.state


@pytest.fixture
def found(context: Context, pilot: Pilot) -> Round:
    team = PlayedTeam(replace(context, sealer=PlaySealer), pilot.id)
    return team.open(invited=6, hosted=True, delegate="Sam (example)", stand_in="Ana (example)")


@pytest.fixture
def shown(found: Round, make_app: Callable[..., YbiyriApp]) -> Callable[..., tuple[YbiyriApp, Told]]:
    def make(*, ssh: str = SSH, web: str = WEB, lacking: str = "") -> tuple[YbiyriApp, Told]:
        told = Told(State(found, enough=False))
        joining = Joining(found.fingerprint, ssh, KEY if ssh else "", web)
        return make_app(lambda: HostScreen(found, joining, told.look, lacking)), told

    return make


async def look_again(app: YbiyriApp, driver: Driver[None], settled: Callable[..., Awaitable[None]]) -> None:
    assert isinstance(app.screen, HostScreen)
    app.screen._look_again()
    await settled(driver)


async def test_it_says_how_to_join_and_whether_enough_have_answered_and_is_left_after_a_yes(
    shown: Any, found: Round, settled: Any, text_of: Any
) -> None:
    app, told = shown()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        text = text_of(app)
        for words in (SSH, WEB, KEY, found.fingerprint, "· Enough answers to close: not yet"):
            assert words in text
        assert all(row in text for line in folded(SSH, 56) for row in map(str.rstrip, drawn(line)))
        await driver.press("b")
        assert found.fingerprint not in text_of(app)
        assert all(line.rstrip() in text_of(app) for line in qr_code(WEB, QR_BORDER).half_blocks())
        await driver.press("b")
        told.state = replace(told.state, enough=True)
        await look_again(app, driver, settled)
        assert "✓ Enough answers to close: yes" in text_of(app)
        await driver.press("q")
        await settled(driver)
        assert "Stop serving the survey?" in text_of(app)
        await driver.press("escape", "q", "enter")
        await driver.pause()
    assert app.failure is None
    assert app._exit


async def test_code_and_text_stand_side_by_side_where_both_fit(shown: Any, found: Round, settled: Any) -> None:
    for size, ssh in (((120, 36), SSH), ((80, 24), "")):
        app, _ = shown(ssh=ssh)
        async with app.run_test(size=size) as driver:
            await settled(driver)
            assert app.screen.query_one("#code").display
            assert app.screen.query_one("#joining").display
            assert app.screen.query_one("#joining").max_scroll_y == 0
            assert ("b", True) not in [(key, active.enabled) for key, active in app.screen.active_bindings.items()]


async def test_what_goes_wrong_is_said_and_goes_away_and_the_end_of_the_round_needs_no_question(
    shown: Any, settled: Any, text_of: Any
) -> None:
    app, told = shown(web="", lacking="This system cannot confine them.")
    async with app.run_test(size=(80, 24)) as driver:
        told.state = replace(told.state, trouble="The file is held by somebody.")
        await look_again(app, driver, settled)
        assert "The file is held by somebody." in text_of(app)
        told.state = replace(told.state, trouble="")
        await look_again(app, driver, settled)
        assert "This system cannot confine them." in text_of(app)
        told.state = replace(told.state, over="The survey was closed.")
        await look_again(app, driver, settled)
        text = text_of(app)
        assert "The survey was closed." in text
        assert SSH not in text
        assert "Enough" not in text
        await driver.press("q")
        await driver.pause()
    assert app._exit


async def test_a_host_that_lets_nobody_in_any_more_ends_with_a_sentence(shown: Any, settled: Any) -> None:
    app, told = shown()
    told.error = ProgramError("Nobody can be let in.")
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
    assert str(app.failure) == "Nobody can be let in."


def test_large_letters_fold_at_the_joint_or_are_left_out() -> None:
    assert folded(SSH, 200) == [SSH]
    assert folded(SSH, 56) == ["ssh -p 2222", "survey@laptop"]
    assert folded(WEB, 60) == ["https://", "laptop:8443/"]
    assert folded("ssh -p 2222 survey@a-machine-with-a-long-name.example", 56) == []
    assert folded("ssh -p 2222 survey@Laptop", 200) == []
    assert {len(row) for row in drawn("survey@laptop")} == {52}
    assert [len(drawn(SSH)), len(drawn(SSH, large=True))] == [3, 6]
