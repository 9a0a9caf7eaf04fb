"""answer --plain: the whole survey as line prompts; nothing is stored before the answers are sent."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui.usecases.survey.answering.casting import Booth, Ticket

Ybiyri = Callable[..., Any]

QUESTIONS = 24
ALL_FOUR = "4\n" * QUESTIONS


@pytest.fixture
def opened(team: Any) -> Any:
    """A survey before, for eight people."""
    assert team.open().code == 0
    return team


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is handed in, before it is sealed."""
    found: list[dict[str, Any]] = []
    send = Booth.send

    def noticed(booth: Booth, ticket: Ticket, answers: dict[str, int], **more: str) -> str | None:
        found.append({"answers": dict(answers), **more})
        return send(booth, ticket, answers, **more)

    monkeypatch.setattr(Booth, "send", noticed)
    return found


def counts(path: Path) -> tuple[int, int]:
    """How many codes are spent and how many slots used."""
    with closing(sqlite3.connect(path)) as connection:
        (spent,) = connection.execute("SELECT count(*) FROM survey_code WHERE spent").fetchone()
        (used,) = connection.execute("SELECT count(*) FROM survey_slot WHERE used").fetchone()
    return spent, used


def test_the_promise_is_printed_before_the_code_is_asked_for(opened: Any) -> None:
    done = opened.ybiyri("answer", "--plain", stdin="")
    assert done.code == 2
    assert 0 <= done.out.index("Stored: your answers, sealed") < done.out.index("code: ")
    assert "could read single answers" in done.out
    assert "What can still be learned:" in done.out
    fingerprint = opened.ybiyri("survey", "status", "--format", "json").json["open"]["fingerprint"]
    assert f"Fingerprint: {fingerprint}" in done.out


def test_each_question_has_its_id_and_the_prompt_and_is_asked_once(
    opened: Any, workspace_file: Path, sent: list[dict[str, Any]]
) -> None:
    done = opened.answer(ALL_FOUR + "y\n")
    assert done.code == 0
    asked = re.findall(r"^\[([a-z-]+\.[a-z-]+)\] .+\n1-5, s = no answer, b = back: $", done.out, re.MULTILINE)
    assert len(asked) == len(set(asked)) == QUESTIONS
    assert "send? y/n:" in done.out
    assert "Your answers are stored." in done.out
    assert list(sent[0]["answers"].values()) == [4] * QUESTIONS
    assert counts(workspace_file) == (1, 1)


def test_no_answer_and_back_work_and_the_last_answer_counts(opened: Any, sent: list[dict[str, Any]]) -> None:
    replies = ["1", "b", "5", "s", "b", "2", *["3"] * (QUESTIONS - 2), "b", "4", "y"]
    assert opened.answer("\n".join(replies) + "\n").code == 0
    assert sorted(sent[0]["answers"].values()) == sorted([5, 2, *[3] * (QUESTIONS - 3), 4])


@pytest.mark.parametrize("wrong", ["6", "0", "yes", "", "4.0", "４", "-1"])
def test_a_wrong_reply_is_asked_again_with_a_hint(opened: Any, wrong: str, sent: list[dict[str, Any]]) -> None:
    done = opened.answer(f"{wrong}\n{ALL_FOUR}maybe\ny\n")
    assert done.code == 0
    assert done.out.count("Type a number from 1 to 5, s or b.") == 1
    assert done.out.count("Type y to send, n to drop everything, or b to go back.") == 1
    assert list(sent[0]["answers"].values()) == [4] * QUESTIONS


@pytest.mark.parametrize("replies", ["", "4\n", "4\n" * 10, ALL_FOUR, ALL_FOUR + "maybe\n", ALL_FOUR + "b\n"])
def test_the_end_of_input_before_sending_leaves_the_code_unspent(
    opened: Any, workspace_file: Path, replies: str
) -> None:
    done = opened.answer(replies)
    assert done.code == 2
    assert "nothing was stored" in done.err
    assert counts(workspace_file) == (0, 0)


