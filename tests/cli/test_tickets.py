"""tickets import and share: honest about every row, never doubling, one definition for a pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.tickets.reading import detect
from playbook.tickets.trackers.tables import mapped
from ybiyri_tui.cli import tickets as tickets_commands

Ybiyri = Callable[..., Any]

HEADER = "Issue key,Issue Type,Status,Labels,Created,Resolved"
ROWS = [
    "PAY-1,Bug,Done,backend;urgent,2026-10-01,2026-10-06",
    "PAY-2,Story,Done,backend,2026-10-01,2026-10-07",
    "PAY-3,Task,Done,urgent,2026-10-02,2026-10-08",
    "PAY-4,Story,Done,,2026-10-05,2026-10-20",
    "PAY-5,Story,Open,,2026-10-05,",
    "no key,Story,Open,,2026-10-05,",
    "PAY-6,Story,Done,,2026-10-05,sometime",
]
RULES = ("--bau", "type=Bug", "--bau", "label=urgent")
TESTS = Path(__file__).parents[1]
EXPORTS = sorted((TESTS / "data" / "tickets").glob("jira-*.csv"))
KEYS = [
    "schema",
    "dry_run",
    "detected_format",
    "encoding",
    "delimiter",
    "columns",
    "rows_read",
    "items",
    "imported",
    "updated",
    "dropped",
    "bau_items",
    "rules",
    "first_date",
    "last_date",
    "time_zone",
    "warnings",
]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A tracker's export with two rows that cannot be used."""
    return write(tmp_path / "jira.csv", ROWS)


