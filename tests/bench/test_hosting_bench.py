"""A hundred people at one host over SSH: how long sending takes, what memory they need, how soon the survey is there.

Times are printed, and never a failure; that no ballot is lost or counted twice is.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pexpect
import pytest

from playbook.records import Pilot
from surveys.sealing.sealer import Sealer
from surveys.sealing.stretching import PASSPHRASE_COST, SYMBOLS_COST
from tests.bench.hosting.hello import HELLO
from tests.bench.hosting.people import FIRST_PAGE
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam

pytestmark = pytest.mark.slow
PEOPLE, AT_ONCE, RUNS = 100, 50, 9
ROOT = Path(__file__).parents[2]
OURS = "ybiyri_tui"
BARE = "tests.bench.hosting.hello"


@pytest.fixture
def codes(context: Context, pilot: Pilot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of an open round for a hundred people, as dear to try out as in earnest."""
    monkeypatch.setattr(Sealer, "cost", PASSPHRASE_COST)
    monkeypatch.setattr(Sealer, "symbols_cost", SYMBOLS_COST)
    team = PlayedTeam(context, pilot.id)
    team.open(invited=PEOPLE, hosted=True, closes_at=None, delegate="Sam (example)", stand_in="Ana (example)")
    return team.bowl


@dataclass(frozen=True)
class Running:
    """A host that runs as a program of its own."""

    pid: int
    port: int

    @property
    def origin(self) -> int:
        """The process that participants are split off."""
        (found,) = children(self.pid)
        return found


@contextmanager
def host(context: Context, module: str = OURS) -> Iterator[Running]:
    """`ybiyri host`, or the same with the bare app in place of the survey."""
    command = [sys.executable, "-m", module, "host", "--ssh", "0", "--address", "127.0.0.1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, "--workspace", context.workspace.name], stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdout
        yield Running(program.pid, int(program.stdout.readline().split()[3]))
        program.send_signal(signal.SIGTERM)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def mebibytes(pid: int) -> float:
    """What a process takes of the memory, its share of what is shared included."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


def test_a_hundred_people_are_connected_and_fifty_send_within_a_second(
    context: Context, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with host(context) as running:
        before = mebibytes(running.pid)
        command = [sys.executable, "-m", "tests.bench.hosting.people"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
        ) as people:
            assert people.stdin
            assert people.stdout
            wanted = {"port": running.port, "codes": codes, "at_once": AT_ONCE}
            people.stdin.write(json.dumps(wanted) + "\n")
            people.stdin.flush()
            assert people.stdout.readline() == "ready\n"
            inside = children(running.origin)
            shares = [mebibytes(pid) for pid in inside]
            after, origin = mebibytes(running.pid), mebibytes(running.origin)
            busy = [cpu_seconds(running.pid), sum(map(cpu_seconds, inside)), cpu_seconds(people.pid)]
            people.stdin.write("\n")
            people.stdin.flush()
            assert people.stdout.readline() == "sent\n"
            then = [cpu_seconds(running.pid), sum(map(cpu_seconds, inside)), cpu_seconds(people.pid)]
            own, theirs, clients = (later - earlier for earlier, later in zip(busy, then, strict=True))
            people.stdin.write("\n")
            people.stdin.flush()
            took = json.loads(people.stdout.readline())
    coming, sending = sorted(took["coming"]), sorted(took["sending"])
    with capsys.disabled():
        print(
            f"\n{PEOPLE} people connected over SSH: first page median {statistics.median(coming):.2f} s, ten at once; "
            f"{AT_ONCE} send within a second: median {statistics.median(sending):.2f} s, "
            f"p95 {statistics.quantiles(sending, n=20)[-1]:.2f} s; goal: p95 2 s"
            f"\nthe processor meanwhile: host {own:.2f} s, participants {theirs:.2f} s, their clients {clients:.2f} s"
            f"\nmemory: {statistics.mean(shares):.1f} MiB for a participant's process, "
            f"{(after - before) / PEOPLE:.2f} MiB for their connection in the host ({before:.0f} to {after:.0f} MiB), "
            f"{origin:.0f} MiB for the process they are split off"
        )
    assert len(inside) == PEOPLE
    with closing(sqlite3.connect(context.workspace.name)) as connection:
        used = connection.execute("SELECT count(*), count(DISTINCT box) FROM survey_slot WHERE used").fetchone()
        spent = connection.execute("SELECT count(*) FROM survey_code WHERE spent").fetchone()
    assert (used, spent) == ((PEOPLE, PEOPLE), (PEOPLE,))


@pytest.mark.skipif(shutil.which("ssh") is None, reason="there is no ssh")
def test_from_ssh_to_the_first_page_beside_a_bare_textual_app_over_the_same_server(
    context: Context, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with host(context) as ours, host(context, BARE) as bare:
        waits = {ours.port: FIRST_PAGE.decode(), bare.port: HELLO}
        for port, words in waits.items():
            first_paint(port, words)
        pairs = [tuple(first_paint(port, words) for port, words in waits.items()) for _ in range(RUNS)]
    assert len(pairs) == RUNS
    ratio = statistics.median(own / base for own, base in pairs)
    own, base = (statistics.median(pair[which] for pair in pairs) * 1000 for which in (0, 1))
    with capsys.disabled():
        print(
            f"\nfrom ssh to the first page / a bare Textual app over the same server, split off in the same way: "
            f"× {ratio:.2f} ({own:.0f} ms against {base:.0f} ms, median of {RUNS} pairs); goal: × 2.5"
        )


def first_paint(port: int, words: str) -> float:
    """Seconds from typing `ssh` to these words."""
    began = perf_counter()
    options = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-F", "none"]
    process = pexpect.spawn("ssh", [*options, "-p", str(port), "survey@127.0.0.1"], dimensions=(24, 80), timeout=60)
    process.expect_exact(words)
    took = perf_counter() - began
    process.close(force=True)
    return took
