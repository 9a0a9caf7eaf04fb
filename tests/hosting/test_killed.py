"""Kill −9 of host, database or client at random moments: spent = counted, and what was acknowledged is there."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import asyncssh
import pytest

from surveys.rounds import closing
from surveys.rounds.opening import box_size
from surveys.rounds.records import Round
from surveys.rounds.store import box
from surveys.sealing.ballots import unpack
from surveys.sealing.sealer import SEALED_EXTRA, Sealer, opened
from surveys.sealing.stretching import PASSPHRASE_COST, SYMBOLS_COST
from tests import postgres
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PASSPHRASES, PlayedTeam
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.workspace.opening import open_or_create

AT_ONCE = 2
EVERYTHING = "3\n" * 24
GONE = (OSError, EOFError, asyncssh.Error)


@dataclass
class Kills:
    """A hosted round whose people answer, each with a comment of their own, while everything around them is killed."""

    context: Context
    home: Path
    people: int
    random: Random
    postgres: Path | None = None
    waiting: dict[str, str] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    program: subprocess.Popen[str] | None = None
    port: int = 0
    key: str = ""

    def __post_init__(self) -> None:
        self.found = self.open()
        self.size = box_size(self.found) + SEALED_EXTRA

    def open(self) -> Round:
        """Opens the round, with codes that are as dear to try out as in earnest."""
        pilot = create_pilot(self.context, name="Payments", team="Team Kestrel", mission="Restore checkout in minutes")
        team = PlayedTeam(self.context, pilot.id)
        found = team.open(
            invited=self.people, hosted=True, comments=True, closes_at=None, delegate="Sam (example)", stand_in="Ana"
        )
        self.waiting = {code: f"words of person {number}" for number, code in enumerate(team.bowl)}
        return found

    async def serve(self) -> None:
        """Starts the host; people find the same key as before."""
        command = [sys.executable, "-m", "ybiyri_tui", "host", "--ssh", "0", "--address", "127.0.0.1", "--plain"]
        command += ["--workspace", self.context.workspace.name]
        surroundings = {"HOME": str(self.home), "XDG_DATA_HOME": str(self.home), "TMPDIR": str(self.home / "tmp")}
        (self.home / "tmp").mkdir(parents=True, exist_ok=True)
        self.program = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | surroundings
        )
        assert self.program.stdout
        self.port = int((await asyncio.to_thread(self.program.stdout.readline)).split()[3])
        key = await asyncio.to_thread(self.program.stdout.readline)
        assert key == (self.key or key)
        self.key = key

    async def kill(self, what: str) -> None:
        """People answer; at a random moment of that something is killed, and then everything is looked at."""
        if self.program is None:
            await self.serve()
        answering = [asyncio.create_task(self.answer(code)) for code in list(self.waiting)[:AT_ONCE]]
        if what == "host":
            answering.append(asyncio.create_task(self.look_on()))
        await asyncio.sleep(self.random.uniform(0, 0.6))
        before = self.processes()
        if what == "client":
            for task in answering[1:]:
                task.cancel()
        else:
            for pid in self.victims(what, before):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        if what == "database":
            await asyncio.to_thread(self.start_database)
        await asyncio.gather(*answering, return_exceptions=True)
        if what == "host":
            assert self.program
            self.program.wait()
            self.program = None
            await gone(before)
        self.check()

    def victims(self, what: str, processes: list[list[int]]) -> list[int]:
        """Whom it hits."""
        (host,), origin, people = processes
        if what == "database":
            assert self.postgres
            postmaster = postmaster_of(self.postgres)
            backends = [each for each in children(postmaster) if b"postgres: ybiyri" in command_of(each)]
            return [self.random.choice(backends)] if backends and self.random.random() < 0.5 else [postmaster]
        return {"host": [host], "origin": origin, "participant": people[:1]}[what]

    def processes(self) -> list[list[int]]:
        """The host, what it started, and what that did."""
        assert self.program
        origins = children(self.program.pid)
        return [[self.program.pid], origins, [each for origin in origins for each in children(origin)]]

    def start_database(self) -> None:
        """Starts the server again, once what it left has gone; one that lost a process only goes on by itself."""
        assert self.postgres
        for _ in range(40):
            with suppress(subprocess.CalledProcessError):
                postgres.start(self.postgres)
            if b"postgres" in command_of(postmaster_of(self.postgres)):
                return

    async def answer(self, code: str) -> None:
        """One person answers line by line; comes again later if it is not known how it ended."""
        said = ""
        with suppress(*GONE):
            async with self.client() as connection:
                process = await connection.create_process(term_type=None)
                process.stdin.write(f"{code}\n{EVERYTHING}{self.waiting[code]}\ny\n")
                async for line in process.stdout:
                    said += line
        if "Your answers are stored" in said:
            self.acknowledged.add(self.waiting.pop(code))
        elif "This code is not good" in said:  # it had arrived, without a reply
            self.waiting.pop(code)

    async def look_on(self) -> None:
        """Somebody is in the app until the host has gone."""
        with suppress(*GONE):
            async with self.client() as connection:
                process = await connection.create_process(term_type="xterm-256color", encoding=None)
                await process.stdout.read(-1)

    def client(self) -> AbstractAsyncContextManager[asyncssh.SSHClientConnection]:
        """A client of the host as it is now."""
        return asyncssh.connect(
            "127.0.0.1", self.port, known_hosts=None, username="survey", client_keys=None, config=None
        )

    def check(self) -> None:
        """As many codes are spent as ballots are counted, at least as many as were acknowledged, all of one size."""
        found = self.context.workspace.read(
            lambda session: (
                box.count_used(session, self.found.id),
                box.count_spent(session, self.found.id),
                {len(each) for each in box.used_boxes(session, self.found.id)},
            )
        )
        used, spent, sizes = found
        assert used == spent >= len(self.acknowledged)
        assert sizes <= {self.size}

    def comments(self) -> Counter[str]:
        """What two of three who open the box find in it."""
        holders = {holder: PASSPHRASES[holder] for holder in self.found.series.holders}
        keys = closing.unlock(
            self.context.workspace.read(lambda session: closing.locked_round(session, self.found.id)), holders
        )
        boxes = self.context.workspace.read(lambda session: box.used_boxes(session, self.found.id))
        survey, pairing = self.found.survey, self.found.seals_tags
        found = [unpack(survey, opened(keys.ballots, each) or b"", comments=True, pairing=pairing) for each in boxes]
        assert None not in found
        return Counter(ballot.comment for ballot in found if ballot)


def postmaster_of(server: Path) -> int:
    """The first process of a database server; 0 if none is noted down."""
    with suppress(FileNotFoundError):
        return int((server / "data" / "postmaster.pid").read_text().splitlines()[0])
    return 0


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def command_of(pid: int) -> bytes:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


async def gone(processes: list[list[int]]) -> None:
    """Waits until none of them is left; nobody ends them."""
    async with asyncio.timeout(20):
        while any(b"hosting" in command_of(pid) for group in processes[1:] for pid in group):
            await asyncio.sleep(0.05)


@asynccontextmanager
async def killing(context: Context, home: Path, people: int, server: Path | None = None) -> AsyncIterator[Kills]:
    """Kills, and at the end everything that has to be true of what is left."""
    kills = Kills(context, home, people, Random(9), server)
    try:
        yield kills
        if kills.program is None:
            await kills.serve()
        await asyncio.gather(*(kills.answer(code) for code in list(kills.waiting)[:AT_ONCE]))
        kills.check()
        found = kills.comments()
        assert set(found.values()) == {1}
        assert kills.acknowledged <= set(found)
        assert len(kills.acknowledged) >= AT_ONCE
    finally:
        if kills.program is not None:
            before = kills.processes()
            kills.program.terminate()
            kills.program.wait()
            await gone(before)
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["host_key"]


@pytest.fixture(autouse=True)
def _dear_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host and its participants are programs of their own, where trying out a code costs what it costs."""
    monkeypatch.setattr(Sealer, "cost", PASSPHRASE_COST)
    monkeypatch.setattr(Sealer, "symbols_cost", SYMBOLS_COST)


async def test_a_few_kills(make_context: Callable[..., Context], tmp_path: Path) -> None:
    async with killing(make_context(), tmp_path / "host", people=9) as kills:
        for what in ("participant", "host"):
            await kills.kill(what)


@pytest.mark.slow
async def test_a_hundred_and_sixty_kills_around_a_file(make_context: Callable[..., Context], tmp_path: Path) -> None:
    async with killing(make_context(), tmp_path / "host", people=330) as kills:
        whom = ["participant"] * 60 + ["client"] * 50 + ["host"] * 30 + ["origin"] * 20
        kills.random.shuffle(whom)
        for what in whom:
            await kills.kill(what)


@pytest.mark.slow
async def test_forty_kills_around_a_database(tmp_path: Path) -> None:
    if not postgres.binaries():
        pytest.skip(postgres.MISSING)
    with postgres.private_server() as server:
        context = Context(open_or_create(postgres.address_of(server)), who="coach", random=Random(7))
        async with killing(context, tmp_path / "host", people=100, server=server) as kills:
            for _ in range(10):
                for what in ("database", "origin", "database", "host"):
                    await kills.kill(what)
