"""`ybiyri host` as a program of its own."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import asyncssh
import pytest

from playbook.records import Pilot
from surveys.sealing.sealer import Sealer
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.hosting.host import DISCARDED
from ybiyri_tui.usecases.survey import ending
from ybiyri_tui.usecases.survey.surveying import the_open_round

HOSTING = [sys.executable, "-m", "ybiyri_tui", "host", "--ssh", "0", "--name", "laptop", "--address", "127.0.0.1"]


class RealSealer(Sealer):
    """What the program itself uses, taken before tests make it cheap."""

    cost, symbols_cost = Sealer.cost, Sealer.symbols_cost


def host(context: Context) -> subprocess.Popen[str]:
    command = [*HOSTING, "--workspace", context.workspace.name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def open_round(context: Context, pilot: Pilot, *, hosted: bool, sealer: type[Sealer] = PlaySealer) -> list[str]:
    team = PlayedTeam(replace(context, sealer=sealer), pilot.id)
    team.open(invited=6, hosted=hosted, closes_at=None, delegate="Sam (example)", stand_in="Ana (example)")
    return team.bowl


async def test_it_says_how_to_join_and_serves_until_it_is_interrupted(context: Context, pilot: Pilot) -> None:
    open_round(context, pilot, hosted=True)
    with host(context) as program:
        assert program.stdout
        join = program.stdout.readline()
        assert join.startswith("Join: ssh -p ")
        assert join.endswith("survey@laptop\n")
        port = int(join.split()[3])
        assert program.stdout.readline().startswith("Fingerprint of this host: SHA256:")
        assert program.stdout.readline().startswith("Fingerprint of the survey: ")
        assert program.stdout.readline() == "Enough answers to close: not yet\n"
        async with asyncssh.connect("127.0.0.1", port, known_hosts=None, username="survey", config=None) as connection:
            process = await connection.create_process(term_type=None)
            assert "What worries you" in str(await process.stdout.readuntil("code:"))
        program.send_signal(signal.SIGTERM)
        assert program.wait() == 0
        assert program.stderr
        assert program.stderr.read() == ""


async def test_nothing_that_it_says_or_writes_tells_who_came_when(
    context: Context, pilot: Pilot, tmp_path: Path
) -> None:
    codes = open_round(context, pilot, hosted=True)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with host(context) as program:
        assert program.stdout
        port = int(program.stdout.readline().split()[3])
        for name, typed in (("mallory", b"\x00\xff"), ("mallory", b"0000000000A\n" * 9), ("alice", codes[0].encode())):
            options = {"known_hosts": None, "config": None, "client_keys": None, "local_addr": ("127.0.0.9", 0)}
            async with asyncssh.connect("127.0.0.1", port, username=name, **options) as connection:
                process = await connection.create_process(term_type=None, encoding=None)
                process.stdin.write(typed + b"\n")
                process.stdin.write_eof()
                await process.wait()
                await asyncio.gather(connection.run("id"), connection.open_session(), return_exceptions=True)
        program.send_signal(signal.SIGTERM)
        assert program.stderr
        said = program.stdout.read() + program.stderr.read()
    lines = [line.partition(":")[0] for line in said.splitlines()]
    assert lines == ["Fingerprint of this host", "Fingerprint of the survey", "Enough answers to close"]
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.name for path in written} == {"host_key"}
    for secret in ("mallory", "alice", "127.0.0.9", codes[0]):
        assert secret not in said


def test_a_round_whose_codes_the_coach_has_seen_is_not_served(context: Context, pilot: Pilot) -> None:
    open_round(context, pilot, hosted=False)
    with host(context) as program:
        said = program.communicate()[1]
    assert program.returncode == 2
    assert "was not opened with --hosted" in said
    assert "Traceback" not in said


@contextmanager
def ended(program: subprocess.Popen[str]) -> Iterator[None]:
    """Nobody waits for a program that a failed test has left running."""
    try:
        yield
    finally:
        program.kill()


@pytest.mark.slow
async def test_a_host_that_was_killed_is_recognised_when_it_starts_again_and_ends_with_the_survey(
    context: Context, pilot: Pilot
) -> None:
    codes = open_round(context, pilot, hosted=True, sealer=RealSealer)
    typed = f"{codes[0]}\n" + "3\n" * 24 + "y\n"
    told = []
    for turn in range(2):
        with host(context) as program, ended(program):
            assert program.stdout
            port = int(program.stdout.readline().split()[3])
            told.append([program.stdout.readline() for _ in range(2)])
            async with asyncssh.connect("127.0.0.1", port, known_hosts=None, config=None) as connection:
                process = await connection.create_process(term_type=None)
                process.stdin.write(typed)
                process.stdin.write_eof()
                said = str((await process.wait()).stdout)
            if turn == 0:
                assert "Your answers are stored" in said
                program.kill()
                continue
            assert "Your answers are stored" not in said
            ending.discard_round(context, the_open_round(context, pilot.id).id)
            assert program.stdout.read() == f"Enough answers to close: not yet\n{DISCARDED}\n"
            assert program.wait() == 0
    assert told[0] == told[1]
