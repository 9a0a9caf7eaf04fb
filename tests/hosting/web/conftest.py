"""The round of the hosted team, served to browsers as well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pyte
import pytest

from ybiyri_tui.hosting.web.place import Place


@dataclass
class Page:
    """What the survey's page is to the host: a socket that sends keys, and a screen that shows what comes back."""

    socket: aiohttp.ClientWebSocketResponse
    said: list[str] = field(default_factory=list)
    _screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(80, 24))

    def __post_init__(self) -> None:
        self._stream = pyte.ByteStream(self._screen)

    async def send(self, *envelope: Any) -> None:
        """Sends what the page's script would send."""
        await self.socket.send_json(envelope)

    async def shows(self, words: str) -> None:
        """Waits until these words are on the screen."""
        while words not in "\n".join(self._screen.display):
            assert await self._hear(), f"{words!r} is not on the screen:\n" + "\n".join(self._screen.display)

    async def ends(self) -> int | None:
        """Waits until the host has closed the socket, and returns the code it gives."""
        while await self._hear():
            continue
        return self.socket.close_code

    async def _hear(self) -> bool:
        message = await self.socket.receive(timeout=30)
        if message.type is aiohttp.WSMsgType.BINARY:
            self._stream.feed(message.data)
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.said.append(message.json()[1])
        return message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT)


@dataclass
class Web:
    """The address of a host for browsers."""

    url: str

    @asynccontextmanager
    async def page(self, origin: str | None = None) -> AsyncIterator[Page]:
        """A page of 80×24 that has opened the survey."""
        own = self.url.rstrip("/")
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{own}/ws?width=80&height=24", origin=origin or own) as socket,
        ):
            yield Page(socket)


@pytest.fixture
async def web(served: Any) -> Web:
    """The open round of the team behind a web server, too; it ends with the host."""
    return Web(await served.host.start_web(Place(0), ssh="ssh -T -p 2222 survey@laptop"))
