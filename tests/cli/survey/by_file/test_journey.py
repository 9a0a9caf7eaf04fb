"""Answering without a server: developers, a delegate and a coach, each with nothing but what is theirs."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

THREE = "seven ladders\neight kettles\nnine marbles\n"
NAMES = ("--delegate", "Sam", "--stand-in", "Ana", "--hosted")
DELEGATE = "eight kettles\n"
LONGEST = "\U0001f511" * 500


@pytest.fixture
def opened(team: Any) -> Any:
    """A survey before with comments, for eight people; its codes go to the delegate."""
    assert team.open(*NAMES, "--comments", stdin=THREE).code == 0
    return team


@pytest.fixture
def invite(opened: Any, tmp_path: Path) -> Path:
    """The invitation for everybody."""
    path = tmp_path / "before.invite"
    assert opened.ybiyri("survey", "invite", "--out", str(path)).code == 0
    return path


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """The delegate's folder."""
    folder = tmp_path / "ballots"
    folder.mkdir()
    return folder


Send = Callable[..., Any]


@pytest.fixture
def send(opened: Any, invite: Path, box: Path) -> Send:
    """Somebody answers on a machine without a workspace and sends the file to the delegate."""

    def send(name: str, answer: str = "4", *, code: str | None = None, comment: str = "") -> Any:
        typed = f"{code or opened.codes.pop()}\n" + f"{answer}\n" * 24 + f"{comment}\ny\n"
        place = str(box / name)
        arguments = ("answer", "--plain", "--invitation", str(invite), "--ballot-out", place)
        return opened.ybiyri(*arguments, stdin=typed, workspace="/nowhere/at/all.ybiyri")

    return send


