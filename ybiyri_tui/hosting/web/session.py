"""One page and the process behind it: what the page sends is checked, what the process sends is passed on."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from ybiyri_tui.hosting.crowd.bucket import Bucket
from ybiyri_tui.hosting.door import fitting

if TYPE_CHECKING:
    from ybiyri_tui.hosting.door import Door

LARGEST_MESSAGE = 1 << 16
"""Bytes of one message from a page; a page that sends more is let go."""
LEAVE_SECONDS = 12.0
HEARTBEAT_SECONDS = 15.0


@dataclass(frozen=True)
class _SplitOff:
    """A process as textual-serve expects one; it never writes to standard error."""

    stdin: asyncio.StreamWriter
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader


class PageSession(AppService):
    """Textual-serve's service, with a process from the door in place of a command.

    Of what a process can ask of a page only its last sentence is passed on: no address is opened, no file handed out.
    """

    def __init__(self, door: Door, page: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=self._close_page,
            download_manager=DownloadManager(),
        )
        self._door = door
        self._page = page
        self._welcome: Callable[[], None] = lambda: None
        self._served: asyncio.Task[int] | None = None

    async def serve(self, columns: int, rows: int, welcome: Callable[[], None]) -> None:
        """Serves the page until it has gone, or its process has. `welcome` is called once a good code was shown."""
        self._welcome = welcome
        try:
            await self.start(*fitting(columns, rows))
            await self._listen()
        finally:
            await self.stop()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        near, far = socket.socketpair()
        near.setblocking(False)
        with far:
            line = self._door.processes.in_browser(far.fileno(), width, height)
        reader, writer = await asyncio.open_connection(sock=near)
        self._served = asyncio.create_task(self._door.serve(line, self._welcome))
        nothing = asyncio.StreamReader()
        nothing.feed_eof()
        self._stdin = writer
        self._process = cast("Process", _SplitOff(writer, reader, nothing))
        return self._process

    async def run(self) -> None:
        """Passes on what the process shows; when it has gone, so does the page."""
        await super().run()
        await self._close_page()

    async def stop(self) -> None:
        """Tells the process that its page has gone, and waits until it has gone, too."""
        running, self._task = self._task, None
        if self._stdin is not None:
            await self.send_meta({"type": "quit"})
            with suppress(OSError):
                self._stdin.write_eof()
        for task in (running, self._served):
            if task is not None:
                with suppress(TimeoutError, asyncio.CancelledError):
                    await asyncio.wait_for(task, LEAVE_SECONDS)
        if self._stdin is not None:
            self._stdin.close()

    async def on_meta(self, data: bytes) -> None:
        """The last sentence of a process; nothing else is passed on."""
        meta = json.loads(data)
        if meta["type"] == "said":
            await self.remote_write_str(json.dumps(["said", str(meta["sentence"])]))

    async def on_packed(self, payload: bytes) -> None:
        """Files are not handed out."""

    async def _listen(self) -> None:
        """Takes keys, sizes and focus from the page; anything else, and too much of it, ends it."""
        limits = self._door.limits
        bucket = Bucket(limits.at_once, limits.a_second, time.monotonic)
        async for message in self._page:
            if message.type is not WSMsgType.TEXT or not bucket.take(len(message.data)):
                return
            if not await self._understood(str(message.data)):
                return

    async def _understood(self, text: str) -> bool:
        try:
            match json.loads(text):
                case ["stdin", str(typed)]:
                    await self.send_bytes(typed.encode("utf-8", "ignore"))
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await self.set_terminal_size(*fitting(width, height))
                case ["ping", str(mark)] if len(mark) < 40:
                    await self.remote_write_str(json.dumps(["pong", mark]))
                case ["blur"]:
                    await self.blur()
                case ["focus"]:
                    await self.focus()
                case _:
                    return False
        except (ValueError, RecursionError):
            return False
        return True

    async def _close_page(self) -> None:
        with suppress(ConnectionError):
            await self._page.close()
