"""One host of one open round: its processes, its guard, and the servers in front of them."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.door import Door, Limits
from ybiyri_tui.hosting.doorkeeper import Doorkeeper, Guard
from ybiyri_tui.hosting.processes import Processes
from ybiyri_tui.usecases.survey.casting import booth
from ybiyri_tui.usecases.survey.surveying import surveying

if TYPE_CHECKING:
    import asyncssh

    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context


@dataclass(frozen=True)
class Listening:
    """Where people join: the port of the SSH server, and the fingerprint that clients show of its key."""

    port: int
    fingerprint: str

    def join_line(self, name: str) -> str:
        """What somebody types to join, when this machine is reached under this name."""
        return f"ssh -p {self.port} survey@{name}"


@dataclass
class Host:
    """Serves the answer flow of one round until it is closed; the workspace stays on this side."""

    context: Context
    round: Round
    guard: Guard = field(default_factory=lambda: Guard(time.monotonic))
    _processes: Processes | None = None
    _ssh: asyncssh.SSHAcceptor | None = None

    async def start(self, *, port: int, key: Path, address: str = "") -> Listening:
        """Begins to listen. Raises ProgramError if the port or the key cannot be used."""
        try:
            from ybiyri_tui.hosting.ssh import fingerprint, serve_ssh
        except ModuleNotFoundError as error:
            raise ProgramError("Hosting needs the extra `hosting`: pip install 'ybiyri[hosting]'.") from error

        self._processes = Processes(self.round, self.context.sealer())
        door = Door(self._processes, self.serve, Limits())
        self._ssh = await serve_ssh(door, port, key, address)
        return Listening(self._ssh.get_port(), fingerprint(key))

    async def serve(self, line: socket.socket) -> int:
        """Answers the requests of one participant until they have gone; returns their exit code."""
        reader, writer = await asyncio.open_connection(sock=line)
        return await Doorkeeper(booth(self.context, self.round), self.guard).serve(reader, writer)

    async def stop(self) -> None:
        """Lets go of the port and of everybody who is connected; codes that were not sent stay good."""
        if self._ssh is not None:
            self._ssh.close()
            await self._ssh.wait_closed()
        if self._processes is not None:
            self._processes.close()


@dataclass(frozen=True)
class State:
    """All that the coach's screen says about the round while it is open."""

    is_open: bool
    enough: bool


def state_of(context: Context, found: Round) -> State:
    """Whether the round is still open, and whether enough have answered to close it."""
    state = surveying(context, found.pilot_id)
    current = state.open_round
    is_open = current is not None and current.id == found.id
    return State(is_open, is_open and state.enough)


def check_hosting(found: Round, *, coach_knows_codes: bool) -> None:
    """A round whose codes the coach has seen is not hosted unless the coach says so, as its promise does."""
    if not found.hosted and not coach_knows_codes:
        raise ProgramError(
            "This survey was not opened with --hosted, so the coach has seen the codes and could tell whose ballot "
            "arrives when. Open it with --hosted next time; --coach-knows-codes serves it all the same, and its first "
            "page tells that the coach may know the codes."
        )
