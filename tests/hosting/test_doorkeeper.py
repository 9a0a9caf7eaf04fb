"""The host's side of a line: guesses are slowed down, then refused, and rubbish ends it."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.records import Pilot
from surveys.errors import WrongCode
from surveys.rounds.casting import NOT_GOOD, UNKNOWN, USED
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.doorkeeper import BUSY, ENOUGH, GONE, TRIES, WRONG_A_MINUTE, Doorkeeper, Guard
from ybiyri_tui.hosting.wire import (
    BrokenLine,
    HandOver,
    Left,
    LookUp,
    Request,
    packed_request,
    read_message,
    unpacked_request,
)
from ybiyri_tui.usecases.survey.answering.casting import booth


@dataclass
class Box:
    """A booth that knows no code, or whose file cannot be reached."""

    error: Exception = field(default_factory=lambda: WrongCode("There is no such code."))
    asked: int = 0

    def look_up(self, code: bytes) -> None:
        self.asked += 1
        raise self.error


class Open:
    """A booth that knows every code."""

    def look_up(self, code: bytes) -> None:
        """Says yes."""


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
    assert replies == [NOT_GOOD] * TRIES + [ENOUGH]
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


async def test_whoever_showed_a_good_code_is_not_slowed_by_others() -> None:
    pauses, welcomed = Pauses(), []
    guard = Guard(lambda: 0.0, pauses)
    near, far = socket.socketpair()
    streams = await asyncio.open_connection(sock=near)
    serving = asyncio.create_task(Doorkeeper(cast("Any", Open()), guard, lambda: welcomed.append(1)).serve(*streams))
    reader, writer = await asyncio.open_connection(sock=far)
    writer.write(GUESS)
    await read_message(reader)
    for _ in range(WRONG_A_MINUTE + 1):
        guard.note_wrong()
    writer.write(GUESS)
    await read_message(reader)
    writer.close()
    assert (await serving, pauses.seconds, welcomed) == (GONE, [], [1])


async def test_unknown_used_and_malformed_codes_are_answered_with_the_same_words_after_the_same_time() -> None:
    outcomes = []
    for error, code in ((UNKNOWN, b"x" * 32), (USED, b"y" * 32), (UNKNOWN, b""), (UNKNOWN, b"z" * 9999)):
        pauses = Pauses()
        replies, _ = await said(Box(WrongCode(error)), Guard(lambda: 0.0, pauses), *[packed_request(LookUp(code))] * 3)
        outcomes.append((replies, pauses.seconds))
    assert outcomes == [([NOT_GOOD] * 3, [2.0, 4.0])] * 4


async def test_a_ballot_of_another_size_than_all_others_ends_the_line_unseen(context: Context, pilot: Pilot) -> None:
    team = PlayedTeam(replace(context, sealer=PlaySealer), pilot.id)
    found = team.open(invited=6)
    inside = booth(team.context, found)
    code = inside.check_code(team.bowl[0]).code
    for length in (0, 1, 5_000):
        near, far = socket.socketpair()
        streams = await asyncio.open_connection(sock=near)
        with far:
            far.sendall(packed_request(HandOver(code, b"x" * length)))
            assert await Doorkeeper(inside, Guard(lambda: 0.0)).serve(*streams) == GONE
    inside.look_up(code)  # is still good


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
