"""What journeys through a pilot's screens share: pressing keys, and looking at what is stored and shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Answer, Pilot
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.pilot.overview import overview

Settled = Callable[[Driver[None]], Awaitable[None]]
Press = Callable[..., Awaitable[None]]
MISSION = "developers.mission-explained"


@pytest.fixture
def press(settled: Settled) -> Press:
    """Presses keys one after the other, each when the last one's result is there; a text in <> is typed."""

    async def do(driver: Driver[None], *keys: str) -> None:
        for key in keys:
            if key.startswith("<"):
                focused = driver.app.focused
                field = focused if isinstance(focused, Input) else driver.app.screen.query_one(Input)
                field.insert_text_at_cursor(key[1:-1])
            else:
                await driver.press(key)
            await settled(driver)

    return do


def stored(context: Context, pilot: Pilot, question_id: str = MISSION) -> Answer:
    """The answer to a question as it is on disk."""
    lines = [line for each in overview(context, pilot.id).objections for line in each.questions]
    return next(line.answer for line in lines if line.question_id == question_id)


def line_of(text: str, part: str) -> str:
    """The first line of a screen with this part."""
    return next(line for line in text.splitlines() if part in line)
