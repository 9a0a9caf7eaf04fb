"""Every tracker's export, with the quirks of real ones, as work items."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from playbook.errors import PlaybookError
from playbook.records import WorkItem
from playbook.tickets.reading.importing import ImportReport

Read = Callable[..., ImportReport]
Brief = tuple[str, str, str | None, str | None]
RULES = ("label=urgent", "type=Incident")

# Key, type, day of creation and of resolving; `!` before the type of what was unplanned.
EXPECTED: dict[str, list[Brief]] = {
    "jira-french.csv": [
        ("CAISSE-1", "!Bogue", "2025-08-05", "2025-08-06"),
        ("CAISSE-2", "Récit", "2025-07-15", None),
        ("CAISSE-3", "Tâche", "2025-06-27", "2025-09-14"),
    ],
    "jira-spanish.csv": [
        ("PAGOS-1", "!Error", "2025-11-10", "2025-11-11"),
        ("PAGOS-2", "Historia", "2026-01-03", None),
    ],
    "jira-german.csv": [
        ("KASSE-1", "!Fehler", "2025-03-05", "2025-03-06"),
        ("KASSE-2", "Story", "2025-05-12", None),
        ("KASSE-3", "Aufgabe", "2025-10-01", "2025-12-02"),
    ],
    "jira-agile.json": [
        ("SHOP-501", "!故障", "2025-06-12", "2025-06-19"),
        ("SHOP-502", "故事", "2025-06-13", None),
        ("SHOP-503", "Task", "2025-06-14", "2025-06-16"),
    ],
    "github-rest.json": [
        ("shop#11", "Issue", "2025-03-03", "2025-03-05"),
        ("shop#13", "Feature", "2025-03-10", None),
    ],
    "github-gh.json": [
        ("shop#21", "!Issue", "2025-04-01", "2025-04-02"),
        ("shop#22", "Issue", "2025-04-03", None),
    ],
    "github-graphql.json": [
        ("github#31", "!Issue", "2025-05-01", "2025-05-02"),
        ("github#32", "Issue", "2025-05-01", None),
    ],
    "github-tool.csv": [
        ("github#41", "!Issue", "2025-05-05", "2025-05-06"),
        ("github#42", "Issue", "2025-05-07", None),
    ],
    "gitlab-17.csv": [("shop#1", "!Issue", "2025-01-17", "2025-02-18"), ("shop#2", "Issue", "2025-01-23", None)],
    "gitlab-18.4.csv": [("shop#1", "!Incident", "2025-01-17", "2025-02-19"), ("shop#3", "Task", "2025-01-24", None)],
    "gitlab-rest.json": [
        ("shop#51", "!incident", "2025-02-03", "2025-02-04"),
        ("shop#52", "issue", "2025-02-05", None),
    ],
    "linear-30.csv": [
        ("ENG-1", "!Issue", "2025-03-03", "2025-03-07"),
        ("ENG-2", "Issue", "2025-03-04", None),
        ("ENG-3", "Issue", "2025-03-05", None),
    ],
    "linear-34.csv": [("OPS-1", "!Issue", "2025-04-21", "2025-04-22"), ("OPS-2", "Issue", "2025-04-23", None)],
    "servicenow-fields.csv": [
        ("INC0010001", "!Incident", "2025-07-29", "2025-07-30"),
        ("INC0010002", "!Incident", "2025-07-30", None),
    ],
    "servicenow-labels.csv": [
        ("INC0020001", "!Incident", "2025-03-13", "2025-03-14"),
        ("INC0020002", "!Incident", "2025-03-02", None),
    ],
    "servicenow-spreadsheet.csv": [
        ("INC0030001", "!Incident", "2025-03-17", "2025-03-18"),
        ("INC0030002", "!Incident", "2025-04-02", None),
    ],
    "servicenow-table-api.csv": [
        ("INC0040001", "!Incident", "2025-02-03", "2025-02-04"),
        ("INC0040002", "!Incident", "2025-02-05", None),
    ],
    "servicenow-update-log.csv": [
        ("INC0000045", "!Incident", "2016-02-29", "2016-02-29"),
        ("INC0000047", "!Incident", "2016-03-01", None),
    ],
    "azure-query.csv": [
        ("AB#101", "!Bug", "2025-08-12", "2025-08-13"),
        ("AB#102", "User Story", "2025-08-14", None),
        ("AB#103", "Task", None, None),
    ],
    "devlake-issues.csv": [("SHOP-1", "!BUG", "2025-07-17", "2025-07-18"), ("SHOP-2", "STORY", "2025-07-17", None)],
    "pagerduty-incidents.json": [
        ("pagerduty-4", "!incident", "2025-11-03", "2025-11-03"),
        ("pagerduty-5", "!incident", "2025-11-03", None),
    ],
}


def brief(item: WorkItem) -> Brief:
    days = [day.isoformat() if day else None for day in (item.created_on, item.resolved_on)]
    return item.key, ("!" if item.unplanned else "") + item.kind, days[0], days[1]


@pytest.mark.parametrize("name", EXPECTED)
def test_an_export_becomes_work_items(read: Read, own_files: dict[str, Path], name: str) -> None:
    report = read(own_files[name].read_bytes(), *RULES, name=name)
    assert [brief(item) for item in report.items] == EXPECTED[name]
    assert report.rows_read == report.item_count + len(report.dropped)


@pytest.mark.parametrize(
    ("name", "points", "hours", "team", "cause"),
    [
        ("jira-french.csv", 2, 2, "", ""),
        ("jira-agile.json", None, 4, "", "Checkout"),
        ("gitlab-17.csv", 3, 1.5, "", ""),
        ("gitlab-rest.json", 2, 1, "", "HIGH"),
        ("linear-30.csv", 3, None, "Engineering", ""),
        ("servicenow-table-api.csv", None, None, "Café Desk", "inquiry"),
        ("azure-query.csv", None, None, "Shop\\Checkout", ""),
        ("devlake-issues.csv", 2, 1.5, "", ""),
        ("pagerduty-incidents.json", None, None, "Kestrel", "Shop API"),
    ],
)
def test_points_time_team_and_cause_are_read(
    read: Read, own_files: dict[str, Path], name: str, points: float | None, hours: float | None, team: str, cause: str
) -> None:
    first = read(own_files[name].read_bytes(), name=name).items[0]
    assert (first.points, first.seconds and first.seconds / 3600) == (points, hours)
    assert (first.team, first.cause) == (team, cause)


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("azure-query.csv", "were read with the month first; dates that show it: 2"),
        ("servicenow-labels.csv", "Dates like '03-13-2025' were read with the month first"),
        ("servicenow-update-log.csv", "were read with the day first; dates that show it: 6"),
        ("servicenow-update-log.csv", "The file looks like a log of changes: 5 rows are 2 items."),
        ("servicenow-table-api.csv", "Blank lines that were passed over: 3."),
        ("linear-30.csv", "Rows shorter than the header, whose missing cells were read as empty: 1."),
        ("github-graphql.json", "The file says there are 3 items and holds 2: further pages are missing."),
    ],
)
def test_what_is_odd_about_a_file_is_said(read: Read, own_files: dict[str, Path], name: str, warning: str) -> None:
    assert warning in " ".join(read(own_files[name].read_bytes(), *RULES, name=name).warnings)


def test_pull_requests_among_the_issues_are_dropped(read: Read, own_files: dict[str, Path]) -> None:
    dropped = read(own_files["github-rest.json"].read_bytes()).dropped
    assert [(row.row, row.reason) for row in dropped] == [(2, "this is a pull request, not an issue")]


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("github-gh.json", "UTC"),
        ("jira-agile.json", "+08:00 as written in the file"),
        ("jira-french.csv", "the time zone of the Jira profile that exported"),
        ("linear-34.csv", "UTC"),
    ],
)
def test_the_time_zone_is_stated(read: Read, own_files: dict[str, Path], name: str, zone: str) -> None:
    assert read(own_files[name].read_bytes()).time_zone == zone


def test_dates_that_nothing_decides_are_left_out_and_asked_about(read: Read) -> None:
    text = "number,opened_at,state\nINC1,05/08/2025 10:00,New\nINC2,07/08/2025 10:00,New\n"
    report = read(text)
    assert [item.created_on for item in report.items] == [None, None]
    assert "say --map dates=dmy or --map dates=mdy" in report.warnings[0]
    chosen = read(text, mapping=["dates=dmy"])
    assert [item.created_on for item in chosen.items] == [date(2025, 8, 5), date(2025, 8, 7)]


def test_any_table_is_read_by_a_map(read: Read) -> None:
    text = "Ref|Opened|Shut|Sort|Size\nA 1|2025-03-03|2025-03-04|Bug|2h 30m\nA 2|2025-03-05||Story|\n"
    mapping = ["key=ref", "created=Opened", "resolved=Shut", "type=Sort", "hours=Size"]
    report = read(text, mapping=mapping)
    assert (report.detected_format, report.delimiter) == ("csv", "|")
    assert report.columns == {
        "key": "Ref", "type": "Sort", "created": "Opened", "resolved": "Shut", "spent": "Size",
    }  # fmt: skip
    assert [brief(item) for item in report.items] == [
        ("A 1", "!Bug", "2025-03-03", "2025-03-04"),
        ("A 2", "Story", "2025-03-05", None),
    ]
    assert report.items[0].seconds == 9000


def test_a_map_overrides_what_was_recognised(read: Read, own_files: dict[str, Path]) -> None:
    report = read(own_files["jira-french.csv"].read_bytes(), mapping=["created=Mise à jour"])
    assert report.detected_format == "jira-csv"
    assert report.items[0].created_on == date(2025, 8, 6)


def test_pages_and_lines_of_json_are_read(read: Read) -> None:
    page = '{"number": %d, "title": "x", "labels": [], "created_at": "2025-03-03T10:00:00Z"}'
    one, two, three = (page % number for number in (1, 2, 3))
    forms = [
        f"[{one},{two},{three}]",
        f"[{one}][{two},{three}]",
        f"[[{one}],[{two},{three}]]",
        f"{one}\n{two}\n{three}\n",
        f'{{"items": [{one},{two}], "total_count": 3}}{{"items": [{three}]}}',
        f'{{"data":{{"search":{{"edges":[{{"node":{one}}},{{"node":{two}}},{{"node":{three}}}]}}}}}}',
    ]
    for form in forms:
        assert [item.key for item in read(form).items] == ["github#1", "github#2", "github#3"], form


def test_json_that_breaks_off_keeps_what_was_whole(read: Read, own_files: dict[str, Path]) -> None:
    data = own_files["github-rest.json"].read_bytes()
    report = read(data[:-120])
    assert [item.key for item in report.items] == ["shop#11"]
    assert report.dropped[-1].reason.startswith("from here on the file is not JSON")
    assert report.rows_read == report.item_count + len(report.dropped)


def test_items_without_keys_are_the_same_in_every_file(read: Read) -> None:
    first = read("title;body;labels\nOne; x; urgent\nTwo; y;\nOne; z;\n")
    again = read("title,body,labels\nTwo,y,\nOne,x,urgent\nOne,z,\n")
    assert {item.key for item in first.items} == {item.key for item in again.items}
    assert first.item_count == 3
    assert "One" not in repr(first.items)


@pytest.mark.parametrize("data", ["[" * 100_000, '{"issues":' * 50_000, '[{"number":1,"title":"' + "a" * 9_000_000])
def test_json_without_an_end_is_refused_in_a_sentence(read: Read, data: str) -> None:
    with pytest.raises(PlaybookError, match="begins like JSON but breaks off before its first record"):
        read(data)


def test_nothing_of_a_header_can_steer_the_terminal(read: Read) -> None:
    report = read('"Issue\tkey",Status,Crea\u202eted\nOPS-1,Done,2025-01-01\n', mapping=["created=Crea\u202eted"])
    assert all(header.isprintable() for header in report.columns.values())
