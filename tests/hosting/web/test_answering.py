"""The survey in a page: answered, left, and misused."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from playbook.records import Pilot
from surveys.rounds.store import box
from ybiyri_tui.context import Context
from ybiyri_tui.hosting import host as hosting
from ybiyri_tui.hosting.door import FULL
from ybiyri_tui.usecases.survey import ending
from ybiyri_tui.wording.closing_times import time_words

ITEMS = 24


def used(context: Context, served: Any) -> tuple[int, int]:
    """Ballots that are in, and codes that are spent."""
    return context.workspace.read(
        lambda session: (box.count_used(session, served.round.id), box.count_spent(session, served.round.id))
    )


def participants() -> list[int]:
    """The processes that were split off for somebody."""
    return [grandchild for child in _children(os.getpid()) for grandchild in _children(child)]


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


async def nobody_is_left() -> None:
    """Waits until no participant's process is there."""
    async with asyncio.timeout(20):
        while participants():
            await asyncio.sleep(0.01)


async def begin(page: Any, code: str) -> None:
    """Up to the first question."""
    await page.shows("Stored: your answers")
    await page.send("stdin", "\r")
    await page.shows("Type the code on your slip")
    await page.send("stdin", f"{code}\r")
    await page.shows(f"1 of {ITEMS}")


async def test_somebody_answers_in_a_page_and_a_tab_that_is_closed_leaves_the_code_good(
    served: Any, web: Any, context: Context
) -> None:
    async with web.page() as page:
        await begin(page, served.codes[0])
        await page.send("stdin", "3")
        await page.shows(f"2 of {ITEMS}")
        (participant,) = participants()
        surroundings = Path(f"/proc/{participant}/environ").read_bytes()
        assert b"XDG_DATA_HOME" not in surroundings
    await nobody_is_left()
    assert used(context, served) == (0, 0)
    async with web.page() as page:
        await begin(page, served.codes[0])
        for number in range(2, ITEMS + 1):
            await page.send("stdin", "3")
            await page.shows(f"{number} of {ITEMS}")
        await page.send("resize", {"width": 70, "height": 20})
        await page.send("stdin", "3")
        await page.shows("y sends all")
        await page.send("stdin", "y")
        await page.shows("Your private card")
        await page.send("stdin", "\r")
        await page.shows("Thank you")
        await page.send("stdin", "\r")
        assert await page.ends() == 1000
        assert page.said == ["Thank you. Your answers are stored."]
    assert used(context, served) == (1, 1)
    await nobody_is_left()


async def test_a_page_that_misbehaves_is_let_go_and_the_others_stay(served: Any, web: Any) -> None:
    async with web.page() as other:
        await begin(other, served.codes[0])
        async with web.page() as page:
            await page.send("deliver_chunk_request", "key")
            assert await page.ends() == 1000
        async with web.page() as page:
            with suppress(ConnectionError):
                await page.send("stdin", "x" * 10_000_000)
            assert await page.ends() in (1009, 1006)
        async with web.page() as page:
            with suppress(ConnectionError):
                for _ in range(20):
                    await page.send("stdin", "x" * 10_000)
            assert await page.ends() in (1000, 1006)
        served.host.door.inside.most = 1
        async with web.page() as page:
            assert await page.ends() == 1013
            assert page.said == [FULL]
        await other.send("stdin", "3")
        await other.shows(f"2 of {ITEMS}")
    await nobody_is_left()


async def test_who_comes_later_sees_the_new_closing_time_and_who_is_in_hears_of_the_end(
    served: Any, web: Any, context: Context, pilot: Pilot
) -> None:
    assert not (await served.host.look()).over
    later = context.now() + timedelta(days=9)
    ending.extend(context, served.round.id, later)
    await served.host.look()
    async with served.client() as connection, web.page() as page:
        process = await connection.create_process(term_type=None)
        promised = str(await process.stdout.readuntil("code:"))
        assert f"extended to {time_words(later)}" in " ".join(promised.split())
        assert "or the host's: what you type goes there to be sealed" in " ".join(promised.split())
        await begin(page, served.codes[0])
        ending.discard_round(context, served.round.id)
        assert (await served.host.look()).over == hosting.DISCARDED
        await page.shows("was discarded")
        assert "was discarded" in " ".join(str(await process.stdout.read()).split())
        await process.wait_closed()
        assert process.exit_status == 2
        await page.send("stdin", "Q")
        await page.ends()
    await served.host.empty()
    await nobody_is_left()
