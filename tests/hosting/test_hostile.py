"""A hostile client neither takes the survey down for others nor gets anything."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import Any

import pytest

from surveys.rounds.store import box
from tests.hosting.attacks import ATTACKS, GONE, line_to, transport_of, under
from tests.hosting.screen import Screen
from ybiyri_tui.context import Context
from ybiyri_tui.hosting.door import FULL
from ybiyri_tui.hosting.ssh.session import IDLE

EVERYTHING = "3\n" * 24
HONEST = "127.0.0.2"


async def answered(served: Any, context: Context, talk: Any) -> None:
    """Somebody at another address answers from the first page to the thanks."""
    async with asyncio.timeout(60):
        said, status = await talk(served, f"{served.codes.pop()}\n{EVERYTHING}y\n", HONEST)
    assert "Your answers are stored" in said
    assert status == 0
    used, spent = context.workspace.read(
        lambda session: (box.count_used(session, served.round.id), box.count_spent(session, served.round.id))
    )
    assert used == spent > 0


async def test_somebody_answers_while_everything_is_tried_at_once(serving: Any, context: Context, talk: Any) -> None:
    served = await serving(alive=5.0)
    async with AsyncExitStack() as stack:
        for attack in ATTACKS.values():
            await stack.enter_async_context(under(attack, served))
        await answered(served, context, talk)
        assert backlog(served) < 4 * served.host.limits.unread
    await answered(served, context, talk)


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
async def test_somebody_answers_during_an_attack(name: str, served: Any, context: Context, talk: Any) -> None:
    async with under(ATTACKS[name], served):
        await answered(served, context, talk)
        assert backlog(served) < 4 * served.host.limits.unread
    await answered(served, context, talk)


def backlog(served: Any) -> int:
    """The largest number of bytes that wait for one client."""
    transports = [each._connection._transport for each in served.host.door.connections]
    return max((transport.get_write_buffer_size() for transport in transports if transport), default=0)


async def test_who_says_nothing_does_not_come_in_touches_no_key_or_does_not_answer_is_let_go(serving: Any) -> None:
    served = await serving(greeting=2.0, idle=0.5, alive=0.5)
    async with line_to(served) as (reader, _), served.client() as silent, served.client() as connection:
        process = await connection.create_process(term_type="xterm", encoding=None)
        assert (await process.stdout.read(-1)).endswith(IDLE)
        await connection.wait_closed()
        assert (await reader.read()).startswith(b"SSH-2.0-ybiyri")
        await silent.wait_closed()
    async with AsyncExitStack() as stack:
        deaf = await stack.enter_async_context(served.client())
        await deaf.create_process(term_type=None)
        transport_of(deaf).pause_reading()
        while served.host.door.connections:
            await asyncio.sleep(0.05)
        transport_of(deaf).abort()
        async with asyncio.timeout(20):
            while served.participants():
                await asyncio.sleep(0.05)
    assert (len(served.host.door.arriving), len(served.host.door.inside)) == (0, 0)


@pytest.mark.slow
async def test_a_paste_of_ten_megabytes_ends_the_connection_and_leaves_the_code_good(
    served: Any, context: Context, talk: Any
) -> None:
    for term in (None, "xterm"):
        async with served.client() as connection:
            process = await connection.create_process(term_type=term, encoding=None)
            await process.stdout.read(1)
            process.stdin.write(f"\r{served.codes[-1]}\r".encode())
            process.stdin.write(b"x" * 10_000_000)
            with suppress(*GONE):
                await process.stdout.read(-1)
            await connection.wait_closed()
    await answered(served, context, talk)


@pytest.mark.slow
async def test_as_large_a_paste_as_is_taken_is_an_entry_that_is_not_good_in_every_field(serving: Any) -> None:
    served = await serving(comments=True)
    paste = b"\x1b[200~" + b"\xf0\x9f\x92\xa3 \x00 x" * 3000 + b"\x1b[201~\r"
    for typed, said in (("", "That is not a code"), (f"{served.codes[0]}\r{'3' * 24}", "at most 500 fit")):
        async with served.client() as connection:
            process = await connection.create_process(term_type="xterm-256color", encoding=None)
            screen = Screen(process)
            await screen.shows("Stored: your answers")
            process.stdin.write(b"\r")
            await screen.shows("Type the code")
            for key in typed:
                process.stdin.write(key.encode())
                if key in "\r3":
                    await asyncio.sleep(0.1)
            process.stdin.write(paste)
            await screen.shows(said)


@pytest.mark.slow
async def test_the_address_that_has_all_places_gives_one_up_but_not_that_of_who_showed_a_good_code(
    serving: Any, context: Context, talk: Any
) -> None:
    served = await serving(people=6)
    served.host.door.inside.most = 3
    async with AsyncExitStack() as stack:
        processes = []
        for _ in range(3):
            connection = await stack.enter_async_context(served.client())
            processes.append(await connection.create_process(term_type=None))
            await processes[-1].stdout.readuntil("code:")
        processes[0].stdin.write(f"{served.codes.pop()}\n")
        await processes[0].stdout.readuntil("back:")
        async with served.client() as connection:
            turned_away = await connection.create_process(term_type=None)
            assert FULL in str((await turned_away.wait()).stderr)
        await answered(served, context, talk)
        processes[0].stdin.write(f"{EVERYTHING}y\n")
        assert (await processes[0].wait()).exit_status == 0
        with suppress(*GONE):
            await processes[1].stdout.read()
        assert processes[1].is_closing()
        assert not processes[2].is_closing()