def write(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_dry_run_needs_no_workspace_and_makes_none(ybiyri: Ybiyri, export: Path, workspace_file: Path) -> None:
    done = ybiyri("tickets", "import", str(export), *RULES, "--dry-run", "--format", "json")
    assert done.code == 0
    assert not workspace_file.exists()
    data = done.json
    assert list(data) == KEYS
    assert data["schema"] == "ybiyri.tickets/1"
    assert (data["detected_format"], data["encoding"], data["delimiter"]) == ("jira-csv", "utf-8", ",")
    assert data["columns"]["resolved"] == "Resolved"
    assert (data["rows_read"], data["items"], data["imported"], data["updated"]) == (7, 5, 5, 0)
    assert [row["row"] for row in data["dropped"]] == [7, 8]
    assert "'no key'" in data["dropped"][0]["reason"]
    assert data["bau_items"] == 2
    assert data["rules"] == [{"rule": "type=Bug", "items": 1}, {"rule": "label=urgent", "items": 1}]
    assert (data["first_date"], data["last_date"]) == ("2026-10-01", "2026-10-20")


def test_a_dry_run_is_the_import_without_writing(with_pilot: Ybiyri, export: Path, tmp_path: Path) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    newer = write(tmp_path / "newer.csv", [*ROWS[:2], "PAY-9,Bug,Done,,2026-10-21,2026-10-22"])
    dry = with_pilot("tickets", "import", str(newer), "--dry-run", "--format", "json").json
    again = with_pilot("tickets", "import", str(newer), "--dry-run", "--format", "json").json
    real = with_pilot("tickets", "import", str(newer), "--format", "json").json
    assert dry == again
    assert {**dry, "dry_run": False} == real
    assert (real["imported"], real["updated"]) == (1, 2)


def test_importing_again_updates_and_never_doubles(with_pilot: Ybiyri, export: Path) -> None:
    first = with_pilot("tickets", "import", str(export), *RULES, "--format", "json").json
    shown = with_pilot("tickets", "share", "--format", "json").json
    second = with_pilot("tickets", "import", str(export), "--format", "json").json
    assert (first["imported"], first["updated"]) == (5, 0)
    assert (second["imported"], second["updated"]) == (0, 5)
    assert with_pilot("tickets", "share", "--format", "json").json == shown


def test_the_first_import_needs_a_definition_of_unplanned(with_pilot: Ybiyri, export: Path) -> None:
    done = with_pilot("tickets", "import", str(export))
    assert done.code == 2
    assert "--bau type=Bug" in done.err
    assert with_pilot("tickets", "share", "--format", "json").json["items"] == 0


def test_the_definition_is_kept_for_the_pilot(with_pilot: Ybiyri, export: Path) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    other = with_pilot("tickets", "import", str(export), "--bau", "type=Story")
    assert other.code == 2
    assert "type=Bug, label=urgent" in other.err
    same = with_pilot(
        "tickets", "import", str(export), "--bau", "label=URGENT", "--bau", "type=bug", "--format", "json"
    )
    assert same.json["bau_items"] == 2
    assert with_pilot("tickets", "share", "--format", "json").json["definition"] == ["type=Bug", "label=urgent"]


def test_a_file_without_usable_rows_freezes_no_definition(with_pilot: Ybiyri, tmp_path: Path, export: Path) -> None:
    empty = write(tmp_path / "empty.csv", ["nothing,Story,Open,,,"])
    done = with_pilot("tickets", "import", str(empty), "--bau", "type=Mistake")
    assert done.code == 2
    assert "nothing was imported" in done.err
    assert with_pilot("tickets", "import", str(export), *RULES).code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "There is no file"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "photo.csv is not a text file"),
        (
            "other.csv",
            b"name,colour\nRose,red\n",
            "other.csv is of no tracker known here: its columns are 'name', 'colour'",
        ),
        ("nothing.csv", b"", "nothing.csv is empty"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_one_sentence(
    with_pilot: Ybiyri, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = with_pilot("tickets", "import", str(tmp_path / name), *RULES)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_folder_and_a_broken_rule_are_refused(with_pilot: Ybiyri, tmp_path: Path, export: Path) -> None:
    assert "is a folder" in with_pilot("tickets", "import", str(tmp_path), *RULES).err
    assert "has no '='" in with_pilot("tickets", "import", str(export), "--bau", "bug").err


def test_another_tracker_than_the_one_named_is_refused_by_choice(with_pilot: Ybiyri, export: Path) -> None:
    assert with_pilot("tickets", "import", str(export), "--from", "excel", *RULES).code == 2
    assert with_pilot("tickets", "import", str(export), "--from", "jira-csv", *RULES).code == 0


def test_the_share_is_drawn_week_by_week_and_explained(with_pilot: Ybiyri, export: Path) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    lines = with_pilot("tickets", "share", "--by", "week").out.splitlines()
    assert lines[0].startswith("2026-W41  5 Oct  2 of 3  █")
    assert lines[0].endswith("67 % few")
    assert lines[1].endswith("no items")
    assert lines[2].startswith("2026-W43 19 Oct  0 of 1")
    assert lines[2].endswith("0 % few")
    text = "\n".join(lines)
    assert "All 3 weeks together: 2 of 4 items were unplanned." in text
    assert "Median (dotted line): 33 % of 2 weeks" in text
    assert "items resolved in the week" in text
    assert "Unplanned is: type=Bug (1) or label=urgent (1)" in text
    assert "Of 5 items, 1 without a resolved date stands in no week." in text


def test_weeks_items_and_undated_ones_add_up(with_pilot: Ybiyri, export: Path) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    data = with_pilot("tickets", "share", "--format", "json").json
    assert data["schema"] == "ybiyri.unplanned_work/1"
    assert [week["items"] for week in data["weeks"]] == [3, 0, 1]
    assert [week["share"] for week in data["weeks"]] == [0.6667, None, 0.0]
    assert sum(week["items"] for week in data["weeks"]) + data["undated"] == data["items"]


def test_an_export_without_dates_counts_but_has_no_weeks(with_pilot: Ybiyri, tmp_path: Path) -> None:
    undated = write(tmp_path / "undated.csv", ["PAY-1,Bug,Open,,,", "PAY-2,Story,Open,,,"])
    assert with_pilot("tickets", "import", str(undated), *RULES).code == 0
    share = with_pilot("tickets", "share")
    assert "no share by week" in share.out
    assert len(share.out.splitlines()) == 1


def test_without_tickets_the_share_says_what_to_do(with_pilot: Ybiyri) -> None:
    done = with_pilot("tickets", "share")
    assert (done.code, done.out) == (0, "")
    assert "ybiyri tickets import FILE" in done.err


def test_nothing_of_a_ticket_is_kept_but_what_the_share_needs(
    with_pilot: Ybiyri, tmp_path: Path, workspace_file: Path
) -> None:
    path = tmp_path / "full.csv"
    path.write_text(
        "Issue key,Summary,Issue Type,Assignee,Description,Labels,Created,Resolved\n"
        "PAY-1,Secret title,Bug,Some Person,Long story,urgent,2026-10-01,2026-10-02\n",
        encoding="utf-8",
    )
    assert with_pilot("tickets", "import", str(path), *RULES).code == 0
    stored = workspace_file.read_bytes()
    assert b"PAY-1" in stored
    for private in (b"Secret", b"Person", b"Long story"):
        assert private not in stored


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_exports_as_trackers_write_them_are_imported_end_to_end(with_pilot: Ybiyri, path: Path) -> None:
    done = with_pilot("tickets", "import", str(path), *RULES, "--format", "json").json
    assert done["rows_read"] == done["items"] + len(done["dropped"])
    assert done["imported"] == done["items"] > 0
    assert done["bau_items"] == sum(rule["items"] for rule in done["rules"])
    share = with_pilot("tickets", "share", "--format", "json").json
    assert sum(week["items"] for week in share["weeks"]) + share["undated"] == share["items"] == done["items"]
    drawn = with_pilot("tickets", "share").out
    assert all(f"{week['unplanned']} of {week['items']}" in drawn for week in share["weeks"])


def test_the_formats_offered_are_those_that_are_read() -> None:
    trackers = (*detect.TABLES, *(source.TRACKER for source in detect.RECORDS), mapped.TRACKER)
    assert sorted(tickets_commands.FORMATS) == sorted(tracker.format for tracker in trackers)


def test_forgetting_removes_tickets_and_rules_and_is_told(with_pilot: Ybiyri, export: Path) -> None:
    assert with_pilot("tickets", "forget", "--yes").code == 2
    with_pilot("tickets", "import", str(export), *RULES)
    assert with_pilot("tickets", "forget", "--yes").out.startswith("Removed 5 items and the rules")
    assert with_pilot("tickets", "share", "--format", "json").json["items"] == 0
    assert "tickets: 5 removed, with the rules type=Bug, label=urgent" in with_pilot("history").out
    assert with_pilot("tickets", "import", str(export), "--bau", "type=Story").code == 0


def test_an_import_is_taken_back_with_its_rules_and_done_again(
    with_pilot: Ybiyri, export: Path, tmp_path: Path
) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    first = with_pilot("tickets", "share", "--format", "json").json
    newer = tmp_path / "newer.csv"
    newer.write_text(export.read_text(encoding="utf-8") + "PAY-99,Bug,Done,,2026-10-05,2026-10-20\n", encoding="utf-8")
    assert "1 new, 5 updated" in with_pilot("tickets", "import", str(newer)).out
    second = with_pilot("tickets", "share", "--format", "json").json
    assert (first["items"], second["items"]) == (5, 6)
    assert "Taken back: tickets: 1 imported, 5 updated" in with_pilot("history", "--undo").err
    assert with_pilot("tickets", "share", "--format", "json").json == first
    assert "Taken back: tickets: 5 imported, 0 updated" in with_pilot("history", "--undo").err
    empty = with_pilot("tickets", "share", "--format", "json").json
    assert (empty["items"], empty["definition"], empty["time_zones"]) == (0, [], [])
    for _ in range(2):
        assert with_pilot("history", "--redo").err.startswith("Done again: tickets: ")
    assert with_pilot("tickets", "share", "--format", "json").json == second
    lines = with_pilot("history").out
    assert (lines.count("5 imported, 0 updated"), lines.count("1 imported, 5 updated")) == (1, 1)


def test_what_was_forgotten_or_replaced_is_not_taken_back(
    with_pilot: Ybiyri, export: Path, workspace_file: Path
) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    with_pilot("history", "--undo")
    assert b"PAY-1" in workspace_file.read_bytes()
    with_pilot("tickets", "import", str(export), "--bau", "type=Story")
    assert with_pilot("history", "--redo").code == 1
    with_pilot("tickets", "forget", "--yes")
    refused = with_pilot("history", "--undo")
    assert (refused.code, "was changed elsewhere since then" in refused.err) == (2, True)
    assert b"PAY-1" not in workspace_file.read_bytes()


def test_any_table_is_imported_by_a_map(with_pilot: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Ref;Opened;Shut\n1;2026-10-01;2026-10-02\n2;2026-10-01;\n", encoding="utf-8")
    refused = with_pilot("tickets", "import", str(path), *RULES)
    assert (refused.code, "--map key=ID" in refused.err) == (2, True)
    mapping = ("--map", "key=Ref", "--map", "created=Opened", "--map", "resolved=Shut")
    done = with_pilot("tickets", "import", str(path), *RULES, *mapping, "--format", "json").json
    assert (done["detected_format"], done["imported"]) == ("csv", 2)
    assert done["columns"] == {"key": "Ref", "created": "Opened", "resolved": "Shut"}


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("key=Nothing", "has no column 'Nothing'; it has 'Issue key'"),
        ("colour=Labels", "There is no field 'colour'"),
        ("key", "is not complete; write it as key=ID"),
        ("dates=ymd", "say dates=dmy or dates=mdy"),
    ],
)
def test_a_map_that_cannot_be_followed_is_refused(with_pilot: Ybiyri, export: Path, mapping: str, said: str) -> None:
    done = with_pilot("tickets", "import", str(export), *RULES, "--map", mapping)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert with_pilot("tickets", "share", "--format", "json").json["items"] == 0


def test_the_share_can_be_of_what_was_created(with_pilot: Ybiyri, export: Path) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    data = with_pilot("tickets", "share", "--of", "created", "--format", "json").json
    assert (data["by"], data["denominator"]) == ("created", "items created in the week")
    assert [week["items"] for week in data["weeks"]] == [3, 2]
    assert data["comparison"]["refusal"].startswith("The pilot phase has not begun")
    assert data["outside"] == []


def test_who_takes_the_unplanned_work_is_said_once_a_week(with_pilot: Ybiyri, export: Path) -> None:
    with_pilot("tickets", "import", str(export), *RULES)
    said = with_pilot("tickets", "week", "--who", "Jo", "--first", "New till")
    assert (said.code, "Jo takes what is unplanned" in said.out) == (0, True)
    with_pilot("tickets", "week", "--waits", "Vouchers", "--limit", "30")
    assert with_pilot("tickets", "share", "--format", "json").json["this_week"] == {
        "who": "Jo",
        "first": "New till",
        "waits": "Vouchers",
        "limit": 30,
    }
    assert with_pilot("tickets", "week", "--limit", "much").code == 2
