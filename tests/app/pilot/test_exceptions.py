"""Exceptions from must-haves, and owners who were only asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import MustHaveMark, Pilot
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.must_haves import MustHavesScreen
from ybiyri_tui.usecases.pilot.overview import overview

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


def first(context: Context, pilot: Pilot) -> MustHaveMark:
    return overview(context, pilot.id).must_haves[0].mark


@pytest.mark.parametrize("size", SIZES)
async def test_an_exception_needs_a_reason_a_person_and_a_day_and_can_be_ended_and_taken_back(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: MustHavesScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("x")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert "The reason is empty" in text_of(app)
        await driver.press(*"[b]Trial", "enter", *"Ana", "enter", *"2026-12-01", "enter")
        await settled(driver)
        assert "That day has passed" in text_of(app)
        await driver.press("ctrl+u", *"+9", "enter")
        await settled(driver)
        waiver = first(context, pilot).waiver
        assert waiver is not None
        assert (waiver.reason, waiver.person) == ("[b]Trial", "Ana")
        assert waiver.expires_on == context.today + timedelta(days=9)
        assert "exception until 12 Dec" in " ".join(text_of(app).split())
        await driver.press("x")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert first(context, pilot).waiver is None
        assert app.drafts == {}
        await driver.press("u")
        await settled(driver)
        assert first(context, pilot).waiver == waiver


async def test_an_owner_who_was_only_asked_is_told_apart_and_another_one_has_not_answered(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: MustHavesScreen(pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        await driver.press("o", *"Jo", "enter")
        await settled(driver)
        await driver.press("c", "2")
        await settled(driver)
        assert "Jo, asked, not accepted" in " ".join(text_of(app).split())
        assert first(context, pilot).accepted is False
        await driver.press("o")
        await settled(driver)
        await driver.press("ctrl+u", *"Ana", "enter")
        await settled(driver)
    assert (first(context, pilot).owner, first(context, pilot).accepted) == ("Ana", None)
