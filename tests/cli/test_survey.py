"""survey: rounds from the command line, with documented keys and nothing said too early."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Ybiyri = Callable[..., Any]

QUESTIONS = 24
SURVEY = "developer-concerns"
ROUND_KEYS = [
    "survey",
    "label",
    "state",
    "invited",
    "k",
    "main_topics",
    "opened_on",
    "closed_on",
    "read_back_on",
    "enough_to_close",
]
ENTRY_KEYS = ["id", "answered", "favourable", "mean", "mean_text", "segments", "withheld"]


def answer(ybiyri: Ybiyri, reply: str, people: int = 1) -> None:
    """Lets people answer all questions alike."""
    for _ in range(people):
        assert ybiyri("answer", "--plain", stdin=f"{reply}\n" * QUESTIONS + "y\n").code == 0


@pytest.fixture
def opened(with_pilot: Ybiyri) -> Ybiyri:
    """A survey before, for eight people."""
    assert with_pilot("survey", "open", SURVEY, "--label", "before", "--invited", "8").code == 0
    return with_pilot


def test_the_list_names_what_can_be_opened(with_pilot: Ybiyri) -> None:
    listed = with_pilot("survey", "list", "--format", "json").json
    assert listed["schema"] == "ybiyri.surveys/1"
    assert listed["rounds"] == []
    (survey,) = listed["surveys"]
    assert (survey["id"], survey["questions"], survey["can_open"]) == (SURVEY, QUESTIONS, ["before"])
    assert f"ybiyri survey open {SURVEY} --label before --invited N" in with_pilot("survey", "list").out


def test_opening_says_what_is_frozen_and_what_can_be_found(with_pilot: Ybiyri) -> None:
    done = with_pilot(
        "survey", "open", SURVEY, "--label", "before", "--invited", "8", "--main", "pay", "--main", "heard"
    )
    assert done.code == 0
    assert done.out == ""
    assert "Frozen from now on: the wording, 8 people invited, k 5" in done.err
    assert "with 2 main topics" in done.err
    (found,) = with_pilot("survey", "list", "--format", "json").json["rounds"]
    assert list(found) == ROUND_KEYS
    assert (found["label"], found["k"], found["main_topics"]) == ("before", 5, ["heard", "pay"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nonsense", "--label", "before", "--invited", "8"), f"there is {SURVEY}"),
        ((SURVEY, "--label", "after", "--invited", "8"), 'There is no "before" survey'),
        ((SURVEY, "--label", "before", "--invited", "4"), "4 invited are too few"),
        ((SURVEY, "--label", "before", "--invited", "8", "--k", "3"), "k is 3; it has to be from 4 to 8."),
        ((SURVEY, "--label", "before", "--invited", "8", "--main", "weather"), "There is no topic 'weather'"),
        ((SURVEY, "--label", "before", "--invited", "many"), "not a valid integer"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_the_way_out(
    with_pilot: Ybiyri, arguments: tuple[str, ...], sentence: str
) -> None:
    done = with_pilot("survey", "open", *arguments)
    assert done.code == 2
    assert sentence in done.err
    assert with_pilot("survey", "list", "--format", "json").json["rounds"] == []


def test_while_open_only_whether_it_could_be_closed_is_told(opened: Ybiyri) -> None:
    empty = opened("survey", "status", "--format", "json")
    assert empty.json["schema"] == "ybiyri.survey-status/1"
    assert empty.json["open"]["enough_to_close"] is False
    answer(opened, "2", 4)
    assert opened("survey", "status", "--format", "json").out == empty.out
    assert "enough answers to close: not yet" in opened("survey", "status").out
    answer(opened, "2")
    with_five = opened("survey", "status").out
    assert "enough answers to close: yes" in with_five
    answer(opened, "4")
    assert opened("survey", "status").out == with_five


def test_closing_below_k_is_refused_and_shows_no_results(opened: Ybiyri) -> None:
    answer(opened, "2", 4)
    done = opened("survey", "close")
    assert done.code == 2
    assert "Fewer than 5 have answered" in done.err
    done = opened("survey", "results")
    assert done.code == 2
    assert done.out == ""
    assert "no results" in done.err


def test_a_closed_round_gives_out_topics_and_questions_with_documented_keys(opened: Ybiyri) -> None:
    answer(opened, "4", 5)
    answer(opened, "s", 2)
    assert opened("survey", "close").code == 0
    data = opened("survey", "results", "--label", "before", "--format", "json").json
    assert data["schema"] == "ybiyri.survey-results/1"
    assert (data["label"], data["k"], data["invited"], data["answered"]) == ("before", 5, 8, 7)
    assert data["read_back_on"] is None
    assert [topic["id"] for topic in data["topics"]][:3] == ["mission", "heard", "pay"]
    mission = data["topics"][0]
    assert list(mission) == [*ENTRY_KEYS, "title", "main", "items"]
    assert (mission["answered"], mission["favourable"], mission["mean_text"]) == (5, "4-5", "4.0")
    assert list(mission["items"][0]) == [*ENTRY_KEYS, "text", "reversed"]
    alerts = next(topic for topic in data["topics"] if topic["id"] == "alerts")
    assert alerts["main"]
    assert [item["reversed"] for item in alerts["items"]] == [True, True, False]
    text = opened("survey", "results").out
    assert "7 of 8 answered" in text
    assert "4–5 of 5" in text
    assert "The team sees this first." in text


def test_questions_that_fewer_than_k_answered_are_withheld_everywhere(opened: Ybiyri) -> None:
    answer(opened, "4", 4)
    answer(opened, "s", 2)
    assert opened("survey", "close").code == 0
    data = opened("survey", "results", "--format", "json").json
    for topic in data["topics"]:
        for entry in (topic, *topic["items"]):
            assert entry["withheld"] == "fewer than 5 answered"
            assert all(entry[key] is None for key in ("answered", "favourable", "mean", "mean_text", "segments"))
    text = opened("survey", "results").out
    assert "fewer than 5 answered: not shown" in text
    assert "mean 4" not in text


def test_reading_back_is_noted_with_its_day(opened: Ybiyri) -> None:
    assert opened("survey", "read-back", "--label", "before").code == 2
    answer(opened, "3", 5)
    opened("survey", "close")
    assert opened("survey", "read-back", "--label", "before").code == 0
    (found,) = opened("survey", "list", "--format", "json").json["rounds"]
    assert found["read_back_on"] is not None
    assert "The team has seen this" in opened("survey", "results").out


@pytest.mark.parametrize("typed", ["", "no\n", "Payment\n"])
def test_discarding_without_the_pilots_name_changes_nothing(opened: Ybiyri, typed: str) -> None:
    done = opened("survey", "discard", stdin=typed)
    assert done.code == 2
    assert "nothing was discarded" in done.err
    assert opened("survey", "status", "--format", "json").json["open"] is not None


@pytest.mark.parametrize("arguments", [("--yes",), ()])
def test_discarding_destroys_the_round_and_its_answers(
    opened: Ybiyri, workspace_file: Path, arguments: tuple[str, ...]
) -> None:
    answer(opened, "1", 2)
    assert opened("survey", "discard", *arguments, stdin="payments\n").code == 0
    assert opened("survey", "list", "--format", "json").json["rounds"] == []
    with closing(sqlite3.connect(workspace_file)) as connection:
        assert connection.execute("SELECT count(*) FROM survey_sheet").fetchone() == (0,)
    assert b"1" * QUESTIONS not in workspace_file.read_bytes()


def test_without_an_open_survey_every_command_says_what_to_do(with_pilot: Ybiyri) -> None:
    for arguments in (("survey", "close"), ("survey", "discard", "--yes"), ("answer", "--plain"), ("answer",)):
        done = with_pilot(*arguments)
        assert done.code == 2
        assert "`ybiyri survey open` opens one" in done.err
    assert with_pilot("survey", "status").code == 0
