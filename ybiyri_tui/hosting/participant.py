"""A participant's process: the answer flow on the terminal or the lines it was given, and one line to the host."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import SystemRandom
from typing import TYPE_CHECKING

from surveys.errors import SurveyError
from ybiyri_tui.hosting.wire import (
    BrokenLine,
    HandOver,
    Left,
    LookUp,
    Request,
    exchange,
    packed_request,
    unpacked_reply,
)
from ybiyri_tui.usecases.survey.casting import Booth

if TYPE_CHECKING:
    from surveys.rounds.casting import SealedBallot
    from surveys.rounds.records import Round
    from surveys.sealing.sealer import Sealer

GONE = "The survey's host has gone. If you had not sent your answers yet, your code is still good: connect again."


@dataclass(frozen=True)
class RemoteBooth(Booth):
    """A booth whose round lies with the host at the other end of the line."""

    line: socket.socket = field(repr=False)

    def look_up(self, code: bytes) -> None:
        """Asks the host."""
        self._ask(LookUp(code))

    def cast(self, ballot: SealedBallot) -> None:
        """Hands the sealed ballot to the host, and returns when it is on disk."""
        self._ask(HandOver(ballot.code, ballot.box))

    def leave(self, status: int) -> None:
        """Tells the host that this participant is done."""
        with suppress(OSError):
            self.line.sendall(packed_request(Left(status)))

    def _ask(self, request: Request) -> None:
        try:
            refusal = unpacked_reply(exchange(self.line, packed_request(request)))
        except BrokenLine as broken:
            raise SurveyError(GONE) from broken
        if refusal is not None:
            raise SurveyError(refusal)


def remote_booth(found: Round, sealer: Sealer, line: socket.socket) -> RemoteBooth:
    """The booth of a participant: random numbers from the system, sealing on this side."""
    return RemoteBooth(found, SystemRandom(), sealer, line)


def answer_on_terminal(booth: Booth) -> None:
    """The survey in colour, for one person; returns when they leave."""
    from ybiyri_tui.hosting.participant_app import ParticipantApp

    app = ParticipantApp(booth)
    app.run()
    if app.failure is not None:
        raise app.failure


def answer_in_lines(booth: Booth) -> None:
    """The survey as line prompts on standard input and output, for screen readers and scripts."""
    from ybiyri_tui.line_prompts.answering import answer_plainly

    answer_plainly(booth)
