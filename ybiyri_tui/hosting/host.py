"""One host of one open round: its processes, its guard, and the servers in front of them."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.crowd.limits import Limits
from ybiyri_tui.hosting.door import Door
from ybiyri_tui.hosting.doorkeeper import Doorkeeper, Guard
from ybiyri_tui.hosting.processes import Processes
from ybiyri_tui.hosting.ssh.host_key import host_key
from ybiyri_tui.hosting.wire import Over, packed_over
from ybiyri_tui.usecases.survey.answering.casting import booth
from ybiyri_tui.usecases.survey.surveying import Surveying, surveying

if TYPE_CHECKING:
    import asyncssh

    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context
    from ybiyri_tui.hosting.web.place import Place
    from ybiyri_tui.hosting.web.server import WebServer

NO_EXTRA = "Hosting needs the extra `hosting`: pip install 'ybiyri[hosting]'."
CLOSED = "The survey was closed; nobody can answer any more. What you had not sent is not stored."
DISCARDED = "The survey was discarded; nothing of it is kept, and nobody can answer any more."
LEAVE_SECONDS = 60
"""So long a host whose round is over waits for people to read that."""


@dataclass(frozen=True)
class Listening:
    """Where people join: the port of the SSH server, and the fingerprint that clients show of its key."""

    port: int
    fingerprint: str

    def join_line(self, name: str) -> str:
        """What somebody types to join, when this machine is reached under this name."""
        return f"ssh -p {self.port} survey@{name}"


@dataclass(frozen=True)
class State:
    """All that the coach's screen says about the round: its frozen settings, and whether enough have answered to close.

    `over` says why it is open no more, `trouble` why that cannot be told at the moment.
    """

    round: Round
    enough: bool
    over: str | None = None
    trouble: str = ""


@dataclass
class Host:
    """Serves the answer flow of one round until it is closed; the workspace stays on this side."""

    context: Context
    round: Round
    guard: Guard = field(default_factory=lambda: Guard(time.monotonic))
    limits: Limits = field(default_factory=Limits)
    _door: Door | None = None
    _ssh: asyncssh.SSHAcceptor | None = None
    _web: WebServer | None = None
    over: str | None = None
    _enough: bool = False
    _lines: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def door(self) -> Door:
        """What all its servers share."""
        if self._door is None:
            self._door = Door(Processes(self.round, self.context.sealer()), self.serve, self.limits)
        return self._door

    async def start(self, *, port: int, key: Path, address: str = "") -> Listening:
        """Begins to listen for SSH clients. Raises ProgramError if the port or the key cannot be used."""
        try:
            from ybiyri_tui.hosting.ssh.server import serve_ssh
        except ModuleNotFoundError as error:
            raise ProgramError(NO_EXTRA) from error

        self._ssh = await serve_ssh(self.door, port, key, address)
        return Listening(self._ssh.get_port(), host_key(key).get_fingerprint())

    async def start_web(self, place: Place, *, ssh: str = "") -> str:
        """Begins to listen for browsers; returns the address to open. `ssh` is what to type instead, if that is served.

        Raises ProgramError if the port, the certificate or its key cannot be used.
        """
        try:
            from ybiyri_tui.hosting.web.server import WebServer
        except ModuleNotFoundError as error:
            raise ProgramError(NO_EXTRA) from error

        self._web = WebServer(self.door, place, self.round, ssh)
        return await self._web.start()

    async def serve(self, line: socket.socket, welcome: Callable[[], None]) -> int:
        """Answers the requests of one participant until they have gone; returns their exit code.

        `welcome` is called once they have shown a good code.
        """
        reader, writer = await asyncio.open_connection(sock=line)
        self._lines.add(writer)
        try:
            return await Doorkeeper(booth(self.context, self.round), self.guard, welcome).serve(reader, writer)
        finally:
            self._lines.discard(writer)

    async def look(self) -> State:
        """How the round is now. Who comes in later finds it so; who is in is told if nobody can answer any more.

        Raises ProgramError when nobody can be let in any more.
        """
        if not self.door.processes.are_coming:
            raise ProgramError("Nobody can be let in any more, for an unknown reason; start `ybiyri host` again.")
        try:
            state = await asyncio.to_thread(surveying, self.context, self.round.pilot_id)
        except ProgramError as error:
            return State(self.round, self._enough, trouble=str(error))
        self._enough = state.enough
        current = state.open_round
        if current is None or current.id != self.round.id:
            self.over = self._end(state)
            return State(self.round, enough=False, over=self.over)
        if current != self.round:
            self.round = current
            self.door.processes.renew(current)
            if self._web is not None:
                self._web.renew(current)
        return State(current, state.enough)

    def _end(self, state: Surveying) -> str:
        sentence = CLOSED if any(found.id == self.round.id for found in state.rounds) else DISCARDED
        self._listen_no_more()
        for writer in self._lines:
            writer.write(packed_over(Over(sentence)))
        return sentence

    async def empty(self) -> None:
        """Waits until people have read that the round is over, or a minute."""
        for _ in range(LEAVE_SECONDS):
            if not self.door.inside:
                return
            await asyncio.sleep(1)

    def _listen_no_more(self) -> None:
        if self._ssh is not None:
            self._ssh.close()
        if self._web is not None:
            self._web.close()

    async def stop(self) -> None:
        """Lets go of the ports and of everybody who is connected; codes that were not sent stay good."""
        self._listen_no_more()
        for connection in tuple(self._door.connections) if self._door is not None else ():
            connection.abort()
        if self._ssh is not None:
            await self._ssh.wait_closed()
        if self._web is not None:
            await self._web.stop()
        if self._door is not None:
            self._door.processes.close()


def check_hosting(found: Round, *, coach_knows_codes: bool) -> None:
    """A round whose codes the coach has seen is not hosted unless the coach says so, as its promise does."""
    if not found.hosted and not coach_knows_codes:
        raise ProgramError(
            "This survey was not opened with --hosted, so the coach has seen the codes and could tell whose ballot "
            "arrives when. Open it with --hosted next time; --coach-knows-codes serves it all the same, and its first "
            "page tells that the coach may know the codes."
        )
