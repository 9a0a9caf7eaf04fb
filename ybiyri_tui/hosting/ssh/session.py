"""One session: bytes go from a client to a process of its own and back, until either has gone."""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import struct
import termios
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

import asyncssh

from ybiyri_tui.hosting.door import fitting
from ybiyri_tui.hosting.doorkeeper import GONE
from ybiyri_tui.hosting.ssh import handles

if TYPE_CHECKING:
    from ybiyri_tui.hosting.crowd.limits import Limits
    from ybiyri_tui.hosting.door import Serve
    from ybiyri_tui.hosting.processes import Processes
    from ybiyri_tui.hosting.ssh.metered import Metered

IDLE = b"Nothing was typed for a long time, so this connection ends. What was not sent was not stored.\r\n"
RESTORED = b"\x1b[<u\x1b[?2004l\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?25h\x1b[?1049l\x1b[0m\r\n"
"""Gives a terminal back whose process could not: keys, paste, mouse, cursor, screen and colours as before."""


class Client(asyncssh.SSHServerProcess[bytes]):
    """The client's side of a session; signals and breaks are ignored, and of many sizes only the last one counts."""

    def __init__(self, session: Callable[[Client], Coroutine[None, None, None]]) -> None:
        super().__init__(lambda _: session(self), None, 3, False)
        self.resized: Callable[[], None] = lambda: None

    def break_received(self, msec: int) -> bool:  # noqa: ARG002
        """Is for serial lines."""
        return False

    def signal_received(self, signal: str) -> None:
        """Nobody signals a participant's process."""

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002
        """Tells the session, which asks for the size when it wants it."""
        self.resized()


class Session:
    """Carries one client through the survey."""

    def __init__(self, client: Client, metered: Metered, processes: Processes, serve: Serve, limits: Limits) -> None:
        self._client = client
        self._metered = metered
        self._processes = processes
        self._serve = serve
        self._limits = limits
        self._last_words = b""

    async def run(self, welcome: Callable[[], None]) -> int:
        """Serves the session; returns the exit code. `welcome` is called once a good code was shown."""
        return await (self._on_terminal(welcome) if self._client.term_type is not None else self._in_lines(welcome))

    async def _on_terminal(self, welcome: Callable[[], None]) -> int:
        near, far = os.openpty()
        os.set_blocking(near, False)
        size = _Size(near, self._client, self._limits.resize)
        status = GONE
        try:
            try:
                line = self._processes.on_terminal(far, self._client.term_type)
            finally:
                os.close(far)
            status = await self._bridge(near, line, welcome)
            return status
        finally:
            size.close()
            os.close(near)
            if status == GONE:
                self._client.stdout.write(RESTORED)
            self._client.stdout.write(self._last_words)

    async def _in_lines(self, welcome: Callable[[], None]) -> int:
        near, far = socket.socketpair()
        near.setblocking(False)
        with near:
            with far:
                line = self._processes.in_lines(far.fileno())
            status = await self._bridge(near.fileno(), line, welcome)
            self._client.stdout.write(self._last_words)
            return status

    async def _bridge(self, near: int, line: socket.socket, welcome: Callable[[], None]) -> int:
        """Carries bytes both ways and serves the line; ends when the process closes its side or the client goes."""
        outward, inward = asyncio.create_task(self._outward(near)), asyncio.create_task(self._inward(near))
        served = asyncio.create_task(self._serve(line, welcome))
        try:
            await asyncio.wait((outward, inward), return_when=asyncio.FIRST_COMPLETED)
            return await served if outward.done() else GONE
        finally:
            for task in (outward, inward, served):
                task.cancel()
            await asyncio.gather(outward, inward, served, return_exceptions=True)

    async def _outward(self, near: int) -> None:
        while piece := await handles.read(near):
            self._client.stdout.write(piece)
            await self._client.stdout.drain()
            await self._metered.room()

    async def _inward(self, near: int) -> None:
        """Ends when the client's input does, or when nothing was typed, or nothing typed was taken, for too long."""
        try:
            while await self._carry_in(near):
                pass
            if self._client.term_type is None:
                handles.end(near)
                await asyncio.sleep(self._limits.idle)
        except TimeoutError:
            self._last_words = IDLE

    async def _carry_in(self, near: int) -> bool:
        async with asyncio.timeout(self._limits.idle):
            piece = await self._client.stdin.read(handles.CHUNK)
            await handles.write(near, piece)
            return bool(piece)


class _Size:
    """Passes the size of a client's terminal on, within bounds and not more often than anybody could see."""

    def __init__(self, near: int, client: Client, seconds: float) -> None:
        self._near = near
        self._client = client
        self._seconds = seconds
        self._next: asyncio.TimerHandle | None = None
        client.resized = self._later
        self._apply()

    def close(self) -> None:
        """No more of it."""
        self._client.resized = lambda: None
        if self._next is not None:
            self._next.cancel()

    def _later(self) -> None:
        if self._next is None:
            self._next = asyncio.get_running_loop().call_later(self._seconds, self._apply)

    def _apply(self) -> None:
        self._next = None
        columns, rows = fitting(*self._client.term_size[:2])
        fcntl.ioctl(self._near, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
