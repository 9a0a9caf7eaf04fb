"""What comes from a client is counted before anybody looks at it, and what it does not read is not piled up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import asyncssh

from ybiyri_tui.hosting.crowd.bucket import Bucket

if TYPE_CHECKING:
    from ybiyri_tui.hosting.crowd.limits import Limits

TOO_MUCH = "More was sent than a survey needs; nothing was stored, and the code is still good."

UNREAD_SECONDS = 1.0
"""So long a client may take to read why its connection ends."""


class Metered(asyncio.Protocol):
    """Stands between a client's connection and the SSH protocol, which itself has no limits of either kind."""

    def __init__(self, connection: asyncssh.SSHServerConnection, limits: Limits) -> None:
        loop = asyncio.get_running_loop()
        self._connection = connection
        self._bucket = Bucket(limits.at_once, limits.a_second, loop.time)
        self._unread = limits.unread
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._has_ended = False
        # asyncssh offers no other way to the transport below a connection.
        self._transport = cast("asyncio.Transport", connection._transport)
        self._transport.set_protocol(self)

    async def room(self) -> None:
        """Returns when the client has read enough of what was sent to it."""
        await self._has_room.wait()

    def data_received(self, data: bytes) -> None:
        """Passes it on, or ends the connection of a client that sends too much or never reads."""
        if self._has_ended:
            return
        if self._transport.get_write_buffer_size() > self._unread:
            self._has_ended = True
            self._connection.abort()
        elif not self._bucket.take(len(data)):
            self.end(TOO_MUCH)
        else:
            self._connection.data_received(data)

    def end(self, reason: str) -> None:
        """Ends the connection; SSH clients show the reason. One that does not read it is cut off."""
        self._has_ended = True
        self._connection.disconnect(asyncssh.DISC_BY_APPLICATION, reason)
        asyncio.get_running_loop().call_later(UNREAD_SECONDS, self._transport.abort)

    def eof_received(self) -> None:
        """Passes it on."""
        self._connection.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Passes it on, and lets go of who waits for room."""
        self._has_room.set()
        self._connection.connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not read."""
        self._has_room.clear()

    def resume_writing(self) -> None:
        """It does again."""
        self._has_room.set()
