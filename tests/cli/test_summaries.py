"""Summaries beside others: since an older one, all pilots in one document, several workspaces merged, by role."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ybiyri = Callable[..., Any]


def exported(ybiyri: Ybiyri, path: Path, day: str, *more: str) -> Path:
    assert ybiyri("export", "--out", str(path), "--date", day, *more).code == 0
    return path


@pytest.fixture
def old(with_pilot: Ybiyri, tmp_path: Path) -> Path:
    """A summary of January; since then a question was answered, a promise made and a must-have met."""
    path = exported(with_pilot, tmp_path / "old.json", "2027-01-15")
    with_pilot("finding", "set", "developers.listened", "yes", "--proof", "minutes")
    with_pilot("promise", "add", "nights are unpaid", "--promise", "a pay policy")
    assert with_pilot("must-haves", "meet", "opt-out", "--proof", "rules").code == 0
    return path


def test_since_an_older_summary_says_what_changed(with_pilot: Ybiyri, old: Path) -> None:
    done = with_pilot("export", "--since", str(old), "--date", "2027-02-01")
    part = done.out.split("## What changed since 15 Jan 2027")[1].split("## Recommendation")[0]
    assert "| Have you asked what worries them, and listened? | not asked | yes, proof seen |" in part
    assert "| Must-have: Saying no has no price | open | met |" in part
    assert "| Promise 1: a pay policy | nothing | open |" in part
    data = with_pilot("export", "--since", str(old), "--date", "2027-02-01", "--format", "json").json
    assert data["changes"]["since"] == "2027-01-15"
    assert len(data["changes"]["differences"]) == 3
    now = exported(with_pilot, old.with_name("now.json"), "2027-02-01")
    same = with_pilot("export", "--since", str(now), "--date", "2027-02-01")
    assert "Nothing that a summary shows." in same.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1, column 2"),
        ("[]", "schema is ybiyri.summary/1"),
        ('{"schema": "ybiyri.status/1"}', "schema is ybiyri.summary/1"),
        ('{"schema": "ybiyri.summary/1", "date": "soon"}', "at date"),
        ("\x00\x01", "line 1"),
    ],
)
def test_a_file_that_is_no_summary_is_one_sentence(with_pilot: Ybiyri, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    for done in (with_pilot("export", "--since", str(path)), with_pilot("rollup", str(path))):
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert "bad.json" in done.err
        assert len(done.err.splitlines()) == 1


def test_a_later_summary_and_another_pilots_are_refused(with_pilot: Ybiyri, old: Path) -> None:
    assert "which is after" in with_pilot("export", "--since", str(old), "--date", "2027-01-01").err
    with_pilot("pilots", "create", "Search", "--team", "Heron", "--mission", "Find things")
    done = with_pilot("export", "--since", str(old), "--pilot", "Search")
    assert done.code == 2
    assert "no summary of the pilot 'Search'; it has 'Payments'" in done.err


def test_all_pilots_are_one_document(with_pilot: Ybiyri) -> None:
    with_pilot("pilots", "create", "Search", "--team", "Heron", "--mission", "Find things")
    text = with_pilot("export", "--all-pilots").out
    assert text.startswith("# Readiness summary")
    assert "## All pilots beside each other" in text
    assert text.index("## Payments · Team Kestrel") < text.index("## Search · Heron")
    data = with_pilot("export", "--all-pilots", "--format", "json").json
    assert [found["pilot"] for found in data["pilots"]] == ["Payments", "Search"]


def test_summaries_are_merged_and_conflicts_are_named(with_pilot: Ybiyri, old: Path, tmp_path: Path) -> None:
    new = exported(with_pilot, tmp_path / "new.json", "2027-02-01")
    other = json.loads(new.read_text(encoding="utf-8"))
    other |= {"pilot": "Search", "team": "Heron"}
    other["objections"] = other["objections"][1:]
    search = tmp_path / "search.json"
    search.write_text(json.dumps(other), encoding="utf-8")
    done = with_pilot("rollup", str(old), str(new), str(search), "--format", "json")
    assert done.code == 0
    assert [(found["pilot"], found["date"]) for found in done.json["pilots"]] == [
        ("Payments", "2027-02-01"),
        ("Search", "2027-02-01"),
    ]
    first, second = done.json["conflicts"]
    assert "new.json is of 2027-02-01, old.json of 2027-01-15; new.json counts" in first
    assert "do not ask the same questions: developers.listened" in second
    assert done.err.count("Conflict: ") == 2
    again = with_pilot("rollup", str(search), str(new), str(old), "--format", "json").json
    assert again["pilots"] == done.json["pilots"]
    merged = tmp_path / "all.html"
    assert with_pilot("rollup", str(new), str(search), "--out", str(merged)).code == 0
    assert "Conflicts between the summaries" in merged.read_text(encoding="utf-8")


def test_a_merged_document_can_be_merged_again(with_pilot: Ybiyri, old: Path, tmp_path: Path) -> None:
    merged = tmp_path / "merged.json"
    assert with_pilot("rollup", str(old), "--out", str(merged)).code == 0
    done = with_pilot("rollup", str(merged), str(old), "--format", "json")
    assert done.json["conflicts"] == []
    assert len(done.json["pilots"]) == 1


def test_people_are_shown_by_role(with_pilot: Ybiyri) -> None:
    owned = (("Jo", "developers.listened"), ("Sam", "developers.put-right"), ("Jo", "scale.always-on-myth"))
    for owner, question in owned:
        with_pilot("finding", "set", question, "no", "--owner", owner)
    with_pilot("settings", "role", "jo", "incident manager")
    named, by_role = (with_pilot("export", "--people", people).out for people in ("names", "roles"))
    assert "| Jo, no date |" in named
    assert "Jo" not in by_role
    assert "Sam" not in by_role
    assert "incident manager, no date" in by_role
    assert "somebody, not named" in by_role
    assert "settings role" in by_role.split("## What is left out, and why")[1]
    with_pilot("settings", "set", "people", "roles")
    assert with_pilot("export").out == by_role


def test_settings_are_listed_and_checked(with_pilot: Ybiyri) -> None:
    with_pilot("settings", "set", "number-format", "1.234,5")
    with_pilot("settings", "set", "date-format", "yyyy-mm-dd")
    with_pilot("pilots", "edit", "Payments", "--exposure", "1234.5 EUR")
    text = with_pilot("export", "--date", "2027-01-15").out
    assert text.startswith("# Payments · Team Kestrel · 2027-01-15")
    assert "1.234,5 EUR" in text
    assert with_pilot("settings", "list", "--format", "json").json["settings"]["number-format"] == "1.234,5"
    for name, value, said in (("colour", "red", "There is no setting"), ("paper", "a5", "a4 | letter")):
        done = with_pilot("settings", "set", name, value)
        assert done.code == 2
        assert said in done.err
    with_pilot("settings", "set", "date-format", "")
    assert "15 Jan 2027" in with_pilot("export", "--date", "2027-01-15").out


def test_the_published_schema_needs_no_workspace(ybiyri: Ybiyri) -> None:
    schema = ybiyri("export", "--schema").json
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$defs"]["Summary"]["properties"]["schema"]["const"] == "ybiyri.summary/1"


@pytest.mark.parametrize("form", ["pdf", "pptx", "csv", "all"])
def test_forms_that_are_no_text_need_a_place(with_pilot: Ybiyri, form: str) -> None:
    done = with_pilot("export", "--format", form)
    assert (done.code, done.out) == (2, "")
    assert "--out" in done.err


def test_a_folder_is_written_as_a_whole_or_not_at_all(with_pilot: Ybiyri, tmp_path: Path) -> None:
    folder = tmp_path / "board"
    assert with_pilot("export", "--format", "all", "--out", str(folder)).code == 0
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"summary.md", "summary.pdf", "csv/answers.csv"} < written
    (folder / "summary.md").unlink()
    (folder / "summary.json").write_text("mine", encoding="utf-8")
    refused = with_pilot("export", "--format", "all", "--out", str(folder))
    assert refused.code == 2
    assert not (folder / "summary.md").exists()
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "summary.json").write_text("mine", encoding="utf-8")
    assert with_pilot("export", "--format", "all", "--out", str(bare)).code == 2
    assert [path.name for path in bare.iterdir()] == ["summary.json"]
    assert (folder / "summary.json").read_text(encoding="utf-8") == "mine"
    assert with_pilot("export", "--format", "all", "--out", str(folder), "--force").code == 0
    assert (folder / "summary.md").exists()
