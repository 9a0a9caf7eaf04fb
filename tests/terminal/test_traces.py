"""Traces of an answer outside the file: process list, environment, terminal, core dumps, what lies around."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Start = Callable[..., Any]
pytestmark = pytest.mark.slow

QUESTIONS = 24
PROGRAM = str(Path(sys.executable).with_name("ybiyri"))
PASSPHRASE = "seven ladders in a barn"  # noqa: S105


@pytest.fixture
def codes(surroundings: dict[str, str]) -> list[str]:
    """The codes of a pilot's open survey."""
    created = ["pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes"]
    subprocess.run([PROGRAM, *created], env=surroundings, check=True, capture_output=True)
    opening = ["survey", "open", "developer-concerns", "--label", "before", "--invited", "8", "--coach-only"]
    done = subprocess.run(
        [PROGRAM, *opening, "--from-stdin", "--comments"],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
        input=f"{PASSPHRASE}\n",
    )
    return re.findall(r"^  (\S{4}-\S{4}-\S{3})$", done.stdout, re.MULTILINE)


def everything_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def proc(terminal: Any, name: str) -> bytes:
    return Path(f"/proc/{terminal.process.pid}/{name}").read_bytes()


def heard(terminal: Any) -> list[bytes]:
    """Everything that the program writes to the terminal from now on."""
    received: list[bytes] = []
    feed = terminal._stream.feed

    def noticed(data: bytes) -> None:
        received.append(data)
        feed(data)

    terminal._stream.feed = noticed
    return received


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs /proc")
def test_nothing_of_an_answer_is_in_process_list_environment_title_clipboard_or_files(
    start: Start, codes: list[str], surroundings: dict[str, str], tmp_path: Path
) -> None:
    plain = start("answer", "--plain")
    received = heard(plain)
    plain.wait_for("code:")
    plain.press(codes[0] + "\r")
    plain.wait_for("b = back")
    for _ in range(QUESTIONS):
        plain.press("4\r")
    plain.press("I dread the third night\r")
    plain.wait_for("send? y/n:")
    assert b"Max core file size        0" in proc(plain, "limits")
    for seen in (proc(plain, "cmdline"), proc(plain, "environ"), proc(plain, "comm")):
        assert codes[0].encode() not in seen
        assert b"third night" not in seen
    plain.press("y\r")
    card = re.search(r"Your private card: (\S+)", plain.wait_for("enter clears the screen:"))
    assert card
    plain.press("\r")
    shown = plain.wait_for("Your answers are stored.")
    assert plain.end() == 0
    written = b"".join(received)
    assert written.rindex(b"\x1b[3J") > written.rindex(card[1].encode()) > written.rindex(b"third night")
    assert re.findall(rb"\x1b\](?:0|1|2|52);", written) == []  # titles and the clipboard
    left = everything_under(Path(surroundings["HOME"])) + everything_under(tmp_path)
    for secret in (codes[0], codes[0].replace("-", ""), card[1], card[1].replace("-", ""), "third night", PASSPHRASE):
        assert secret not in shown
        assert secret.encode() not in left


def test_no_command_takes_a_code_a_card_or_a_passphrase_as_an_argument(surroundings: dict[str, str]) -> None:
    """What is an argument stands in the process list and in the history of the shell."""
    commands: list[list[str]] = [["answer"]]
    commands += [["survey", name] for name in ("open", "close", "replace-code", "extend", "discard")]
    for command in commands:
        text = subprocess.run(
            [PROGRAM, *command, "--help"], env=surroundings, check=True, capture_output=True, text=True
        ).stdout
        options = re.findall(r"--([a-z-]+)", text)
        assert not [name for name in options if name in ("code", "card", "passphrase", "password", "key")]


def test_a_code_that_is_used_at_once_in_two_terminals_counts_once(start: Start, codes: list[str]) -> None:
    first, second = start("answer", "--plain"), start("answer", "--plain")
    for terminal in (first, second):
        terminal.wait_for("code:")
        terminal.press(codes[0] + "\r")
        for _ in range(QUESTIONS):
            terminal.press("2\r")
        terminal.press("\r")
        terminal.wait_for("send? y/n:")
    first.press("y\r")
    first.wait_for("enter clears the screen:")
    second.press("y\r")
    second.wait_for("This code was used already")
    second.press("\x04")
    assert second.end() == 2
    first.press("\r")
    assert first.end() == 0


def test_passphrases_are_typed_twice_and_never_shown(
    start: Start, codes: list[str], surroundings: dict[str, str]
) -> None:
    subprocess.run([PROGRAM, "survey", "discard", "--yes"], env=surroundings, check=True, capture_output=True)
    opening = ("survey", "open", "developer-concerns", "--label", "before", "--invited", "5", "--coach-only")
    terminal = start(*opening, rows=60)
    received = heard(terminal)
    terminal.wait_for("Passphrase of the coach:")
    terminal.press(PASSPHRASE + "\r")
    terminal.wait_for("The same once more:")
    terminal.press("another one\r")
    terminal.wait_for("typed two different passphrases")
    assert terminal.end() == 2
    terminal = start(*opening, rows=60)
    received_later = heard(terminal)
    for prompt in ("Passphrase of the coach:", "The same once more:"):
        terminal.wait_for(prompt)
        terminal.press(PASSPHRASE + "\r")
    shown = terminal.wait_for("Enter clears the screen")
    assert len(re.findall(r"^  \S{4}-\S{4}-\S{3}$", shown, re.MULTILINE)) == 5
    terminal.press("\r")
    assert "  " + codes[0] not in terminal.wait_for("Opened the")
    assert terminal.end() == 0
    written = b"".join(received + received_later)
    assert PASSPHRASE.encode() not in written
    assert written.count(b"\x1b[3J") == 1
