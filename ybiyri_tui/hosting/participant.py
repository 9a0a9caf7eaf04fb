"""A participant's process: the answer flow on the terminal or the lines it was given, and one line to the host."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass, field
from secrets import SystemRandom
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from surveys.errors import NoReply, SurveyError, WrongCode
from surveys.rounds.casting import NOT_GOOD
from ybiyri_tui.hosting.line import GONE, Line
from ybiyri_tui.hosting.wire import BrokenLine, HandOver, Left, LookUp, Request
from ybiyri_tui.usecases.survey.answering.casting import UNSURE, Booth
from ybiyri_tui.usecases.survey.answering.ways import Way

if TYPE_CHECKING:
    from textual.driver import Driver

    from surveys.rounds.casting import SealedBallot
    from surveys.rounds.records import Round
    from surveys.sealing.sealer import Sealer

KINDS = {NOT_GOOD: WrongCode, UNSURE: NoReply}
"""Refusals after which something can be tried again, told by their words."""
ENDED = 2
"""The exit code of somebody who could not answer to the end."""


@dataclass(frozen=True)
class RemoteBooth(Booth):
    """A booth whose round lies with the host at the other end of the line."""

    way: ClassVar[Way] = Way.SERVED

    line: Line = field(repr=False)

    def look_up(self, code: bytes) -> None:
        """Asks the host."""
        self._ask(LookUp(code))

    def cast(self, ballot: SealedBallot) -> None:
        """Hands the sealed ballot to the host, and returns when it is on disk."""
        self._ask(HandOver(ballot.code, ballot.box))
        self.line.has_handed_over = True

    def over(self) -> str | None:
        """Why nobody can answer any more, as the host said or because it has gone."""
        return self.line.over()

    def leave(self, status: int) -> None:
        """Tells the host that this participant is done."""
        self.line.tell(Left(status))

    def _ask(self, request: Request) -> None:
        try:
            refusal = self.line.ask(request)
        except BrokenLine as broken:
            raise SurveyError(GONE) from broken
        if refusal is not None:
            raise KINDS.get(refusal, SurveyError)(refusal)


def remote_booth(found: Round, sealer: Sealer, line: socket.socket) -> RemoteBooth:
    """The booth of a participant: random numbers from the system, sealing on this side."""
    return RemoteBooth(found, SystemRandom(), sealer, Line(line))


def answer_on_terminal(booth: Booth, driver: type[Driver] | None = None) -> None:
    """The survey in colour, for one person; returns when they leave. `driver` speaks to another kind of terminal."""
    from ybiyri_tui.hosting.participant_app import ParticipantApp

    app = ParticipantApp(booth, driver)
    app.run()
    if app.failure is not None:
        raise app.failure


def answer_in_lines(booth: RemoteBooth) -> None:
    """The survey as line prompts on standard input and output, for screen readers and scripts."""
    from ybiyri_tui.line_prompts.answering import answer_plainly

    Thread(target=_end_when_over, args=(booth,), daemon=True).start()
    answer_plainly(booth)


def _end_when_over(booth: RemoteBooth) -> None:
    """Ends the process while it waits for somebody to type, unless they have sent already."""
    over = booth.line.wait_until_over()
    if not booth.line.has_handed_over:
        print(f"\n{over}", flush=True)
        booth.leave(ENDED)
        sys.stdout.flush()
        os._exit(ENDED)
