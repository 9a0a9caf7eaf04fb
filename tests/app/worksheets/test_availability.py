"""Incidents on their screen, and how much of the allowed downtime they use."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playbook.money import Money
from playbook.records import Pilot
from playbook.worksheets.services.service import SERVICES, Demand, Service
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.worksheets.services.availability import AvailabilityScreen
from ybiyri_tui.usecases.worksheets.sheets import add_row

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Any], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


async def test_an_incident_uses_downtime_of_its_service(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    add_row(context, pilot.id, SERVICES, Service("bedroom", Money.parse("200K EUR"), Demand.VERY_HIGH))
    app = make_app(lambda: AvailabilityScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "week: 0 s of 1 h 40 min 48 s" in text_of(app)
        await driver.press("+")
        await settled(driver)
        await driver.press(*"bedroom", "tab", *context.today.isoformat(), "tab", *"30", "tab")
        await settled(driver)
        shown = text_of(app)
        assert "week: 30 min of 1 h 40 min 48 s" in shown
        assert "███░░░░░░░  30%" in shown
        assert "100K EUR of 336K EUR lost: 70% of the tolerable loss avoided" in shown
        await driver.press("up", "home", *"garden", "enter")
        await settled(driver)
        assert "garden is not decided" in text_of(app)
