"""Answering in a real terminal: what was typed does not stay on it."""

from __future__ import annotations

import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Start = Callable[..., Any]
QUESTIONS = 24
CLEAR_SCROLLBACK = b"\x1b[3J"


THREE = "seven ladders\neight kettles\nnine marbles\n"


def run(surroundings: dict[str, str], *arguments: str, typed: str = "") -> str:
    """What a command prints."""
    program = str(Path(sys.executable).with_name("ybiyri"))
    done = subprocess.run(
        [program, *arguments], env=surroundings, check=True, capture_output=True, text=True, input=typed
    )
    return done.stdout


def open_survey(surroundings: dict[str, str], *who: str, typed: str) -> list[str]:
    """The codes of a pilot's survey, opened now."""
    run(surroundings, "pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    opened = ("survey", "open", "developer-concerns", "--label", "before", "--invited", "8", "--from-stdin")
    return re.findall(r"^  (\S{4}-\S{4}-\S{3})$", run(surroundings, *opened, *who, typed=typed), re.MULTILINE)


@pytest.fixture
def codes(surroundings: dict[str, str]) -> list[str]:
    """The codes of a pilot's open survey, which the coach alone can open."""
    return open_survey(surroundings, "--coach-only", typed="seven ladders\n")


def stored(surroundings: dict[str, str]) -> int:
    path = Path(surroundings["XDG_DATA_HOME"]) / "ybiyri" / "workspace.ybiyri"
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM survey_slot WHERE used").fetchone()[0])


def test_the_kiosk_takes_one_persons_answers_and_leaves_nothing_of_them_in_the_terminal(
    start: Start, codes: list[str], surroundings: dict[str, str]
) -> None:
    kiosk = start("answer", columns=60, rows=18)
    received: list[bytes] = []
    feed = kiosk._stream.feed

    def noticed(data: bytes) -> None:
        received.append(data)
        feed(data)

    kiosk._stream.feed = noticed
    kiosk.wait_for("answers, sealed", "start")
    kiosk.press("\r")
    kiosk.wait_for("your code")
    kiosk.press(codes[0])
    kiosk.wait_for("The code is whole")
    kiosk.press("\r")
    kiosk.wait_for("1 of 24")
    # ctrl+q, ctrl+p, ctrl+z: neither left, nor a palette, nor suspended.
    kiosk.press("\x11\x10\x1a")
    for number in range(1, QUESTIONS + 1):
        kiosk.wait_for(f"{number} of 24")
        kiosk.press("3")
    kiosk.wait_for("review", "24 answers")
    kiosk.press("y")
    card = re.search(r"\S{4}-\S{4}-\S{3}", kiosk.wait_for("Your private card"))
    assert card
    before_thanks = len(received)
    kiosk.press("\r")
    thanks = kiosk.wait_for("Thank you")
    assert "on-call" not in thanks
    assert card[0] not in thanks
    assert stored(surroundings) == 1
    kiosk.press("\r")
    kiosk.wait_for("answers, sealed")
    assert CLEAR_SCROLLBACK in b"".join(received[before_thanks:])
    kiosk.press("Q")
    assert kiosk.end() == 0
    everything = b"".join(received)
    # Everything was drawn on the alternate screen, which has no scrollback and is gone with the program.
    assert everything.index(b"\x1b[?1049h") < everything.index(b"answers, sealed")
    assert b"\x1b[?1049l" in everything[everything.rindex(b"answers, sealed") :]
    assert not re.search(rb"\x1b\][012];", everything), "the title of the terminal was changed"
    assert not re.search(rb"\x1b\]52;", everything), "something went to the clipboard"
    assert codes[0].encode() not in everything


@pytest.mark.slow
def test_with_an_invitation_alone_a_ballot_is_sealed_into_a_file(
    start: Start, surroundings: dict[str, str], tmp_path: Path
) -> None:
    codes = open_survey(surroundings, "--delegate", "Sam", "--stand-in", "Ana", "--hosted", typed=THREE)
    invite, ballot = tmp_path / "before.invite", tmp_path / "mine.ballot"
    run(surroundings, "survey", "invite", "--out", str(invite))
    surroundings["XDG_DATA_HOME"] = str(tmp_path / "another machine")
    kiosk = start("answer", "--invitation", str(invite), "--ballot-out", str(ballot), columns=60, rows=18)
    kiosk.wait_for("in a sealed file for", "Compare with your slip", "start")
    kiosk.press("\r")
    kiosk.wait_for("your code")
    kiosk.press(codes[0])
    kiosk.wait_for("The code is whole")
    kiosk.press("\r")
    for number in range(1, QUESTIONS + 1):
        kiosk.wait_for(f"{number} of 24")
        kiosk.press("3")
    kiosk.wait_for("review", "24 answers")
    kiosk.press("y")
    kiosk.wait_for("Your private card")
    kiosk.press("\r")
    kiosk.wait_for("Thank you", "to Sam; they count once")
    kiosk.press("\r")
    assert kiosk.end() == 0
    assert stat.S_IMODE(ballot.stat().st_mode) == 0o600
    assert not (tmp_path / "another machine").exists()
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".ballot", ".invite"]


@pytest.mark.slow
def test_line_prompts_clear_the_terminal_and_its_scrollback_afterwards(
    start: Start, codes: list[str], surroundings: dict[str, str]
) -> None:
    plain = start("answer", "--plain", columns=80, rows=24)
    received: list[bytes] = []
    feed = plain._stream.feed

    def noticed(data: bytes) -> None:
        received.append(data)
        feed(data)

    plain._stream.feed = noticed
    plain.press(codes[0] + "\r")
    for _ in range(QUESTIONS):
        plain.press("4\r")
    plain.press("y\r")
    card = re.search(r"Your private card: (\S+)", plain.wait_for("enter clears the screen:"))
    assert card
    plain.press("\r")
    shown = plain.wait_for("Your answers are stored.")
    assert plain.end() == 0
    assert codes[0] not in shown
    assert card[1] not in shown
    assert "b = back" not in shown
    assert CLEAR_SCROLLBACK in b"".join(received)
    assert stored(surroundings) == 1


@pytest.mark.slow
def test_stopping_with_ctrl_c_stores_nothing_and_clears_too(
    start: Start, codes: list[str], surroundings: dict[str, str]
) -> None:
    plain = start("answer", "--plain", columns=80, rows=24)
    plain.wait_for("code:")
    plain.press(codes[0] + "\r")
    plain.wait_for("b = back")
    plain.press("5\r")
    plain.wait_for("b = back: 5")
    plain.press("\x03")
    shown = plain.wait_for("nothing unfinished was saved")
    assert plain.end() == 130
    assert "b = back" not in shown
    assert codes[0] not in shown
    assert stored(surroundings) == 0
