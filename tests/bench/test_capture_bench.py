"""How long the screen takes to answer a key while a room is captured, beside a minimal Textual list in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pexpect
import pytest

CAPTURES = 60
# Seconds of silence before the next key, so that the one before is on disk: nobody captures faster than they talk.
QUIET = 0.15
PROGRAM = str(Path(sys.executable).with_name("ybiyri"))
# What stands before the question after each key.
GLYPHS = {"p": "◐", "n": "✗", "y": "○"}
MINIMAL_LIST = f"""
from textual.app import App
from textual.widgets import OptionList
class Minimal(App):
    BINDINGS = [(key, f"put('{{glyph}}')", "answer") for key, glyph in {GLYPHS}.items()]
    def compose(self):
        yield OptionList("Have you asked?", "Have you listened?", "Have you put it right?")
    def action_put(self, glyph):
        self.query_one(OptionList).replace_option_prompt_at_index(0, glyph + " Have you asked?")
Minimal().run()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = str(tmp_path / "home")
    kept = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    return {**kept, "HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}


@pytest.fixture
def spawn(environment: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Starts a program in a terminal and waits until it shows a text."""
    running = []

    def start(ready: str, *command: str) -> Any:
        process = pexpect.spawn(command[0], [*command[1:]], env=environment, dimensions=(24, 80), timeout=60)
        process.delaybeforesend = None
        running.append(process)
        process.expect_exact(ready)
        return process

    yield start
    for process in running:
        process.close(force=True)


def key_to_paint(process: Any, key: str) -> float:
    """Seconds from a key to its glyph in what the program sends, once nothing else is on its way."""
    quiet = False
    while not quiet:
        quiet = process.expect([pexpect.TIMEOUT, b".+"], timeout=QUIET) == 0
    began = time.perf_counter()
    process.send(key)
    process.expect_exact(GLYPHS[key].encode())
    return time.perf_counter() - began


def report(name: str, ours: list[float], bare: list[float]) -> str:
    """The 95th percentiles, their ratio, and how often the screen took more than a tenth of a second."""
    own, base = (statistics.quantiles(times, n=20)[-1] for times in (ours, bare))
    late = sum(seconds > 0.1 for seconds in ours)
    return (
        f"{name}: p95 × {own / base:.2f} (median × {statistics.median(ours) / statistics.median(bare):.2f}; "
        f"{own * 1000:.1f} ms against {base * 1000:.1f} ms), {late} of {len(ours)} over 100 ms; goal: × 1.5"
    )


@pytest.mark.slow
def test_key_to_paint_of_an_answer_beside_a_minimal_list(
    spawn: Callable[..., Any], environment: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ybiyri(workspace: str, *arguments: str) -> str:
        command = [PROGRAM, "--workspace", workspace, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    # Each has a workspace of its own, or one would read what the other has just written.
    workspaces = {name: str(tmp_path / f"{name}.ybiyri") for name in ("objection", "projector")}
    for workspace in workspaces.values():
        ybiyri(workspace, "pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    ybiyri(workspaces["projector"], "workshop", "agenda", "7")
    bare = spawn("Have you asked?", sys.executable, "-c", MINIMAL_LIST)
    objection, projector = (spawn("has been asked yet", PROGRAM, "--workspace", each) for each in workspaces.values())
    objection.send("7")
    objection.expect_exact("not asked")
    projector.send("w")
    projector.expect_exact("One question at a time")
    projector.send("\r")
    projector.expect_exact("HAVE WE")
    programs = {"objection": objection, "projector": projector, "minimal": bare}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _, key in zip(range(CAPTURES + 6), cycle(GLYPHS), strict=False):
        for name, process in programs.items():
            times[name].append(key_to_paint(process, key))
    warm = {name: taken[6:] for name, taken in times.items()}
    with capsys.disabled():
        print()
        for name in ("objection", "projector"):
            print(report(f"key to paint, {name} / minimal list", warm[name], warm["minimal"]))
    projector.send("\x11")
    projector.expect_exact(pexpect.EOF)
    for workspace in workspaces.values():
        assert {"p": "1 partly", "n": "1 no", "y": "1 word only"}[key] in ybiyri(workspace, "status")