def test_a_no_at_the_end_stores_nothing_and_the_answer_is_no(opened: Any, workspace_file: Path) -> None:
    done = opened.answer(ALL_FOUR + "n\n")
    assert done.code == 1
    assert "nothing was stored" in done.err
    assert counts(workspace_file) == (0, 0)


def test_a_wrong_code_is_asked_for_three_times_again(opened: Any, workspace_file: Path) -> None:
    code = opened.codes[0]
    mistyped = code[:-1] + ("A" if code[-1] != "A" else "B")
    done = opened.ybiyri("answer", "--plain", stdin=f"{mistyped}\n\nnonsense\n{code}\n{ALL_FOUR}y\n")
    assert done.code == 0
    assert done.out.count("That is not a code") == 3
    assert counts(workspace_file) == (1, 1)
    done = opened.ybiyri("answer", "--plain", stdin=f"{code}\n" * 5)
    assert done.code == 2
    assert done.out.count("code: ") == 4
    assert "used already" in done.err
    assert code not in done.out + done.err


def test_what_was_typed_is_never_printed(opened: Any) -> None:
    done = opened.answer(ALL_FOUR + "y\n")
    questions = done.out[done.out.index("[") : done.out.index("send?")]
    assert "4" not in questions
    assert "4" not in done.err


def test_a_card_is_shown_once_and_asked_for_in_the_survey_after(opened: Any, sent: list[dict[str, Any]]) -> None:
    cards = []
    for _ in range(6):
        done = opened.answer(ALL_FOUR + "y\n")
        assert "card (empty = none)" not in done.out
        cards += re.findall(r"Your private card: (\S+)", done.out)
    assert len(set(cards)) == 6
    assert opened.close().code == 0
    assert opened.open(label="after").code == 0
    wrong = cards[0][:-1] + ("A" if cards[0][-1] != "A" else "B")
    done = opened.answer(f"{ALL_FOUR}{wrong}\n{cards[0]}\ny\n")
    assert done.code == 0
    assert "Check your card" in done.out
    assert "private card: " not in done.out
    for card in (*cards[1:], ""):
        assert opened.answer(f"{ALL_FOUR}{card}\ny\n").code == 0
    assert [entry["card"] for entry in sent[6:]] == [*cards, ""]
    assert opened.close().code == 0
    assert opened.ybiyri("compare", "--format", "json").json["design"] == "partly_paired"


def test_a_comment_is_asked_for_where_the_round_has_them(team: Any, sent: list[dict[str, Any]]) -> None:
    assert team.open("--comments").code == 0
    long = "x" * 501
    done = team.answer(f"{ALL_FOUR}{long}\nSwaps are fair\ny\n")
    assert done.code == 0
    assert "The comment has 501 characters; at most 500 fit." in done.out
    assert "Swaps" not in done.out
    assert sent[0]["comment"] == "Swaps are fair"


def test_an_unexpected_error_leaves_no_answer_in_message_or_log(
    opened: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("alerts.needless = 4")

    monkeypatch.setattr(Booth, "send", broken)
    done = opened.answer(ALL_FOUR + "y\n")
    assert done.code == 70
    (log,) = (tmp_path / "home").rglob("ybiyri.log")
    for text in (done.err, log.read_text(encoding="utf-8")):
        assert "needless" not in text
        assert opened.codes[-1] not in text


def test_the_kiosk_without_a_terminal_names_the_other_way(opened: Any) -> None:
    done = opened.ybiyri("answer")
    assert done.code == 2
    assert "`ybiyri answer --plain` works without one" in done.err


def test_the_sheet_is_wiped_even_when_the_person_stops(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    begin = Booth.begin_sheet

    def noticed(booth: Booth) -> Any:
        begun.append(begin(booth))
        return begun[-1]

    monkeypatch.setattr(Booth, "begin_sheet", noticed)
    assert opened.answer("4\n" * 3).code == 2
    assert [sheet.answers() for sheet in begun] == [{}]
