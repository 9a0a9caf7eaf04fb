"""The whole survey in a real browser; slow, because it needs a program of the system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from surveys.rounds.store import box
from tests.hosting.web.chromium import tab
from ybiyri_tui.context import Context

pytestmark = pytest.mark.slow

ITEMS = 24


async def test_somebody_answers_from_the_join_page_to_the_thanks(
    chromium: str, served: Any, web: Any, context: Context, tmp_path: Path
) -> None:
    async with tab(chromium, tmp_path / "profile") as page:
        await page.open(web.url)
        assert await page.look("document.querySelector('.fingerprint').textContent") == served.round.fingerprint
        await page.press("Tab")
        await page.press("Enter")
        await page.shows("Stored: your answers")
        await page.press("Enter")
        await page.shows("Type the code on your slip")
        await page.type(served.codes[0])
        await page.press("Enter")
        await page.shows(f"1 of {ITEMS}")
        for number in range(2, ITEMS + 1):
            await page.type("3")
            await page.shows(f"{number} of {ITEMS}")
        await page.type("3")
        await page.shows("y sends all")
        await page.type("y")
        await page.shows("Your private card")
        await page.press("Enter")
        await page.shows("Thank you")
        await page.press("Enter")
        await page.until("!document.getElementById('ended').hidden")
        assert await page.look("document.getElementById('said').textContent") == "Thank you. Your answers are stored."
        assert not await page.look("Boolean(document.querySelector('canvas'))")
        assert page.complaints == []
        own = (web.url, web.url.replace("http:", "ws:"))
        assert [url for url in page.asked if not url.startswith(own)] == []
        assert [url for url in page.asked if served.codes[0] in url] == []
        assert await page.look("[document.cookie, localStorage.length, sessionStorage.length].join()") == ",0,0"
    used = context.workspace.read(lambda session: box.count_used(session, served.round.id))
    assert used == 1


async def test_a_phone_has_keys_and_room_for_the_survey(chromium: str, web: Any, tmp_path: Path) -> None:
    async with tab(chromium, tmp_path / "profile") as page:
        phone = {"width": 375, "height": 720, "deviceScaleFactor": 1, "mobile": True}
        await page.do("Emulation.setDeviceMetricsOverride", **phone)
        await page.do("Emulation.setEmulatedMedia", features=[{"name": "pointer", "value": "coarse"}])
        await page.do("Emulation.setTouchEmulationEnabled", enabled=True)
        await page.open(web.url)
        assert await page.look("document.documentElement.scrollWidth") <= 375
        await page.open(f"{web.url}answer")
        await page.shows("Stored: your answers")
        await page.look("document.querySelector('[data-sends=enter]').click()")
        await page.shows("Type the code on your slip")
        await page.look("document.querySelector('[data-sends=escape]').click()")
        await page.shows("Stored: your answers")
        assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_join_page_is_accessible_and_its_way_in_is_reached_by_keys(
    chromium: str, axe: str, web: Any, tmp_path: Path, scheme: str
) -> None:
    async with tab(chromium, tmp_path / "profile") as page:
        await page.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        await page.open(web.url)
        await page.look(axe)
        assert await page.look("axe.run().then(found => found.violations.map(each => each.id).join())") == ""
        await page.press("Tab")
        assert await page.look("document.activeElement.textContent") == "Begin"
