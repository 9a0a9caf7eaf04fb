"""A workshop in real terminals: killed while somebody types, followed from a second one, inside tmux."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Start = Callable[..., Any]
PROGRAM = str(Path(sys.executable).with_name("ybiyri"))
PATIENCE = 30.0


@pytest.fixture
def ybiyri(surroundings: dict[str, str]) -> Callable[..., str]:
    """Runs a command beside the terminals and returns what it printed."""

    def run(*arguments: str) -> str:
        done = subprocess.run([PROGRAM, *arguments], env=surroundings, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def begun(ybiyri: Callable[..., str]) -> Callable[..., str]:
    """The same, with a workshop about one objection."""
    ybiyri("pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    ybiyri("workshop", "agenda", "3")
    return ybiyri


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
def test_a_note_that_is_being_typed_survives_a_killed_terminal(start: Start, begun: Callable[..., str]) -> None:
    scribe = start("follow")
    scribe.wait_for("question 1 of 3", "How to ask")
    scribe.press("c")
    scribe.wait_for("Note, stays in this room")
    scribe.press("they fear the night")
    scribe.wait_for("they fear the night")
    first = start("follow")
    first.wait_for("not saved yet: a note")
    scribe.process.kill(signal.SIGKILL)
    scribe.end()
    again = start("follow")
    again.wait_for("not saved yet: a note")
    again.press("c")
    again.wait_for("they fear the night")
    again.press(" and the pager\r")
    again.wait_for("1 stays in this room")
    assert "they fear the night and the pager" in begun("note", "list", "--room")


@pytest.mark.slow
def test_the_scribe_goes_where_the_first_terminal_goes(start: Start, begun: Callable[..., str]) -> None:
    scribe = start("follow", columns=60, rows=18)
    scribe.wait_for("question 1 of 3")
    begun("workshop", "next")
    scribe.wait_for("question 2 of 3", "customers get?")
    begun("finding", "set", "accountability.goals-linked", "no")
    scribe.wait_for("team  ✗ no")
    scribe.press("q")
    assert scribe.end() == 0


@pytest.mark.slow
def test_a_scribe_who_waits_needs_next_to_no_processor(start: Start, begun: Callable[..., str]) -> None:
    scribe = start("follow")
    scribe.wait_for("question 1 of 3")
    before, began = cpu_seconds(scribe.process.pid), time.monotonic()
    while time.monotonic() - began < 10:
        scribe._read()
    share = (cpu_seconds(scribe.process.pid) - before) / (time.monotonic() - began)
    assert json.loads(begun("workshop", "show", "--format", "json"))["position"] == 0
    assert share < 0.05


class Tmux:
    """A tmux server of its own, with one window."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._base = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null"]
        self._environment = environment

    def run(self, *arguments: str) -> str:
        done = subprocess.run([*self._base, *arguments], env=self._environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def wait_for(self, text: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while text not in (shown := self.run("capture-pane", "-p", "-t", "room")):
            assert time.monotonic() < deadline, f"{text!r} did not appear:\n{shown}"
        return shown


@pytest.fixture
def tmux(tmp_path: Path, surroundings: dict[str, str]) -> Iterator[Tmux]:
    """Killed at the end, whatever runs in it."""
    if shutil.which("tmux") is None:
        pytest.fail("these tests need tmux")
    terminal = Tmux(tmp_path, surroundings)
    yield terminal
    terminal.run("kill-server")


@pytest.mark.slow
def test_workshop_mode_works_inside_tmux_at_the_size_of_a_projector(tmux: Tmux, begun: Callable[..., str]) -> None:
    tmux.run("new-session", "-d", "-s", "room", "-x", "60", "-y", "18", PROGRAM)
    tmux.wait_for("has been asked yet")
    tmux.run("send-keys", "-t", "room", "w")
    tmux.wait_for("One question at a time")
    tmux.run("send-keys", "-t", "room", "Enter")
    shown = tmux.wait_for("HAVE WE EXPLAINED")
    assert max(map(len, shown.splitlines())) <= 60
    tmux.run("send-keys", "-t", "room", "n", "Y")
    tmux.wait_for("You differ")
    tmux.run("send-keys", "-t", "room", "Space")
    tmux.run("send-keys", "-t", "room", "Right")
    tmux.wait_for("question 2 of 3")
    tmux.run("send-keys", "-t", "room", "c")
    tmux.wait_for("Note, stays in this room")
    tmux.run("send-keys", "-t", "room", "-l", "they fear the night")
    tmux.run("send-keys", "-t", "room", "Enter")
    tmux.wait_for("1 stays in this room")
    shown = json.loads(begun("workshop", "show", "--format", "json"))
    assert (shown["position"], shown["timer"]["runs"], shown["notes"]["staying"]) == (1, True, 1)
