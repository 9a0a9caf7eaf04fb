"""answer --plain: the whole survey as line prompts; nothing is stored before the answers are sent."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui.usecases.survey import surveying

Ybiyri = Callable[..., Any]

QUESTIONS = 24
ALL_FOUR = "4\n" * QUESTIONS


@pytest.fixture
def opened(with_pilot: Ybiyri) -> Ybiyri:
    """A survey before, for eight people."""
    assert with_pilot("survey", "open", "developer-concerns", "--label", "before", "--invited", "8").code == 0
    return with_pilot


def sheets(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT answers FROM survey_sheet")]


def test_the_promise_is_printed_before_the_first_question(opened: Ybiyri) -> None:
    done = opened("answer", "--plain", stdin="")
    promise, question = done.out.index("Not sealed yet"), done.out.index("1-5, s = no answer, b = back:")
    assert 0 <= promise < question
    assert "No name, no\ntime, no code." in done.out
    assert "What can still be learned:" in done.out


def test_each_question_has_its_id_and_the_prompt_and_is_asked_once(opened: Ybiyri, workspace_file: Path) -> None:
    done = opened("answer", "--plain", stdin=ALL_FOUR + "y\n")
    assert done.code == 0
    asked = re.findall(r"^\[([a-z-]+\.[a-z-]+)\] .+\n1-5, s = no answer, b = back: $", done.out, re.MULTILINE)
    assert len(asked) == len(set(asked)) == QUESTIONS
    assert "send? y/n:" in done.out
    assert "Your answers are stored." in done.out
    assert sheets(workspace_file) == ["4" * QUESTIONS]


def test_no_answer_and_back_work_and_the_last_answer_counts(opened: Ybiyri, workspace_file: Path) -> None:
    replies = ["1", "b", "5", "s", "b", "2", *["3"] * (QUESTIONS - 2), "b", "4", "y"]
    assert opened("answer", "--plain", stdin="\n".join(replies) + "\n").code == 0
    (answers,) = sheets(workspace_file)
    assert sorted(answers) == sorted("52" + "3" * (QUESTIONS - 3) + "4")


@pytest.mark.parametrize("wrong", ["6", "0", "yes", "", "4.0", "４", "-1"])
def test_a_wrong_reply_is_asked_again_with_a_hint(opened: Ybiyri, workspace_file: Path, wrong: str) -> None:
    done = opened("answer", "--plain", stdin=f"{wrong}\n{ALL_FOUR}maybe\ny\n")
    assert done.code == 0
    assert done.out.count("Type a number from 1 to 5, s or b.") == 1
    assert done.out.count("Type y to send, n to drop everything, or b to go back.") == 1
    assert sheets(workspace_file) == ["4" * QUESTIONS]


@pytest.mark.parametrize("replies", ["", "4\n", "4\n" * 10, ALL_FOUR, ALL_FOUR + "maybe\n", ALL_FOUR + "b\n"])
def test_the_end_of_input_before_sending_stores_nothing(opened: Ybiyri, workspace_file: Path, replies: str) -> None:
    done = opened("answer", "--plain", stdin=replies)
    assert done.code == 2
    assert "nothing was stored" in done.err
    assert sheets(workspace_file) == []


def test_a_no_at_the_end_stores_nothing_and_the_answer_is_no(opened: Ybiyri, workspace_file: Path) -> None:
    done = opened("answer", "--plain", stdin=ALL_FOUR + "n\n")
    assert done.code == 1
    assert "nothing was stored" in done.err
    assert sheets(workspace_file) == []


def test_what_was_typed_is_never_printed(opened: Ybiyri) -> None:
    done = opened("answer", "--plain", stdin=ALL_FOUR + "y\n")
    after_promise = done.out[done.out.index("[") :]
    assert "4" not in after_promise
    assert "4" not in done.err


def test_an_unexpected_error_leaves_no_answer_in_message_or_log(
    opened: Ybiyri, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("alerts.needless = 4")

    monkeypatch.setattr("ybiyri_tui.cli.survey.plain_answer.submit", broken)
    done = opened("answer", "--plain", stdin=ALL_FOUR + "y\n")
    assert done.code == 70
    (log,) = (tmp_path / "home").rglob("ybiyri.log")
    for text in (done.err, log.read_text(encoding="utf-8")):
        assert "needless" not in text


def test_more_people_than_invited_are_turned_away(opened: Ybiyri, workspace_file: Path) -> None:
    for _ in range(8):
        assert opened("answer", "--plain", stdin=ALL_FOUR + "y\n").code == 0
    done = opened("answer", "--plain", stdin=ALL_FOUR + "y\n")
    assert done.code == 2
    assert "nothing more was stored" in done.err
    assert len(sheets(workspace_file)) == 8


def test_the_kiosk_without_a_terminal_names_the_other_way(opened: Ybiyri) -> None:
    done = opened("answer")
    assert done.code == 2
    assert "`ybiyri answer --plain` works without one" in done.err


def test_the_sheet_is_wiped_even_when_the_person_stops(opened: Ybiyri, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    begin = surveying.begin_sheet

    def noticed(*arguments: Any) -> Any:
        begun.append(begin(*arguments))
        return begun[-1]

    monkeypatch.setattr("ybiyri_tui.cli.survey.plain_answer.begin_sheet", noticed)
    assert opened("answer", "--plain", stdin="4\n" * 3).code == 2
    assert [sheet.answers() for sheet in begun] == [{}]
