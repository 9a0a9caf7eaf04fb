"""`ybiyri portfolio` and the list of many pilots in linear text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.many_pilots.filling import context_on, every_fate, fill

Ybiyri = Callable[..., Any]


@pytest.fixture
def many(ybiyri: Ybiyri, workspace_file: Path) -> Ybiyri:
    """Twenty pilots, one of them archived."""
    fill(context_on(workspace_file), 20, series=every_fate)
    return ybiyri


def test_every_form_has_the_same_numbers(many: Ybiyri) -> None:
    data = many("portfolio", "--format", "json").json
    assert list(data) == [
        *("schema", "day", "phase", "pilots", "phases", "must_haves", "objections", "overdue_promises", "surveys"),
        *("quiet_days", "quiet"),
    ]
    assert (data["schema"], data["pilots"]) == ("ybiyri.all-pilots/1", 19)
    text, rows = many("portfolio").out, list(csv.DictReader(io.StringIO(many("portfolio", "--format", "csv").out)))
    worst = data["must_haves"][0]
    assert f"{worst['open']} of {worst['due']}  " in text
    row = next(row for row in rows if row["key"] == f"must-have:{worst['id']}")
    assert (row["count"], row["of"]) == (str(worst["open"]), str(worst["due"]))
    assert sum(int(row["count"]) for row in rows if row["key"].startswith("phase:")) == 19
    assert not {"Jo", "Kim", "coach"} & set(text.split()), "nobody is named"


def test_the_pilots_behind_a_number_are_listed(many: Ybiyri) -> None:
    worst = many("portfolio", "--phase", "pilot", "--format", "json").json["must_haves"][0]
    behind = many("portfolio", "--of", f"must-have:{worst['id']}", "--phase", "pilot", "--format", "json").json
    assert (behind["schema"], len(behind["pilots"])) == ("ybiyri.pilots/1", worst["open"])
    assert {pilot["phase"] for pilot in behind["pilots"]} == {"pilot"}
    refused = many("portfolio", "--of", "must-have:luck")
    assert (refused.code, refused.out) == (2, "")
    assert "must-have:luck" in refused.err


def test_the_list_is_searched_and_ordered(many: Ybiyri) -> None:
    one = many("pilots", "list", "--format", "json").json["pilots"][4]
    assert many("pilots", "list", "--find", one["team"].upper()).out.count("\n") == 1
    opened = many("pilots", "list", "--order", "open", "--format", "json").json["pilots"]
    assert [pilot["open_must_haves"] for pilot in opened] == sorted(pilot["open_must_haves"] for pilot in opened)
    none = many("pilots", "list", "--find", "nowhere")
    assert (none.code, none.out, none.err) == (0, "", "No pilot fits.\n")


def test_all_teams_are_compared_as_units_in_every_form(many: Ybiyri) -> None:
    data = many("compare", "--all-pilots", "--format", "json").json
    assert list(data) == [
        *("schema", "survey", "teams", "answered_before", "answered_after", "left_out", "alpha", "margin"),
        *("topics", "items", "notes"),
    ]
    assert (data["schema"], data["teams"], len(data["items"])) == ("ybiyri.across-teams/1", 11, 24)
    first = data["topics"][0]
    assert (first["id"], first["family"], sum(teams for _, teams in first["shifts"])) == ("alerts", "main", 11)
    text = " ".join(many("compare", "--all-pilots").out.split())
    assert "11 teams, with" in text
    assert "Left out: 9 pilots – 2 not asked this survey; " in text
    assert "Teams were not drawn at random" in text
    rows = list(csv.DictReader(io.StringIO(many("compare", "--all-pilots", "--format", "csv").out)))
    assert [row["id"] for row in rows] == [entry["id"] for entry in (*data["topics"], *data["items"])]
    assert float(rows[0]["mean_shift"]) == first["mean_shift"]
    assert "Team 00" not in text, "no team is named"


@pytest.mark.parametrize(
    "options", [("--margin", "0.3"), ("--all-pilots", "--format", "html"), ("--all-pilots", "--alpha", "0.1")]
)
def test_options_that_do_not_go_together_are_refused(many: Ybiyri, options: tuple[str, ...]) -> None:
    done = many("compare", *options)
    assert (done.code, done.out) == (2, "")
    assert "--all-pilots" in done.err
