"""Closing is killed by the system at different moments: the round is open and complete, or closed and complete."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
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
    closing = subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert closing.stdin is not None
    closing.stdin.write(PASSPHRASE)
    closing.stdin.close()
    journal = path.with_name(path.name + "-journal")
    seen, was_there = 0, False
    while closing.poll() is None and seen < journals:
        is_there = journal.exists()
        seen += is_there and not was_there
        was_there = is_there
    closing.kill()
    return closing.wait()


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