def counts(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        (spent,) = connection.execute("SELECT count(*) FROM survey_code WHERE spent").fetchone()
        (used,) = connection.execute("SELECT count(*) FROM survey_slot WHERE used").fetchone()
    return spent, used


def favourable(opened: Any) -> Any:
    topics = opened.ybiyri("survey", "results", "--format", "json").json["topics"]
    return [(item["id"], item["answered"], item["mean"]) for topic in topics for item in topic["items"]]


def test_three_developers_a_delegate_and_a_coach_who_never_sees_who_sent_which(
    opened: Any, send: Send, box: Path, tmp_path: Path, workspace_file: Path
) -> None:
    own, bundle = tmp_path / "sam.invite", tmp_path / "mixed.bundle"
    assert opened.ybiyri("survey", "invite", "--for-delegate", "--out", str(own)).code == 0
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    for name, comment in (("kim.ballot", ""), ("lee.ballot", LONGEST), ("noor.ballot", "short")):
        done = send(name, comment=comment)
        assert done.code == 0
        assert "give this file to Sam" in " ".join(done.out.split())
    assert counts(workspace_file) == (0, 0)
    (box / "holiday.jpg").write_bytes(b"\xff\xd8")
    found = opened.ybiyri(
        *("survey", "collect", str(box), "--invitation", str(own), "--bundle", str(bundle), "--from-stdin"),
        *("--format", "json"),
        stdin=DELEGATE,
        workspace="/nowhere/at/all.ybiyri",
    ).json
    assert found["mixed"] == 3
    assert [refused["file"] for refused in found["refused"]] == ["holiday.jpg"]
    held = bundle.read_bytes()
    assert not any(name in held for name in (b"kim", b"lee", b"noor"))
    assert stat.S_IMODE(bundle.stat().st_mode) == 0o600
    done = opened.ybiyri("survey", "collect", str(bundle))
    assert done.out == "Took the bundle over.\nEnough answers to close: not yet\n"
    assert counts(workspace_file) == (3, 3)
    opened.answer(("4\n" * 24) + "\ny\n")
    assert send("mia.ballot").code == 0
    taken = opened.ybiyri("survey", "collect", str(box), "--from-stdin", "--format", "json", stdin=DELEGATE).json
    assert (taken["taken"], taken["already_in"], taken["enough_to_close"]) == (1, 3, True)
    assert opened.close(THREE).code == 0
    assert {(answered, mean) for _, answered, mean in favourable(opened)} <= {(5, 4.0), (5, 2.0)}


def test_files_have_one_size_one_time_and_one_owner_and_nothing_else_lies_beside_them(
    opened: Any, send: Send, box: Path
) -> None:
    for name, answer, comment in (("a", "1", ""), ("b", "s", LONGEST), ("c", "5", "x")):
        assert send(name, answer, comment=comment).code == 0
    found = [path.stat() for path in sorted(box.iterdir())]
    assert len(found) == 3
    assert len({state.st_size for state in found}) == 1
    assert {(state.st_mtime_ns, state.st_atime_ns) for state in found} == {(946_684_800 * 10**9,) * 2}
    assert {stat.S_IMODE(state.st_mode) for state in found} == {0o600}
    assert len({path.read_bytes()[:32] for path in box.iterdir()}) == 1


def test_what_is_there_already_is_neither_replaced_nor_followed(
    opened: Any, send: Send, box: Path, tmp_path: Path
) -> None:
    (box / "there").write_bytes(b"mine")
    (box / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("there", "link", "no/such/folder", "."):
        done = send(name, code=opened.codes[0])
        assert done.code == 2
        assert "code:" not in done.out
        assert len(done.err.splitlines()) == 1
    assert (box / "there").read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()


def test_a_mistyped_code_a_card_and_the_end_of_the_input_leave_no_file(opened: Any, send: Send, box: Path) -> None:
    code = opened.codes[0]
    done = send("a", code=f"{code[:-1]}{'A' if code[-1] != 'A' else 'B'}\n{code}")
    assert done.code == 0
    assert done.out.count("That is not a code") == 1
    card = next(line.split(": ")[1] for line in done.out.splitlines() if line.startswith("Your private card"))
    assert send("b", code=f"{card}\n" * 4).code == 2
    assert send("b", answer="", code=code).code == 2
    assert [path.name for path in box.iterdir()] == ["a"]


def test_strange_things_in_the_folder_are_listed_and_the_good_ballots_taken(
    opened: Any, send: Send, box: Path, workspace_file: Path
) -> None:
    assert send("good").code == 0
    whole = (box / "good").read_bytes()
    (box / "copy").write_bytes(whole)
    (box / "cut").write_bytes(whole[:-1])
    (box / "changed").write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (box / "newer").write_bytes(whole.replace(b"ballot 1", b"ballot 7", 1))
    (box / "other").write_bytes(whole[:16] + b"0" * 16 + whole[32:])
    with (box / "huge").open("wb") as huge:
        huge.truncate(1 << 33)
    (box / "sub").mkdir()
    (box / "link").symlink_to("good")
    (box / "\x1b[31mred").write_bytes(b"")
    os.mkfifo(box / "pipe")
    done = opened.ybiyri("survey", "collect", str(box), "--from-stdin", "--format", "json", stdin=DELEGATE)
    assert "\x1b" not in done.out
    refused = {entry["file"]: entry["reason"] for entry in done.json["refused"]}
    assert done.json["taken"] == 1
    assert len(done.json["copies"]) == 1
    assert refused.keys() == {"cut", "changed", "newer", "other", "huge", "sub", "link", "?[31mred", "pipe"}
    assert refused["other"] == "for another survey"
    assert refused["changed"] == "damaged, or not sealed for this delegate"
    assert "link" in refused["link"]
    assert counts(workspace_file) == (1, 1)


def test_a_file_that_vanishes_while_the_folder_is_read_is_named(
    opened: Any, send: Send, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send("good").code == 0
    (box / "shy").write_bytes((box / "good").read_bytes())
    open_ = os.open

    def gone(path: Any, *rest: Any, **more: Any) -> int:
        if str(path).endswith("shy"):
            raise FileNotFoundError(2, "No such file", str(path))
        return open_(path, *rest, **more)

    monkeypatch.setattr("ybiyri_tui.usecases.survey.by_file.reading.os.open", gone)
    done = opened.ybiyri("survey", "collect", str(box), "--from-stdin", stdin=DELEGATE)
    assert "  shy: gone, while it was read" in done.out
    assert "Taken over: 1 ballot." in done.out


def test_without_ballots_or_the_delegate_nothing_is_taken(opened: Any, box: Path, workspace_file: Path) -> None:
    before = workspace_file.read_bytes()

    def refused(typed: str, sentence: str) -> None:
        done = opened.ybiyri("survey", "collect", str(box), "--from-stdin", stdin=typed)
        assert (done.code, done.out) == (2, "")
        assert sentence in done.err

    refused(DELEGATE, "holds no ballot of this survey")
    refused("seven ladders\n", "not the passphrase of the delegate")
    refused("", "not the passphrase of the delegate")
    (box / "x").write_bytes(b"x")
    refused(DELEGATE, "The first file, x, was refused: not a ballot")
    assert workspace_file.read_bytes() == before


def test_what_is_no_bundle_of_this_survey_is_refused_in_a_sentence(opened: Any, tmp_path: Path) -> None:
    path = tmp_path / "some.bundle"
    for raw, sentence in (
        (None, "cannot be read"),
        (b"", "is not a bundle of ballots"),
        (b"ybiyri bundle 9\n" + b"0" * 16, "another version"),
        (b"ybiyri bundle 1\n" + b"0" * 16, "for another survey"),
    ):
        if raw is not None:
            path.write_bytes(raw)
        done = opened.ybiyri("survey", "collect", str(path))
        assert done.code == 2
        assert sentence in done.err
        assert len(done.err.splitlines()) == 1


def test_ballots_for_a_closed_round_and_for_one_before_it_are_refused(opened: Any, send: Send, box: Path) -> None:
    for name in "abcdef":
        assert send(name).code == 0
    for _ in range(2):
        opened.ybiyri("survey", "collect", str(box), "--from-stdin", stdin=DELEGATE)
    assert opened.close(THREE).code == 0
    closed = opened.ybiyri("survey", "collect", str(box), "--from-stdin", stdin=DELEGATE)
    assert (closed.code, closed.out) == (2, "")
    assert "No survey is open" in closed.err
    assert opened.open(label="pulse", stdin=THREE).code == 0
    later = opened.ybiyri("survey", "collect", str(box), "--from-stdin", stdin=DELEGATE)
    assert later.code == 2
    assert "holds no ballot of this survey" in later.err


def test_where_the_coach_alone_opens_the_box_nothing_travels_as_a_file(team: Any, tmp_path: Path) -> None:
    assert team.open().code == 0
    path = str(tmp_path / "x.invite")
    assert team.ybiyri("survey", "invite", "--out", path).code == 0
    for command in (
        ("survey", "invite", "--for-delegate", "--out", str(tmp_path / "y.invite")),
        ("survey", "collect", str(tmp_path)),
        ("answer", "--plain", "--invitation", path, "--ballot-out", str(tmp_path / "a")),
    ):
        done = team.ybiyri(*command)
        assert done.code == 2
        assert "no delegate who could mix them" in done.err
    assert not (tmp_path / "y.invite").exists()


def test_a_pulse_of_the_series_travels_as_files_too_with_the_passphrase_of_the_first(
    opened: Any, tmp_path: Path, box: Path
) -> None:
    for _ in range(5):
        opened.answer(("4\n" * 24) + "\ny\n")
    assert opened.close(THREE).code == 0
    assert opened.open("--closes", "+30", label="pulse", stdin=THREE).code == 0
    path = tmp_path / "pulse.invite"
    assert opened.ybiyri("survey", "invite", "--out", str(path)).code == 0
    opened.later(-timedelta(days=8))
    typed = f"{opened.codes.pop()}\n" + "4\n" * 24 + "y\n"
    arguments = ("answer", "--plain", "--invitation", str(path), "--ballot-out", str(box / "a"))
    assert opened.ybiyri(*arguments, stdin=typed).code == 0
    done = opened.ybiyri("survey", "collect", str(box), "--from-stdin", "--format", "json", stdin=DELEGATE)
    assert done.json["taken"] == 1
