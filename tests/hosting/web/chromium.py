"""A headless Chromium, driven over its debugging port: keys in, what its terminal shows and what it asks for out."""

from __future__ import annotations

import asyncio
import itertools
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte

SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--ignore-certificate-errors",
    "--remote-debugging-port=0",
]
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, "")}


class Tab:
    """One tab. `asked` are the addresses it asked for, `complaints` what its console said."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._socket = socket
        self._numbers = itertools.count(1)
        self._replies: dict[int, dict[str, Any]] = {}
        self._screen = pyte.Screen(200, 60)
        self._stream = pyte.ByteStream(self._screen)

    async def do(self, method: str, **given: Any) -> dict[str, Any]:
        """Sends a command and returns its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": given})
        while number not in self._replies:
            await self._hear()
        return self._replies.pop(number)

    async def _hear(self) -> None:
        message = await self._socket.receive_json(timeout=30)
        if "id" in message:
            assert "error" not in message, message
            self._replies[message["id"]] = message["result"]
            return
        given = message["params"]
        match message["method"]:
            case "Network.requestWillBeSent":
                self.asked.append(given["request"]["url"])
            case "Network.webSocketCreated":
                self.asked.append(given["url"])
            case "Network.webSocketFrameReceived" if given["response"]["opcode"] == 2:
                self._stream.feed(b64decode(given["response"]["payloadData"]))
            case "Runtime.exceptionThrown":
                self.complaints.append(given["exceptionDetails"]["text"])
            case "Log.entryAdded" if given["entry"]["level"] == "error":
                self.complaints.append(given["entry"]["text"])

    async def open(self, url: str) -> None:
        """Goes to an address and waits until it is loaded."""
        await self.do("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def until(self, condition: str) -> None:
        """Waits until an expression is true on the page."""
        async with asyncio.timeout(30):
            while not (await self.look(f"Boolean({condition})")):
                await self._hear()

    async def look(self, expression: str) -> Any:
        """The value of an expression on the page, or of what it promises."""
        found = await self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    async def type(self, text: str) -> None:
        """Presses the keys of a text."""
        for sign in text:
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=sign, key=sign)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=sign)

    async def press(self, key: str) -> None:
        """Presses a key that has a name."""
        code, text = KEYS[key]
        named = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        await self.do("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
        await self.do("Input.dispatchKeyEvent", type="keyUp", **named)

    async def shows(self, words: str) -> None:
        """Waits until these words are on the terminal."""
        try:
            async with asyncio.timeout(30):
                while words not in "\n".join(self._screen.display):
                    await self._hear()
        except TimeoutError:
            raise AssertionError(f"{words!r} is not on the screen:\n" + "\n".join(self._screen.display)) from None

    async def picture(self, path: Path) -> None:
        """What the tab looks like, as PNG."""
        path.write_bytes(b64decode((await self.do("Page.captureScreenshot"))["data"]))


@asynccontextmanager
async def tab(program: str, profile: Path, width: int = 900, height: int = 600) -> AsyncIterator[Tab]:
    """A browser with one tab; both are gone afterwards."""
    running = await asyncio.create_subprocess_exec(
        program,
        *SWITCHES,
        f"--window-size={width},{height}",
        f"--user-data-dir={profile}",
        "about:blank",
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert running.stderr
        async with asyncio.timeout(30):
            while b"DevTools listening on" not in (line := await running.stderr.readline()):
                assert line, "the browser did not start"
        port = line.decode().split("//")[1].partition("/")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{port}/json/list") as listed:
                (page,) = [target for target in await listed.json() if target["type"] == "page"]
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                opened = Tab(socket)
                for domain in ("Page", "Runtime", "Log", "Network"):
                    await opened.do(f"{domain}.enable")
                yield opened
    finally:
        running.kill()
        await running.wait()
