"""survey: who opens the box, codes, passphrases, and what is refused, from the command line."""

from __future__ import annotations

import re
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

Ybiyri = Callable[..., Any]

THREE = "seven ladders\neight kettles\nnine marbles\n"
TWO_OF_THREE = "seven ladders\n\nnine marbles\n"
NAMES = ("--delegate", "Sam", "--stand-in", "Ana")


@pytest.fixture
def opened(team: Any) -> Any:
    """A survey before, for eight people, which two of three can open."""
    assert team.open(*NAMES, stdin=THREE).code == 0
    return team


def state(team: Any) -> Any:
    """The round as `survey list` tells it."""
    (found,) = team.ybiyri("survey", "list", "--format", "json").json["rounds"]
    return found


def test_two_of_three_open_the_box_and_the_promise_names_them(opened: Any) -> None:
    assert state(opened)["holders"] == {
        "coach": state(opened)["holders"]["coach"],
        "delegate": "Sam",
        "stand-in": "Ana",
    }
    promise = " ".join(opened.ybiyri("answer", "--plain", stdin="").out.split())
    assert "two of three people together: the coach, Sam (the team's delegate) and Ana (stand-in)" in promise
    assert "A script supplied the passphrases" in promise
    assert "8 for 8 people, 0 replaced" in promise
    opened.answer_alike("4", 5)
    assert opened.close(TWO_OF_THREE).code == 0
    assert state(opened)["state"] == "closed"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("seven ladders\n\n\n", "2 of the three passphrases are needed"),
        ("", "2 of the three passphrases are needed"),
        ("seven ladders\nwrong\n\n", "At least one passphrase is wrong"),
        ("eight kettles\nseven ladders\n\n", "At least one passphrase is wrong"),
    ],
)
def test_without_the_right_passphrases_nothing_is_closed(opened: Any, typed: str, sentence: str) -> None:
    opened.answer_alike("4", 5)
    done = opened.close(typed)
    assert done.code == 2
    assert sentence in done.err
    assert state(opened)["state"] == "open"
    assert opened.ybiyri("survey", "close", "--from-stdin", stdin=THREE).code == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("seven ladders\neight kettles\n", "passphrase of the stand-in is missing"),
        ("\neight kettles\nnine marbles\n", "passphrase of the coach is missing"),
        ("same\nsame\nnine marbles\n", "have the same passphrase"),
    ],
)
def test_all_three_have_to_be_there_at_the_opening(team: Any, typed: str, sentence: str) -> None:
    done = team.open(*NAMES, stdin=typed)
    assert done.code == 2
    assert sentence in done.err
    assert not team.codes_out.exists()
    assert team.ybiyri("survey", "list", "--format", "json").json["rounds"] == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--delegate", "Sam"), "the stand-in is missing; name both"),
        ((*NAMES, "--coach-only"), "Either the coach alone opens the box"),
        (("--coach-only", "--hosted"), "go to the delegate, but here the coach alone"),
        (("--coach-only", "--closes", "yesterday"), "'yesterday' is not a closing time; write it like"),
        (("--coach-only", "--closes", "2020-01-01"), "The closing time is not after now"),
        ((), "It is not said who can open the box"),
    ],
)
def test_what_cannot_be_frozen_is_refused(with_pilot: Ybiyri, options: tuple[str, ...], sentence: str) -> None:
    opening = ("survey", "open", "developer-concerns", "--label", "before", "--invited", "8", "--from-stdin")
    done = with_pilot(*opening, *options, stdin=THREE)
    assert done.code == 2
    assert sentence in done.err
    assert with_pilot("survey", "list", "--format", "json").json["rounds"] == []


def test_without_a_terminal_passphrases_are_not_asked_for(with_pilot: Ybiyri) -> None:
    done = with_pilot("survey", "open", "developer-concerns", "--label", "before", "--invited", "8", *NAMES)
    assert done.code == 2
    assert "a script hands them in with --from-stdin" in done.err


def test_codes_are_shown_once_or_written_for_their_owner_alone(with_pilot: Ybiyri, tmp_path: Path) -> None:
    opening = ("survey", "open", "developer-concerns", "--label", "before", "--invited", "8", *NAMES, "--from-stdin")
    there = tmp_path / "there.txt"
    there.write_text("mine", encoding="utf-8")
    done = with_pilot(*opening, "--codes-out", str(there), stdin=THREE)
    assert done.code == 2
    assert "exists already" in done.err
    assert there.read_text(encoding="utf-8") == "mine"
    page = tmp_path / "slips.html"
    assert with_pilot(*opening, "--codes-out", str(page), stdin=THREE).code == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    fingerprint = with_pilot("survey", "status", "--format", "json").json["open"]["fingerprint"]
    text = page.read_text(encoding="utf-8")
    assert len(set(re.findall(r'<p class="code">(\S+)</p>', text))) == text.count(fingerprint) == 8
    assert with_pilot("survey", "discard", "--yes").code == 0
    shown = with_pilot(*opening, stdin=THREE).out
    assert len(set(re.findall(r"^  (\S{4}-\S{4}-\S{3})$", shown, re.MULTILINE))) == 8


