"""Reading and writing the host's side of a participant's terminal or lines without holding anybody up."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress

CHUNK = 16_384
"""Most bytes of one reading."""


async def read(handle: int) -> bytes:
    """What the participant's process says next; nothing once it has closed its side."""
    while True:
        await _readable(handle)
        try:
            return os.read(handle, CHUNK)
        except BlockingIOError:
            continue
        except OSError:  # how a terminal whose other side has gone reads
            return b""


async def write(handle: int, piece: bytes) -> None:
    """Hands all of it to the participant's process, as fast as that takes it."""
    left = memoryview(piece)
    while left:
        try:
            left = left[os.write(handle, left) :]
        except BlockingIOError:
            await _writable(handle)


def end(handle: int) -> None:
    """Tells a participant's process, which reads lines from a socket, that there are no more."""
    with suppress(OSError), socket.socket(fileno=os.dup(handle)) as lines:
        lines.shutdown(socket.SHUT_WR)


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
