"""Closing and collecting are killed by the system at different moments: all of it is done, or nothing."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PROGRAM = str(Path(sys.executable).with_name("ybiyri"))
PASSPHRASE = "seven ladders\n"  # noqa: S105
PEOPLE = 5


@pytest.fixture
def answered(surroundings: dict[str, str], tmp_path: Path) -> Path:
    """A workspace with a round that everybody has answered."""
    path = tmp_path / "killed.ybiyri"
    codes = tmp_path / "codes.txt"
    call(surroundings, path, "pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    opening = ["survey", "open", "developer-concerns", "--label", "before", "--invited", str(PEOPLE), "--coach-only"]
    call(surroundings, path, *opening, "--from-stdin", "--codes-out", str(codes), typed=PASSPHRASE)
    for line in codes.read_text(encoding="utf-8").splitlines():
        call(surroundings, path, "answer", "--plain", typed=f"{line.split()[0]}\n" + "3\n" * 24 + "y\n")
    return path


def call(surroundings: dict[str, str], path: Path, *arguments: str, typed: str = "") -> str:
    command = [PROGRAM, "--workspace", str(path), *arguments]
    return subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True, input=typed).stdout


def state(surroundings: dict[str, str], path: Path) -> Any:
    (found,) = json.loads(call(surroundings, path, "survey", "list", "--format", "json"))["rounds"]
    return found


def kill_while_closing(surroundings: dict[str, str], path: Path, journals: int) -> int:
    """Kills the program while its journal is there for the first or second time; returns its exit code."""
    command = [PROGRAM, "--workspace", str(path), "survey", "close", "--from-stdin"]
    running = subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdin is not None
    running.stdin.write(PASSPHRASE)
    running.stdin.close()
    journal = path.with_name(path.name + "-journal")
    seen, was_there = 0, False
    while running.poll() is None and seen < journals:
        is_there = journal.exists()
        seen += is_there and not was_there
        was_there = is_there
    running.kill()
    return running.wait()


def test_killed_at_any_moment_it_is_open_or_closed_and_complete(surroundings: dict[str, str], answered: Path) -> None:
    outcomes = [kill_while_closing(surroundings, answered, journals) for journals in (1, 2)]
    found = state(surroundings, answered)
    if found["state"] == "open":
        outcomes.append(kill_while_closing(surroundings, answered, 99))
        found = state(surroundings, answered)
    assert found["state"] == "closed"
    assert -signal.SIGKILL in outcomes
    results = json.loads(call(surroundings, answered, "survey", "results", "--format", "json"))
    assert results["answered"] == PEOPLE
    assert all(topic["answered"] == PEOPLE for topic in results["topics"])
    audit = json.loads(call(surroundings, answered, "privacy", "audit", "--format", "json"))
    assert [check["id"] for check in audit["checks"] if not check["holds"]] == []


def test_killed_while_collecting_all_ballots_are_in_or_none_and_each_once(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    path, codes, invite, box = (tmp_path / name for name in ("killed.ybiyri", "codes", "all.invite", "box"))
    call(surroundings, path, "pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    opening = ["survey", "open", "developer-concerns", "--label", "before", "--invited", "9", "--from-stdin"]
    who = ["--delegate", "Sam", "--stand-in", "Ana", "--hosted"]
    call(surroundings, path, *opening, *who, "--codes-out", str(codes), typed=PASSPHRASE + "two kettles\nthree\n")
    call(surroundings, path, "survey", "invite", "--out", str(invite))
    box.mkdir()
    for number, line in enumerate(codes.read_text(encoding="utf-8").splitlines()[:PEOPLE]):
        typed = f"{line.split()[0]}\n" + "3\n" * 24 + "y\n"
        answer = ["answer", "--plain", "--invitation", str(invite), "--ballot-out", str(box / str(number))]
        call(surroundings, path, *answer, typed=typed)
    command = [PROGRAM, "--workspace", str(path), "survey", "collect", str(box), "--from-stdin"]
    journal, outcomes = path.with_name(path.name + "-journal"), []
    for _ in range(6):
        collecting = subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert collecting.stdin is not None
        collecting.stdin.write(b"two kettles\n")
        collecting.stdin.close()
        while collecting.poll() is None and not journal.exists():
            pass
        collecting.kill()
        outcomes.append(collecting.wait())
        with closing(sqlite3.connect(path)) as connection:
            spent, used = connection.execute(
                "SELECT (SELECT count(*) FROM survey_code WHERE spent), (SELECT count(*) FROM survey_slot WHERE used)"
            ).fetchone()
        assert spent == used
        assert spent in (0, PEOPLE)
    assert -signal.SIGKILL in outcomes
    done = json.loads(call(surroundings, path, *command[3:], "--format", "json", typed="two kettles\n"))
    assert done["taken"] + done["already_in"] == PEOPLE
