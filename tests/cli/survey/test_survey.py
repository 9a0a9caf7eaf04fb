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
    "threshold",
    "codes",
    "replaced",
    "main_topics",
    "comments",
    "pairing",
    "hosted",
    "scripted",
    "holders",
    "fingerprint",
    "opened_on",
    "closes_at",
    "extended_to",
    "closed_on",
    "read_back_on",
    "unreadable",
    "enough_to_close",
]
ENTRY_KEYS = ["id", "answered", "favourable", "mean", "mean_text", "segments", "withheld"]


@pytest.fixture
def opened(team: Any) -> Any:
    """A survey before, for eight people, which the coach alone can open."""
    assert team.open().code == 0
    return team


def test_the_list_names_what_can_be_opened(with_pilot: Ybiyri) -> None:
    listed = with_pilot("survey", "list", "--format", "json").json
    assert listed["schema"] == "ybiyri.surveys/1"
    assert listed["rounds"] == []
    (survey,) = listed["surveys"]
    assert (survey["id"], survey["questions"], survey["can_open"]) == (SURVEY, QUESTIONS, ["before"])
    assert f"ybiyri survey open {SURVEY} --label before --invited N" in with_pilot("survey", "list").out


def test_opening_says_what_is_frozen_what_could_be_inferred_and_what_can_be_found(team: Any) -> None:
    done = team.open("--main", "pay", "--main", "heard")
    assert done.code == 0
    assert done.out == ""
    told = " ".join(done.err.split())
    assert "Frozen from now on: the wording, 8 people invited, k 5" in told
    assert "all answers to one question are of one kind" in told
    assert "is certain what kind all the others' answers" in told
    assert "with 2 main topics" in told
    (found,) = team.ybiyri("survey", "list", "--format", "json").json["rounds"]
    assert list(found) == ROUND_KEYS
    assert (found["label"], found["k"], found["main_topics"]) == ("before", 5, ["heard", "pay"])
    assert (found["codes"], found["replaced"], found["scripted"]) == (8, 0, True)


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
    done = with_pilot("survey", "open", *arguments, "--coach-only", "--from-stdin", stdin="the coach\n")
    assert done.code == 2
    assert sentence in done.err
    assert with_pilot("survey", "list", "--format", "json").json["rounds"] == []


def test_while_open_only_whether_it_could_be_closed_is_told(opened: Any) -> None:
    empty = opened.ybiyri("survey", "status", "--format", "json")
    assert empty.json["schema"] == "ybiyri.survey-status/1"
    assert empty.json["open"]["enough_to_close"] is False
    opened.answer_alike("2", 4)
    assert opened.ybiyri("survey", "status", "--format", "json").out == empty.out
    assert "enough answers to close: not yet" in opened.ybiyri("survey", "status").out
    opened.answer_alike("2")
    with_five = opened.ybiyri("survey", "status").out
    assert "enough answers to close: yes" in with_five
    opened.answer_alike("4")
    assert opened.ybiyri("survey", "status").out == with_five


def test_closing_below_k_is_refused_and_shows_no_results(opened: Any) -> None:
    opened.answer_alike("2", 4)
    done = opened.close()
    assert done.code == 2
    assert "Fewer than 5 have answered" in done.err
    done = opened.ybiyri("survey", "results")
    assert done.code == 2
    assert done.out == ""
    assert "no results" in done.err


def test_a_closed_round_gives_out_topics_and_questions_with_documented_keys(opened: Any) -> None:
    opened.answer_alike("4", 5)
    opened.answer_alike("s", 2)
    assert opened.close().code == 0
    data = opened.ybiyri("survey", "results", "--label", "before", "--format", "json").json
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
    text = opened.ybiyri("survey", "results").out
    assert "7 of 8 answered" in text
    assert "4–5 of 5" in text
    assert "The team sees this first." in text


def test_questions_that_fewer_than_k_answered_are_withheld_everywhere(opened: Any) -> None:
    opened.answer_alike("4", 4)
    opened.answer_alike("s", 2)
    assert opened.close().code == 0
    data = opened.ybiyri("survey", "results", "--format", "json").json
    for topic in data["topics"]:
        for entry in (topic, *topic["items"]):
            assert entry["withheld"] == "fewer than 5 answered"
            assert all(entry[key] is None for key in ("answered", "favourable", "mean", "mean_text", "segments"))
    text = opened.ybiyri("survey", "results").out
    assert "fewer than 5 answered: not shown" in text
    assert "mean 4" not in text


def test_reading_back_is_noted_with_its_day(opened: Any) -> None:
    assert opened.ybiyri("survey", "read-back", "--label", "before").code == 2
    opened.answer_alike("3", 5)
    opened.close()
    assert opened.ybiyri("survey", "read-back", "--label", "before").code == 0
    (found,) = opened.ybiyri("survey", "list", "--format", "json").json["rounds"]
    assert found["read_back_on"] is not None
    assert "The team has seen this" in opened.ybiyri("survey", "results").out


@pytest.mark.parametrize("typed", ["", "no\n", "Payment\n"])
def test_discarding_without_the_pilots_name_changes_nothing(opened: Any, typed: str) -> None:
    done = opened.ybiyri("survey", "discard", stdin=typed)
    assert done.code == 2
    assert "nothing was discarded" in done.err
    assert opened.ybiyri("survey", "status", "--format", "json").json["open"] is not None


@pytest.mark.parametrize("arguments", [("--yes",), ()])
def test_discarding_destroys_the_round_and_its_answers(
    opened: Any, workspace_file: Path, arguments: tuple[str, ...]
) -> None:
    opened.answer_alike("1", 2)
    assert opened.ybiyri("survey", "discard", *arguments, stdin="payments\n").code == 0
    assert opened.ybiyri("survey", "list", "--format", "json").json["rounds"] == []
    with closing(sqlite3.connect(workspace_file)) as connection:
        for table in ("survey_slot", "survey_code", "survey_lock", "survey_series"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


def test_without_an_open_survey_every_command_says_what_to_do(with_pilot: Ybiyri) -> None:
    for arguments in (("survey", "close"), ("survey", "discard", "--yes"), ("answer", "--plain"), ("answer",)):
        done = with_pilot(*arguments)
        assert done.code == 2
        assert "`ybiyri survey open` opens one" in done.err
    assert with_pilot("survey", "status").code == 0
