"""The SSH server: `ssh -p 2222 survey@HOST` is in the survey, and nowhere else.

It asks for no key, so that no client offers one. There is no shell, command, file transfer, forwarding or environment.
Nobody's name, address or time is logged or kept.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import struct
import termios
from contextlib import suppress
from pathlib import Path

import asyncssh

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.door import FULL, GREETING_SECONDS, Door, fitting
from ybiyri_tui.hosting.doorkeeper import GONE

CHUNK = 16_384
ALIVE_SECONDS = 30
ONLY_THE_SURVEY = b"This host serves one survey and nothing else.\r\n"


class _Connection(asyncssh.SSHServer):
    """One client: let in without being asked who it is, and refused everything but a session."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._is_arriving = False
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Counts clients that have not come in yet; too many of them are turned away."""
        if self._door.arriving >= self._door.limits.half_open:
            conn.abort()
            return
        self._is_arriving = True
        self._door.arriving += 1
        self._connection = conn
        self._door.connections.add(conn)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Forgets the client."""
        self._arrived()
        if self._connection is not None:
            self._door.connections.discard(self._connection)

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002
        """Lets everybody in; a code is asked for inside."""
        self._arrived()
        return False

    def _arrived(self) -> None:
        if self._is_arriving:
            self._is_arriving = False
            self._door.arriving -= 1


async def serve_ssh(door: Door, port: int, key: Path, address: str = "") -> asyncssh.SSHAcceptor:
    """Listens on a port; the host key is made when there is none yet. Raises ProgramError if the port is taken."""
    asyncssh.logging.logger.logger.disabled = True

    async def session(process: asyncssh.SSHServerProcess[bytes]) -> None:
        await _Session(door, process).run()

    try:
        return await asyncssh.create_server(
            lambda: _Connection(door),
            address,
            port,
            server_host_keys=[host_key(key)],
            process_factory=session,
            encoding=None,
            line_editor=False,
            allow_scp=False,
            agent_forwarding=False,
            x11_forwarding=False,
            compression_algs=None,
            server_version="ybiyri",
            login_timeout=GREETING_SECONDS,
            keepalive_interval=ALIVE_SECONDS,
            window=1 << 18,
        )
    except OSError as error:
        raise ProgramError(f"Port {port} cannot be used: {error.strerror or error}.") from error


def host_key(path: Path) -> asyncssh.SSHKey:
    """The key of this host, made once and readable by its owner alone."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = asyncssh.generate_private_key("ssh-ed25519", comment="ybiyri host")
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(new.export_private_key())
        return asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise ProgramError(f"The host key {path} cannot be used: {error}.") from error


def fingerprint(path: Path) -> str:
    """What SSH clients show of the host key, such as `SHA256:…`."""
    return host_key(path).get_fingerprint()


class _Session:
    """One session: bytes go from the client to a process of its own and back, until either has gone."""

    def __init__(self, door: Door, process: asyncssh.SSHServerProcess[bytes]) -> None:
        self._door = door
        self._client = process

    async def run(self) -> None:
        """Serves the session and ends it."""
        status = 1
        with suppress(ConnectionError, BrokenPipeError, asyncssh.Error, OSError):
            if self._client.command is not None or self._client.subsystem is not None:
                self._client.stderr.write(ONLY_THE_SURVEY)
            elif self._door.is_full:
                self._client.stderr.write(f"{FULL}\r\n".encode())
            else:
                status = await self._counted()
        self._client.exit(status)

    async def _counted(self) -> int:
        with self._door.somebody_inside():
            return await (self._on_terminal() if self._client.term_type is not None else self._in_lines())

    async def _on_terminal(self) -> int:
        near, far = os.openpty()
        os.set_blocking(near, False)
        self._resize(near, *self._client.term_size[:2])
        line = self._door.processes.on_terminal(far, self._client.term_type)
        os.close(far)
        try:
            return await self._bridge(near, line)
        finally:
            os.close(near)

    async def _in_lines(self) -> int:
        near, far = socket.socketpair()
        near.setblocking(False)
        with far:
            line = self._door.processes.in_lines(far.fileno())
        with near:
            return await self._bridge(near.fileno(), line)

    async def _bridge(self, near: int, line: socket.socket) -> int:
        """Carries bytes both ways and serves the line; ends when the process closes its side or the client goes."""
        outward, inward = asyncio.create_task(self._outward(near)), asyncio.create_task(self._inward(near))
        served = asyncio.create_task(self._door.serve(line))
        try:
            await asyncio.wait((outward, inward), return_when=asyncio.FIRST_COMPLETED)
            return await served if outward.done() else GONE
        finally:
            for task in (outward, inward, served):
                task.cancel()
            await asyncio.gather(outward, inward, served, return_exceptions=True)

    async def _outward(self, near: int) -> None:
        while True:
            await _readable(near)
            try:
                piece = os.read(near, CHUNK)
            except BlockingIOError:
                continue
            except OSError:
                return
            if not piece:
                return
            self._client.stdout.write(piece)
            await self._client.stdout.drain()

    async def _inward(self, near: int) -> None:
        while True:
            try:
                piece = await self._client.stdin.read(CHUNK)
            except asyncssh.TerminalSizeChanged as change:
                self._resize(near, change.width, change.height)
                continue
            except (asyncssh.BreakReceived, asyncssh.SignalReceived):
                continue
            if not piece:
                if self._client.term_type is None:
                    socket.socket(fileno=os.dup(near)).shutdown(socket.SHUT_WR)
                    await asyncio.get_running_loop().create_future()
                return
            await _write(near, piece)

    def _resize(self, near: int, columns: int, rows: int) -> None:
        columns, rows = fitting(columns, rows)
        if self._client.term_type is not None:
            fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


async def _readable(handle: int) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()
    loop.add_reader(handle, lambda: None if ready.done() else ready.set_result(None))
    try:
        await ready
    finally:
        loop.remove_reader(handle)


async def _writable(handle: int) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()
    loop.add_writer(handle, lambda: None if ready.done() else ready.set_result(None))
    try:
        await ready
    finally:
        loop.remove_writer(handle)


async def _write(handle: int, piece: bytes) -> None:
    left = memoryview(piece)
    while left:
        try:
            left = left[os.write(handle, left) :]
        except BlockingIOError:
            await _writable(handle)
