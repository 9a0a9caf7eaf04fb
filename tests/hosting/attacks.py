"""What a hostile client does to a host, from one address, until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import asyncssh
from asyncssh.packet import Boolean, String, UInt32

GIANT = 4_294_967_295
MEGABYTE = 1 << 20
ESCAPES = b"\x1b[<0;4294967295;4294967295M\x1b[200~\x1b]52;c;\x07\x1bP\x1b[999999999;999999999H\x00\xff\xfe\r\n"
Served = Any
GONE = (OSError, EOFError, asyncssh.Error, asyncio.IncompleteReadError)


async def half_open(served: Served) -> None:
    """Connects and never says anything, more often than the host lets arrive."""
    async with AsyncExitStack() as stack:
        for _ in range(60):
            await stack.enter_async_context(line_to(served))
        await asyncio.Event().wait()


async def slow_banner(served: Served) -> None:
    """Says who it is one letter after the other."""
    while True:
        async with line_to(served) as (_, writer):
            for letter in b"SSH-2.0-slow":
                writer.write(bytes([letter]))
                await writer.drain()
                await asyncio.sleep(0.01)


async def rubbish(served: Served) -> None:
    """Speaks something else, or says that a packet of four gigabytes follows."""
    for said in (
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01" * 5000,
        b"SSH-2.0-x\r\n\xff\xff\xff\xff" + b"\x00" * 70_000,
    ):
        async with line_to(served) as (reader, writer):
            writer.write(said)
            await reader.read()


async def flood_of_connections(served: Served) -> None:
    """Connects and goes, as fast as it can."""
    while True:
        async with line_to(served):
            await asyncio.sleep(0)


async def giant_windows(served: Served) -> None:
    """A terminal as large as numbers go, in a channel as large as they go, that changes its size all the time."""
    async with served.client() as connection:
        process = await connection.create_process(
            term_type="x" * 1000, term_size=(GIANT, GIANT, GIANT, GIANT), window=GIANT, max_pktsize=GIANT, encoding=None
        )
        for size in range(200):
            process.change_terminal_size(GIANT - size, size)
        await process.wait()


async def pasting(served: Served) -> None:
    """Ten megabytes of whatever a terminal could send."""
    async with served.client() as connection:
        process = await connection.create_process(term_type="xterm-256color", encoding=None)
        process.stdin.write(b"\r" + ESCAPES * (10 * MEGABYTE // len(ESCAPES)))
        await process.wait_closed()


async def lines_without_end(served: Served) -> None:
    """Ten megabytes in one line."""
    async with served.client() as connection:
        process = await connection.create_process(term_type=None, encoding=None)
        process.stdin.write(b"7" * 10 * MEGABYTE)
        await process.wait_closed()


async def never_reading(served: Served) -> None:
    """Makes the survey paint itself again and again, and reads nothing of it."""
    async with served.client() as connection:
        process = await connection.create_process(
            term_type="xterm-256color", term_size=(300, 100), window=GIANT, encoding=None
        )
        transport_of(connection).pause_reading()
        while not process.is_closing():
            process.stdin.write(b"w\x1b")
            process.change_terminal_size(300, 100)
            await asyncio.sleep(0.01)


async def asking_and_not_reading(served: Served) -> None:
    """Asks for what is refused, and does not read the refusals."""
    async with served.client() as connection:
        transport_of(connection).pause_reading()
        async with asyncio.TaskGroup() as group:
            for _ in range(3000):
                group.create_task(connection.open_session())


async def guessing(served: Served) -> None:
    """Tries one code after the other, on one connection after the other."""
    while True:
        async with served.client() as connection:
            process = await connection.create_process(term_type=None)
            process.stdin.write("0000-0000-000\n" * 10)
            await process.wait()


async def asking_for_more(served: Served) -> None:
    """Asks for everything a server could give beside a session."""
    async with served.client(agent_forwarding=True) as connection:
        await refused(connection.open_connection("127.0.0.1", served.port))
        await refused(connection.open_unix_connection("/var/run/postgresql/.s.PGSQL.5432"))
        await refused(connection.open_tun())
        await refused(connection.forward_remote_port("127.0.0.1", 0, "127.0.0.1", served.port))
        await refused(connection.forward_remote_path("/tmp/ybiyri", "/tmp/other"))  # noqa: S108
        await refused(connection.start_sftp_client())
    async with served.client() as connection:
        process = await connection.create_process(term_type=None)
        display = (Boolean(False), String("MIT-MAGIC-COOKIE-1"), String("00" * 16), UInt32(0))
        for request in ((b"x11-req", *display), (b"auth-agent-req@openssh.com",), (b"exec", String("id"))):
            if await process.channel._make_request(*request):
                raise AssertionError(f"got {request[0]!r}")


async def many_sessions(served: Served) -> None:
    """Asks for a hundred sessions on one connection, with an environment in each."""
    async with served.client() as connection:
        await connection.create_process(term_type=None, env={f"VARIABLE_{number}": "x" * 100 for number in range(100)})
        for _ in range(100):
            await refused(connection.create_process(term_type=None))


async def new_keys_all_the_time(served: Served) -> None:
    """Agrees on new keys after every few bytes."""
    async with served.client(rekey_bytes=64) as connection:
        process = await connection.create_process(term_type="xterm", encoding=None)
        while not process.is_closing():
            process.stdin.write(b"j" * 64)
            await asyncio.sleep(0)


async def long_name(served: Served) -> None:
    """Comes with a name that does not end."""
    async with served.client(username="x" * 60_000):
        pass


async def after_the_end(served: Served) -> None:
    """Goes on typing when everything was said."""
    async with served.client() as connection:
        process = await connection.create_process(term_type=None)
        process.stdin.write("n\n" * 2000)
        process.stdin.write_eof()
        with suppress(BrokenPipeError):
            process.stdin.write("3\n")
        await process.wait()


ATTACKS: dict[str, Callable[[Served], Awaitable[None]]] = {
    attack.__name__: attack
    for attack in (
        half_open,
        slow_banner,
        rubbish,
        flood_of_connections,
        giant_windows,
        pasting,
        lines_without_end,
        never_reading,
        asking_and_not_reading,
        guessing,
        asking_for_more,
        many_sessions,
        new_keys_all_the_time,
        long_name,
        after_the_end,
    )
}


@asynccontextmanager
async def under(attack: Callable[[Served], Awaitable[None]], served: Served) -> AsyncIterator[None]:
    """The attack is repeated, as its own connections are ended, until the block ends."""

    async def again_and_again() -> None:
        while True:
            with suppress(*GONE, ExceptionGroup):
                await attack(served)
            await asyncio.sleep(0.01)

    task = asyncio.create_task(again_and_again())
    try:
        await asyncio.sleep(0.2)
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def line_to(served: Served) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection without SSH."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port, family=socket.AF_INET)
    try:
        yield reader, writer
    finally:
        writer.close()


async def refused(wish: Awaitable[Any]) -> None:
    """Fails if the host does what is asked of it."""
    try:
        given = await wish
    except (asyncssh.Error, asyncssh.ChannelListenError):
        return
    raise AssertionError(f"got {given!r}")


def transport_of(connection: asyncssh.SSHClientConnection) -> asyncio.Transport:
    """What the client's connection runs over."""
    transport = connection._transport
    assert isinstance(transport, asyncio.Transport)
    return transport
