"""The host's side of a line: guesses are slowed down, then refused, and rubbish ends it."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.errors import SurveyError
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.doorkeeper import BUSY, ENOUGH, GONE, TRIES, WRONG_A_MINUTE, Doorkeeper, Guard
from ybiyri_tui.hosting.wire import BrokenLine, HandOver, Left, LookUp, Request, packed_request, unpacked_request


@dataclass
class Box:
    """A booth that knows no code, or whose file cannot be reached."""

    error: Exception = field(default_factory=lambda: SurveyError("There is no such code."))
    asked: int = 0

    def look_up(self, code: bytes) -> None:
        self.asked += 1
        raise self.error


@dataclass
class Pauses:
    """Notes how long somebody would have had to wait."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def said(box: Box, guard: Guard, *messages: bytes) -> tuple[list[str | None], int]:
    """What a doorkeeper replies to these messages, and the exit code it reports."""
    near, far = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=near)
    ours, out = await asyncio.open_connection(sock=far)
    out.write(b"".join(messages))
    out.write_eof()
    status = await Doorkeeper(cast("Any", box), guard).serve(reader, writer)
    received = await ours.read()
    out.close()
    replies = []
    while received:
        length = struct.unpack("!I", received[:4])[0]
        replies.append(json.loads(received[4 : 4 + length])["refused"])
        received = received[4 + length :]
    return replies, status


GUESS = packed_request(LookUp(b"guess"))


async def test_guesses_wait_longer_and_longer_and_then_nothing_is_looked_up_any_more() -> None:
    box, pauses = Box(), Pauses()
    replies, _ = await said(box, Guard(lambda: 0.0, pauses), *[GUESS] * (TRIES + 3))
    assert replies == ["There is no such code."] * TRIES + [ENOUGH]
    assert box.asked == TRIES
    assert pauses.seconds == [2.0, 4.0, 8.0, 8.0]


async def test_many_who_guess_slow_down_even_the_first_try_of_the_next_and_a_minute_later_nobody() -> None:
    now, pauses = [0.0], Pauses()
    guard = Guard(lambda: now[0], pauses)
    for _ in range(WRONG_A_MINUTE + 1):
        guard.note_wrong()
    await said(Box(), guard, GUESS)
    assert pauses.seconds == [2.0]
    now[0] = 61.0
    await said(Box(), guard, GUESS)
    assert pauses.seconds == [2.0]


async def test_a_file_that_cannot_be_reached_is_no_wrong_code() -> None:
    pauses = Pauses()
    replies, _ = await said(Box(ProgramError("/secret/path is full")), Guard(lambda: 0.0, pauses), *[GUESS] * 8)
    assert replies == [BUSY] * 8
    assert pauses.seconds == []


async def test_how_a_participant_ended_is_reported() -> None:
    assert await said(Box(), Guard(lambda: 0.0), packed_request(Left(0))) == ([], 0)
    assert await said(Box(), Guard(lambda: 0.0)) == ([], GONE)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\0",
        b"\xff\xff\xff\xff",
        b"\0\0\0\2{}",
        b"\0\0\0\4null",
        struct.pack("!I", 6) + b"[[[[[[",
        b"GET / HTTP/1.1\r\n",
    ],
)
async def test_rubbish_ends_the_line(rubbish: bytes) -> None:
    box = Box()
    assert await said(box, Guard(lambda: 0.0), rubbish, GUESS) == ([], GONE)
    assert box.asked == 0


@given(
    st.one_of(
        st.builds(LookUp, st.binary()),
        st.builds(HandOver, st.binary(), st.binary()),
        st.builds(Left, st.integers(0, 255)),
    )
)
def test_a_request_arrives_as_it_was_sent(request_: Request) -> None:
    assert unpacked_request(packed_request(request_)[4:]) == request_


@given(st.binary())
def test_whatever_else_arrives_is_a_broken_line(message: bytes) -> None:
    try:
        request = unpacked_request(message)
    except BrokenLine:
        return
    assert unpacked_request(packed_request(request)[4:]) == request
