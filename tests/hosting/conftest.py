"""A hosted round of a made-up team, served on a free port of this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from playbook.records import Pilot
from surveys.rounds.records import Round
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.hosting.crowd.limits import Limits
from ybiyri_tui.hosting.doorkeeper import Guard
from ybiyri_tui.hosting.host import Host

PEOPLE = 6


@dataclass
class Served:
    """A host that listens, and the codes of the people who were invited."""

    host: Host
    round: Round
    port: int
    fingerprint: str
    codes: list[str]

    @asynccontextmanager
    async def client(self, address: str = "127.0.0.1", **wanted: Any) -> AsyncIterator[asyncssh.SSHClientConnection]:
        """A client at this address that knows nothing of this host and offers no key."""
        given = {"known_hosts": None, "username": "survey", "client_keys": None, "config": None} | wanted
        async with asyncssh.connect("127.0.0.1", self.port, local_addr=(address, 0), **given) as connection:
            yield connection

    def participants(self) -> list[int]:
        """The process ids of all who are in the survey."""
        zygote = self.host.door.processes._zygote.pid
        return [int(child) for child in Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()]


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    return PlayedTeam(replace(context, sealer=PlaySealer), pilot.id)


async def _at_once(_seconds: float) -> None:
    """Nobody waits in a test; how long somebody would is tested beside."""


Serving = Callable[..., Awaitable[Served]]


@pytest.fixture
async def serving(team: PlayedTeam, tmp_path: Path) -> AsyncIterator[Serving]:
    """Puts the open round of the team behind an SSH server with the limits given."""
    hosts = []

    async def serve(*, comments: bool = False, address: str = "127.0.0.1", **limits: float) -> Served:
        found = team.open(
            invited=PEOPLE + 2 * comments,
            hosted=True,
            comments=comments,
            delegate="Sam (example)",
            stand_in="Ana (example)",
        )
        host = Host(team.context, found, Guard(lambda: 0.0, _at_once), Limits(**limits))  # type: ignore[arg-type]
        hosts.append(host)
        listening = await host.start(port=0, key=tmp_path / "host_key", address=address)
        return Served(host, found, listening.port, listening.fingerprint, list(team.bowl))

    yield serve
    for host in hosts:
        await host.stop()


@pytest.fixture
async def served(serving: Serving) -> Served:
    """The same with the limits that every host has."""
    return await serving()


Talk = Callable[..., Awaitable[tuple[str, int | None]]]


@pytest.fixture
def talk() -> Talk:
    """What `ssh -T` answers to lines that are typed ahead, and its exit code."""

    async def run(served: Served, typed: str, address: str = "127.0.0.1") -> tuple[str, int | None]:
        async with served.client(address) as connection:
            process = await connection.create_process(term_type=None)
            process.stdin.write(typed)
            process.stdin.write_eof()
            done = await process.wait()
            return str(done.stdout), done.exit_status

    return run
