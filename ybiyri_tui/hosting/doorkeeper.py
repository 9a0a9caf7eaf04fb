"""The host's side of a participant's line: does what is asked of it, slows down who guesses, and tells nothing else."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.errors import SurveyError, WrongCode
from surveys.rounds.casting import NOT_GOOD, SealedBallot
from surveys.rounds.opening import box_size
from surveys.sealing.sealer import SEALED_EXTRA
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.wire import BrokenLine, HandOver, Left, LookUp, packed_reply, read_message, unpacked_request

if TYPE_CHECKING:
    from ybiyri_tui.usecases.survey.answering.casting import Booth

TRIES = 5
"""So many wrong codes are answered on one line; the next ends it."""
WRONG_A_MINUTE = 40
"""With more wrong codes than this in a minute, from all lines together, nobody's code is looked up at once."""
LONGEST_WAIT = 8.0
GONE = 255
"""The exit code of a participant who did not say how it ended; ssh gives it for a lost connection, too."""
ENOUGH = "Too many codes that are not good were tried; ask whoever gave you yours. Nothing was stored."
BUSY = "The survey cannot be reached at the moment; nothing was stored. Try again in a minute."


@dataclass
class Guard:
    """How many wrong codes there were lately; shared by all lines of a host.

    `clock` gives seconds, `pause` waits for so many.
    """

    clock: Callable[[], float]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _wrong: deque[float] = field(default_factory=deque)

    def note_wrong(self) -> None:
        """Somebody tried a code that is not good."""
        self._wrong.append(self.clock())

    def is_flooded(self) -> bool:
        """Whether more wrong codes were tried within a minute than people could mistype."""
        while self._wrong and self._wrong[0] < self.clock() - 60:
            self._wrong.popleft()
        return len(self._wrong) > WRONG_A_MINUTE


@dataclass
class Doorkeeper:
    """Serves one line until it breaks.

    Once a good code was shown it calls `welcome`, and nobody else's guesses slow it down any more.
    """

    booth: Booth
    guard: Guard
    welcome: Callable[[], None] = lambda: None
    wrong: int = 0
    is_known: bool = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        """Answers request by request until the participant has gone, or guesses too often; returns their exit code."""
        try:
            while self.wrong <= TRIES:
                request = unpacked_request(await read_message(reader))
                if isinstance(request, Left):
                    return request.status
                writer.write(packed_reply(await self._answer(request)))
                await writer.drain()
        except (BrokenLine, ConnectionError):
            pass
        finally:
            writer.close()
        return GONE

    async def _answer(self, request: LookUp | HandOver) -> str | None:
        """What to say to a request: nothing when it was done."""
        if self.wrong >= TRIES:
            self.wrong += 1
            return ENOUGH
        if self.wrong or (not self.is_known and self.guard.is_flooded()):
            await self.guard.pause(min(2.0 ** max(self.wrong, 1), LONGEST_WAIT))
        try:
            await asyncio.to_thread(self._do, request)
        except WrongCode:  # the same words for all, so that nobody learns which codes there are or whose was used
            self.wrong += 1
            self.guard.note_wrong()
            return NOT_GOOD
        except SurveyError as refusal:
            return str(refusal)
        except ProgramError:
            return BUSY
        if not self.is_known:
            self.is_known = True
            self.welcome()
        return None

    def _do(self, request: LookUp | HandOver) -> None:
        if isinstance(request, LookUp):
            self.booth.look_up(request.code)
        elif len(request.box) != box_size(self.booth.round) + SEALED_EXTRA:
            raise BrokenLine("not a sealed ballot of this round")
        else:
            self.booth.cast(SealedBallot(self.booth.round.id, request.code, request.box))
