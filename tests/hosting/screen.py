"""What somebody sees at the other end of a connection."""

from __future__ import annotations

import asyncio

import asyncssh
import pyte
import pytest


class Screen:
    """What somebody sees at the other end of a connection."""

    def __init__(self, process: asyncssh.SSHClientProcess[bytes]) -> None:
        self._process = process
        self._screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self._screen)

    async def shows(self, words: str) -> None:
        """Waits until these words are on the screen."""
        try:
            async with asyncio.timeout(20):
                while words not in "\n".join(self._screen.display):
                    piece = await self._process.stdout.read(65536)
                    assert piece, self._unseen(words)
                    self._stream.feed(piece)
        except TimeoutError:
            pytest.fail(self._unseen(words))

    def _unseen(self, words: str) -> str:
        return f"{words!r} is not on the screen:\n" + "\n".join(self._screen.display)
