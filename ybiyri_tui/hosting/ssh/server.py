"""Letting clients in: everybody without being asked who they are, so many at once, and to a session alone."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.crowd.bucket import neighbourhood
from ybiyri_tui.hosting.door import FULL
from ybiyri_tui.hosting.ssh.host_key import host_key
from ybiyri_tui.hosting.ssh.metered import Metered
from ybiyri_tui.hosting.ssh.session import RESTORED, Client, Session

if TYPE_CHECKING:
    from ybiyri_tui.hosting.crowd.places import Place
    from ybiyri_tui.hosting.door import Door

ONLY_THE_SURVEY = b"This host serves one survey and nothing else.\r\n"
STOPPED = "The host has stopped. What was not sent is not stored, and its code is still good."
GAVE_WAY = "Many are connecting and the place was needed; nothing was stored. Connect again."
WINDOW = 1 << 15
KEY_EXCHANGES = "-diffie-hellman-*"
"""All but those that cost the host up to half a second of its processor whenever a client likes."""
FAREWELL_SECONDS = 2.0
"""So long a client may take to notice that its session has ended."""


class _Connection(asyncssh.SSHServer):
    """One client: let in without being asked who it is, and refused everything but one session."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._arriving: Place | None = None
        self._has_come = False
        self._client: Client | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Gives the client a place among those who arrive, and a while to come in."""
        peer = conn.get_extra_info("peername")
        self._address = neighbourhood(peer[0]) if peer else ""
        self._connection = conn
        self._metered = Metered(conn, self._door.limits)
        self._door.connections.add(self)
        if not self._door.newcomers.admit(self._address):
            conn.abort()
            return
        self._arriving = self._door.arriving.take(self._address, conn.abort)
        self._too_late = asyncio.get_running_loop().call_later(self._door.limits.greeting, conn.abort)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Forgets the client."""
        self._arrived()
        self._door.connections.discard(self)

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002
        """Lets everybody in; a code is asked for inside."""
        return False

    def session_requested(self) -> tuple[asyncssh.SSHServerChannel[bytes], Client] | bool:
        """One session, and no second one."""
        if self._has_come:
            return False
        self._has_come = True
        channel = self._connection.create_server_channel(None, "strict", WINDOW)
        return channel, Client(self._session)

    async def _session(self, client: Client) -> None:
        """Serves the session, and ends the connection with it."""
        status = 1
        self._client = client
        self._arrived()
        with suppress(ConnectionError, asyncssh.Error, OSError):
            if client.command is not None or client.subsystem is not None:
                client.stderr.write(ONLY_THE_SURVEY)
            else:
                status = await self._in_its_place(client)
        client.exit(status)
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await client.wait_closed()
        self._metered.end("The survey has ended.")

    async def _in_its_place(self, client: Client) -> int:
        door = self._door
        with door.somebody_inside(self._address, self._give_way) as place:
            if place is None:
                client.stderr.write(f"{FULL}\r\n".encode())
                return 1
            session = Session(client, self._metered, door.processes, door.serve, door.limits)
            return await session.run(place.keep)

    def abort(self) -> None:
        """Ends the connection because the host stops; a terminal is given back first."""
        if self._client is not None and self._client.term_type is not None:
            with suppress(OSError):
                self._client.stdout.write(RESTORED)
        self._metered.end(STOPPED)

    def _give_way(self) -> None:
        self._metered.end(GAVE_WAY)

    def _arrived(self) -> None:
        if self._arriving is not None:
            self._too_late.cancel()
            self._door.arriving.leave(self._arriving)
            self._arriving = None


async def serve_ssh(door: Door, port: int, key: Path, address: str = "") -> asyncssh.SSHAcceptor:
    """Listens on a port, or on a free one for 0; the host key is made when there is none yet.

    Raises ProgramError if the port is taken.
    """
    asyncssh.logging.logger.logger.disabled = True
    try:
        return await asyncssh.create_server(
            lambda: _Connection(door),
            address,
            port or _free_port(address),
            server_host_keys=[host_key(key)],
            kex_algs=KEY_EXCHANGES,
            gss_host=None,
            encoding=None,
            line_editor=False,
            allow_scp=False,
            agent_forwarding=False,
            x11_forwarding=False,
            compression_algs=None,
            server_version="ybiyri",
            login_timeout=door.limits.greeting,
            keepalive_interval=door.limits.alive,
        )
    except OSError as error:
        raise ProgramError(f"Port {port} cannot be used: {error.strerror or error}.") from error


def _free_port(address: str) -> int:
    """One port for both families of addresses, which would get different ones from the system."""
    with socket.create_server((address, 0), family=socket.AF_INET6 if ":" in address else socket.AF_INET) as found:
        port: int = found.getsockname()[1]
        return port
