"""How long the first frame and `--help` take, as ratios to the bare thing in the same run; no time is a failure."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

RUNS = 7
MINIMAL_APP = """
from textual.app import App
from textual.widgets import OptionList
class Minimal(App):
    def compose(self):
        yield OptionList(*(f"What people say {n}" for n in range(7)))
Minimal().run()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = str(tmp_path / "home")
    kept = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    return {**kept, "HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}


def first_paint(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall and CPU seconds until the list of objections (or its stand-in) is on the terminal."""
    began = time.perf_counter()
    process = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(24, 80), timeout=60)
    process.expect_exact("What people say")
    wall, cpu = time.perf_counter() - began, _cpu_seconds(process.pid)
    process.close(force=True)
    return wall, cpu


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def whole_run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall and CPU seconds of a command from start to end."""
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    after = os.times()
    assert done.returncode == 0
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, used


def compare(
    measure: Callable[[list[str], dict[str, str]], tuple[float, float]],
    ours: list[str],
    bare: list[str],
    environment: dict[str, str],
) -> str:
    """Runs both in turn and reports the medians of the pairwise ratios, with the medians behind them."""
    measure(ours, environment), measure(bare, environment)
    pairs = [(measure(ours, environment), measure(bare, environment)) for _ in range(RUNS)]
    wall = statistics.median(our[0] / their[0] for our, their in pairs)
    cpu = statistics.median(our[1] / their[1] for our, their in pairs)
    ours_ms = statistics.median(our[0] for our, _ in pairs) * 1000
    bare_ms = statistics.median(their[0] for _, their in pairs) * 1000
    assert wall > 0
    return (
        f"wall × {wall:.2f}, CPU × {cpu:.2f} (wall {ours_ms:.0f} ms against {bare_ms:.0f} ms, median of {RUNS} pairs)"
    )


@pytest.mark.slow
def test_first_paint_beside_a_minimal_textual_app(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    program = str(Path(sys.executable).with_name("ybiyri"))
    subprocess.run([program, "demo", "--no-app"], env=environment, capture_output=True, check=True)
    report = compare(first_paint, [program, "demo"], [sys.executable, "-c", MINIMAL_APP], environment)
    with capsys.disabled():
        print(f"\nfirst paint / minimal Textual app: {report}; goal: × 1.5")


@pytest.mark.slow
def test_help_beside_importing_click(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    program = str(Path(sys.executable).with_name("ybiyri"))
    report = compare(whole_run, [program, "--help"], [sys.executable, "-c", "import click"], environment)
    with capsys.disabled():
        print(f"\n--help / import click: {report}; goal: × 2")
