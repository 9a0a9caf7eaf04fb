"""Many people at once at one host: connects them, answers for them, and has them send at the same moment.

As a program it reads what to do as JSON from standard input and writes how long everything took to standard output. In
between it writes `ready` when everybody is about to send, and `sent` when some have, and waits for a line of input.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

import asyncssh

FIRST_PAGE = b"What worries you"
ITEMS = 24


class Person:
    """One connection to a host with a terminal of its own."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.seen = b""
        self.process: asyncssh.SSHClientProcess[bytes] | None = None

    async def come(self, port: int) -> float:
        """Connects; seconds to the first page."""
        began = time.perf_counter()
        connection = await asyncssh.connect("127.0.0.1", port, known_hosts=None, username="survey", config=None)
        self.process = await connection.create_process(term_type="xterm-256color", term_size=(80, 24), encoding=None)
        await self.shown(FIRST_PAGE)
        return time.perf_counter() - began

    async def answer(self) -> None:
        """From the first page to the last question."""
        self.type(b"\r")
        await self.shown(b"Type the code")
        self.type(self.code.encode() + b"\r")
        await self.shown(b"1 of %d" % ITEMS)
        for number in range(1, ITEMS + 1):
            self.type(b"3")
            await self.shown(b"%d of %d" % (number + 1, ITEMS) if number < ITEMS else b"send")

    async def send(self, after: float) -> float:
        """Hands in; seconds until it is said that the answers are stored."""
        await asyncio.sleep(after)
        began = time.perf_counter()
        self.type(b"y")
        await self.shown(b"card")
        return time.perf_counter() - began

    def type(self, keys: bytes) -> None:
        """Keys, as they are."""
        assert self.process
        self.seen = b""
        self.process.stdin.write(keys)

    async def shown(self, words: bytes) -> None:
        """Waits until these words were painted since the last key."""
        assert self.process
        async with asyncio.timeout(300):
            while words not in self.seen:
                piece = await self.process.stdout.read(65536)
                if not piece:
                    raise EOFError(f"{words!r} was not shown")
                self.seen += piece


async def everybody(port: int, codes: list[str], at_once: int) -> dict[str, list[float]]:
    """Connects and answers for all, sends for some within a second, then for the others; seconds that each took."""
    people = [Person(code) for code in codes]
    coming = []
    for start in range(0, len(people), 10):
        coming += await asyncio.gather(*(person.come(port) for person in people[start : start + 10]))
    for start in range(0, len(people), 10):
        await asyncio.gather(*(person.answer() for person in people[start : start + 10]))
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    sending = await asyncio.gather(*(who.send(n / at_once) for n, who in enumerate(people[:at_once])))
    print("sent", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await asyncio.gather(*(who.send(0) for who in people[at_once:]))
    return {"coming": coming, "sending": sending}


if __name__ == "__main__":
    wanted = json.loads(sys.stdin.readline())
    print(json.dumps(asyncio.run(everybody(wanted["port"], wanted["codes"], wanted["at_once"]))))
