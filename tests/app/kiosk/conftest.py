"""A round with a bowl of codes, and somebody who draws one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Pilot
from surveys.records import Label
from surveys.rounds.records import Round
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.usecases.survey.answering.casting import Booth, Ticket

Settled = Callable[[Driver[None]], Awaitable[None]]
Begin = Callable[[Driver[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _short_survey(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real survey with one of its topics, three questions, so that people are through quickly."""
    whole = content.surveys()["developer-concerns"]
    short = whole.model_copy(update={"topics": tuple(topic for topic in whole.topics if topic.id == "alerts")})
    assert len(short.item_ids()) == 3
    monkeypatch.setattr(content, "surveys", lambda *_: {short.id: short})


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    """The people around the box."""
    return PlayedTeam(context, pilot.id)


@pytest.fixture
def opened(team: PlayedTeam) -> Round:
    """A survey before, for eight people."""
    return team.open(Label.BEFORE, invited=8)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, int]]:
    """What is handed in, before it is sealed."""
    found: list[dict[str, int]] = []
    send = Booth.send

    def noticed(booth: Booth, ticket: Ticket, answers: dict[str, int], **more: str) -> str | None:
        found.append(dict(answers))
        return send(booth, ticket, answers, **more)

    monkeypatch.setattr(Booth, "send", noticed)
    return found


@pytest.fixture
def begin(team: PlayedTeam, settled: Settled) -> Begin:
    """Somebody draws a code from the bowl and types it on the first page."""

    async def start(driver: Driver[None]) -> None:
        await driver.press("enter")
        await driver.pause()
        await driver.press(*team.bowl.pop().replace("-", "").lower(), "enter")
        await settled(driver)

    return start
