"""The line between a participant's process and the host: short messages, each with its length before it.

What a participant sends is not trusted: it has a largest size, is JSON, and is checked before anything is done with it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field

MOST_BYTES = 1 << 20
"""More than the largest sealed ballot needs."""
_LENGTH = struct.Struct("!I")


class BrokenLine(Exception):
    """The other side has gone, or has sent something that is not a message."""


@dataclass(frozen=True)
class LookUp:
    """Is this code good?"""

    code: bytes = field(repr=False)


@dataclass(frozen=True)
class HandOver:
    """Spend this code and keep this sealed ballot."""

    code: bytes = field(repr=False)
    box: bytes = field(repr=False)


@dataclass(frozen=True)
class Left:
    """The participant is done, with this exit code."""

    status: int


@dataclass(frozen=True)
class Over:
    """The host says, without being asked, that nobody can answer any more, and why."""

    sentence: str


Request = LookUp | HandOver | Left


def packed_request(request: Request) -> bytes:
    """A request as bytes."""
    if isinstance(request, Left):
        return _framed({"left": request.status})
    data = {"code": request.code.hex()}
    if isinstance(request, HandOver):
        data["box"] = b64encode(request.box).decode()
    return _framed(data)


def unpacked_request(message: bytes) -> Request:
    """The request that a participant sent; BrokenLine if it is none."""
    try:
        data = json.loads(message)
        if "left" in data:
            return Left(int(data["left"]) & 0xFF)
        code = bytes.fromhex(data["code"])
        return HandOver(code, b64decode(data["box"], validate=True)) if "box" in data else LookUp(code)
    except (ValueError, KeyError, TypeError, NotBase64, RecursionError) as error:
        raise BrokenLine("not a request") from error


def packed_reply(refusal: str | None) -> bytes:
    """What a request led to: nothing to say, or the sentence with which it was refused."""
    return _framed({"refused": refusal})


def packed_over(over: Over) -> bytes:
    """The news that nobody can answer any more."""
    return _framed({"over": over.sentence})


def unpacked_reply(message: bytes) -> str | Over | None:
    """The sentence with which a request was refused, None if it was done; or the news that all is over."""
    data = json.loads(message)
    if "over" in data:
        return Over(str(data["over"]))
    return None if data["refused"] is None else str(data["refused"])


async def read_message(reader: asyncio.StreamReader) -> bytes:
    """The next message on the host's side; BrokenLine when there is none any more."""
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        if length > MOST_BYTES:
            raise BrokenLine("too long")
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise BrokenLine("gone") from error


def receive(line: socket.socket) -> bytes:
    """The next message on the participant's side; BrokenLine when the host has gone."""
    try:
        (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size))
        return _exactly(line, min(length, MOST_BYTES))
    except OSError as error:
        raise BrokenLine("gone") from error


def _framed(data: object) -> bytes:
    message = json.dumps(data).encode()
    return _LENGTH.pack(len(message)) + message


def _exactly(line: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        piece = line.recv(count - len(found))
        if not piece:
            raise BrokenLine("gone")
        found += piece
    return found