def test_a_replaced_code_takes_the_delegate_and_is_told_to_everybody(opened: Any, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    replace = ("survey", "replace-code", "--from-stdin", "--codes-out", str(new))
    done = opened.ybiyri(*replace, stdin="seven ladders\n")
    assert done.code == 2
    assert "not the passphrase of the delegate" in done.err
    assert not new.exists()
    done = opened.ybiyri(*replace, stdin="eight kettles\n")
    assert done.code == 0
    assert "9 codes for 8 people, 1 replaced; from now on 6 answers are needed" in done.err
    assert "9 for 8 people, 1 replaced" in " ".join(opened.ybiyri("answer", "--plain", stdin="").out.split())
    opened.codes.append(new.read_text(encoding="utf-8").split()[0])
    opened.answer_alike("3", 5)
    assert state(opened)["enough_to_close"] is False
    opened.answer_alike("3")
    assert opened.close(THREE).code == 0


def test_a_closing_time_moves_to_later_only_and_participants_are_told(opened: Any) -> None:
    done = opened.ybiyri("survey", "extend", "--closes", "+3")
    assert done.code == 2
    assert "can only be extended" in done.err
    assert opened.ybiyri("survey", "extend", "--closes", "+30").code == 0
    assert "extended to" in " ".join(opened.ybiyri("answer", "--plain", stdin="").out.split())
    opened.answer_alike("4", 5)
    done = opened.close(THREE)
    assert done.code == 2
    assert "stays open until its closing time" in done.err
    opened.later(timedelta(days=30))
    assert opened.ybiyri("survey", "close", "--from-stdin", stdin=THREE).code == 0


def test_the_survey_after_asks_for_nothing_that_was_frozen_and_may_say_who_joined(opened: Any) -> None:
    opened.answer_alike("2", 5)
    assert opened.close(THREE).code == 0
    assert opened.open("--joined", "0", "--left", "0", label="after", stdin="").code == 0
    opened.answer_alike_with_card("5", 8)
    done = opened.ybiyri("survey", "close", "--from-stdin", stdin=THREE)
    assert done.code == 0
    assert opened.ybiyri("compare").code == 0


def test_a_discarded_series_keeps_its_results_and_can_be_begun_again(opened: Any) -> None:
    opened.answer_alike("2", 5)
    assert opened.close(THREE).code == 0
    done = opened.ybiyri("survey", "discard", "--series", stdin="no\n")
    assert done.code == 2
    assert "every answer kept for its comparison" in done.err
    assert opened.ybiyri("survey", "discard", "--series", "--yes").code == 0
    assert opened.ybiyri("survey", "results").code == 0
    assert opened.open(label="after").code == 2
    assert opened.open().code == 0
    assert opened.ybiyri("survey", "discard", "--series", "--yes").code == 0
    done = opened.ybiyri("survey", "discard", "--series", "--yes")
    assert done.code == 2
    assert "waits for a comparison" in done.err


def test_an_invitation_holds_the_promise_and_no_code(opened: Any, tmp_path: Path) -> None:
    out = tmp_path / "invitation.md"
    assert opened.ybiyri("survey", "invite", "--out", str(out)).code == 0
    text = out.read_text(encoding="utf-8")
    assert state(opened)["fingerprint"] in text
    assert "## What can still be learned" in text
    assert not [code for code in opened.codes if code in text]


def test_comments_are_for_the_team_and_need_eight_answers(team: Any) -> None:
    assert team.open("--comments").code == 0
    for at in range(8):
        assert team.answer("4\n" * 24 + f"Comment number {at}\ny\n").code == 0
    assert team.close().code == 0
    data = team.ybiyri("survey", "results", "--format", "json").json
    assert sorted(data["comments"]) == [f"Comment number {at}" for at in range(8)]
    assert "for the team to read first" in team.ybiyri("survey", "results").out
    assert team.ybiyri("survey", "read-back", "--label", "before").code == 0
    assert "Comment number" not in team.ybiyri("export").out


def test_a_box_that_was_tampered_with_is_told_and_only_discarded(opened: Any, workspace_file: Path) -> None:
    opened.answer_alike("4", 5)
    with closing(sqlite3.connect(workspace_file)) as connection, connection:
        connection.execute("UPDATE survey_round SET public_key = ?", (bytes(range(32)),))
    done = opened.close(THREE)
    assert done.code == 2
    assert "was changed in the file, so it can only be discarded" in done.err
    with closing(sqlite3.connect(workspace_file)) as connection, connection:
        connection.execute("UPDATE survey_code SET spent = 0")
    done = opened.ybiyri("survey", "close", "--from-stdin", stdin=THREE)
    assert "not every code that was used has left a ballot" in done.err
    assert opened.ybiyri("survey", "discard", "--yes").code == 0


def test_on_a_full_disk_nothing_is_half_closed(opened: Any, workspace_file: Path) -> None:
    opened.answer_alike("4", 8)
    program = str(Path(sys.executable).with_name("ybiyri"))
    command = [program, "--workspace", str(workspace_file), "survey", "close", "--from-stdin"]

    def fill_the_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    full = subprocess.run(command, input=THREE, text=True, capture_output=True, preexec_fn=fill_the_disk)
    assert full.returncode == 2
    assert "nothing was changed" in full.stderr
    assert state(opened)["state"] == "open"
    assert opened.ybiyri("survey", "close", "--from-stdin", stdin=THREE).code == 0
    assert opened.ybiyri("survey", "results", "--format", "json").json["answered"] == 8
