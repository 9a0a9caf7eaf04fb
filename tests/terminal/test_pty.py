"""The installed program in a real terminal, as its users meet it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sizes import SIZES

Start = Callable[..., Any]
ESCAPE = "\x1b"


def ybiyri(surroundings: dict[str, str], *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("ybiyri"))
    return subprocess.run([program, *arguments], env=surroundings, input=stdin, capture_output=True, text=True)


def test_a_first_run_makes_a_pilot_and_the_next_one_opens_it(start: Start, surroundings: dict[str, str]) -> None:
    first = start()
    first.wait_for("Create a pilot")
    first.press("n")
    first.wait_for("Name of the pilot", "Mission, in one line")
    first.press("Payments\tTeam Kestrel\tRestore checkout in minutes\r")
    first.wait_for("Payments · Team Kestrel", "What people say")
    first.press("\x11")
    assert first.end() == 0
    second = start()
    second.wait_for("Payments · Team Kestrel")
    second.press("q")
    assert second.end() == 0
    listed = ybiyri(surroundings, "pilots")
    assert "* Payments · Team Kestrel · prepare" in listed.stdout


def test_an_answer_given_by_key_survives_a_killed_terminal(start: Start, surroundings: dict[str, str]) -> None:
    ybiyri(surroundings, "pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    terminal = start()
    terminal.wait_for("Payments · Kestrel", "20 questions")
    terminal.press("5")
    terminal.wait_for("because we haven't")
    terminal.press("p")
    terminal.wait_for("◐")
    while "…" in terminal.text:  # on its way to the disk
        terminal._read()
    terminal.process.kill(signal.SIGKILL)
    terminal.end()
    status = ybiyri(surroundings, "status")
    assert "1 partly" in status.stdout
    again = start()
    again.wait_for("1 partly")


@pytest.mark.slow
def test_text_typed_into_a_dialog_survives_a_killed_terminal(start: Start, surroundings: dict[str, str]) -> None:
    ybiyri(surroundings, "pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    terminal, file = start(), Path(surroundings["XDG_DATA_HOME"]) / "ybiyri" / "workspace.ybiyri"
    terminal.wait_for("Payments · Kestrel", "20 questions")
    terminal.press("5")
    terminal.wait_for("because we haven't")
    terminal.press("o")
    terminal.wait_for("Who sees to it?")
    terminal.press("Head of Prod")
    terminal.wait_for("Head of Prod")
    while b"Head of Prod" not in file.read_bytes():
        terminal._read()
    terminal.process.kill(signal.SIGKILL)
    terminal.end()
    again = start()
    again.wait_for("Payments · Kestrel", "20 questions")
    again.press("5")
    again.wait_for("because we haven't")
    again.press("o")
    again.wait_for("Who sees to it?", "Head of Prod")
    again.press("uct\r")
    again.wait_for("Head of Product")
    again.press("\x11")
    assert again.end() == 0
    shown = ybiyri(surroundings, "objections", "5").stdout
    assert "Head of Product" in shown


@pytest.mark.parametrize("size", SIZES)
def test_the_demo_opens_at_every_size_and_leaves_with_q(start: Start, size: tuple[int, int]) -> None:
    terminal = start("demo", columns=size[0], rows=size[1])
    shown = terminal.wait_for("Example payments pilot", "What people say")
    assert max(len(line) for line in shown.splitlines()) <= size[0]
    terminal.press("q")
    assert terminal.end() == 0


def test_a_terminal_that_is_too_small_says_so(start: Start) -> None:
    terminal = start("demo", columns=40, rows=10)
    terminal.wait_for("at least 60 ×")
    terminal.press("\x11")
    assert terminal.end() == 0


@pytest.mark.slow
def test_without_a_terminal_the_demo_prints_its_summary_and_doubles_nothing(surroundings: dict[str, str]) -> None:
    first, second = ybiyri(surroundings, "demo"), ybiyri(surroundings, "demo")
    assert first.returncode == second.returncode == 0
    assert "Example payments pilot" in first.stdout
    assert first.stdout == second.stdout
    own = Path(surroundings["XDG_DATA_HOME"]) / "ybiyri" / "workspace.ybiyri"
    assert not own.exists()


def test_without_a_terminal_the_app_says_what_works_instead(surroundings: dict[str, str]) -> None:
    ybiyri(surroundings, "pilots", "create", "P", "--team", "T", "--mission", "M")
    done = ybiyri(surroundings)
    assert done.returncode == 2
    assert done.stderr == "ybiyri: The app needs a terminal; `ybiyri status` and the other commands work without one.\n"


def test_a_reader_that_closes_early_is_no_error(surroundings: dict[str, str]) -> None:
    program = str(Path(sys.executable).with_name("ybiyri"))
    piped = subprocess.run(
        ["/bin/sh", "-c", f"'{program}' --workspace demo objections 1 | head -n 1"],
        env=surroundings,
        capture_output=True,
        text=True,
    )
    assert piped.stderr == ""
    assert piped.stdout.startswith('1 "')
