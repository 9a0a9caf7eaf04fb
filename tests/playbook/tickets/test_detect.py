from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.errors import PlaybookError
from playbook.tickets.reading.importing import ImportReport, read_tickets

Read = Callable[..., ImportReport]
EXPECTED = "an export of Jira, GitHub, GitLab, Linear, ServiceNow, Azure DevOps, DevLake or PagerDuty was expected"


@pytest.mark.parametrize(
    "header",
    [
        "Issue key,Summary,Issue Type",
        "ISSUE TYPE,issue KEY,Issue id",
        "Summary,Issue key,Created",
        '"Issue  key";"Resolved"',
        "Key\tIssue Type\tStatus",
        "Key,Type,Labels",
    ],
)
def test_a_jira_export_is_told_by_its_columns(read: Read, header: str) -> None:
    assert read(header + "\n", name="anything.bin").detected_format == "jira-csv"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("name;colour;price\na;b;c\n", f"known here: its columns are 'name', 'colour', 'price'; {EXPECTED}"),
        ("a,b,c,d,e,f,g,h\n", f"'f' and 2 more; {EXPECTED}"),
        ("Key,Value\n1,2\n", f"its columns are 'Key', 'Value'; {EXPECTED}"),
        ("Issue key,Summary\nOPS-1,x\n", "has an 'Issue key' column but none of Issue Type, Status, Labels, Created"),
        ('{"issues": []}', f"tickets.csv is JSON without any record; {EXPECTED}"),
        ('[\n{"name": "Rose"}]', f"tickets.csv is JSON of no tracker known here, with the fields 'name'; {EXPECTED}"),
        ("[1, 2]", f"tickets.csv is of no tracker known here: its columns are '[1', '2]'; {EXPECTED}"),
        ("<!DOCTYPE html>\n<html>", f"tickets.csv is a web page or XML; {EXPECTED}"),
        ("OPS-1,Bug,Done\nOPS-2,Story,Done\n", f"tickets.csv begins with a ticket instead of a header; {EXPECTED}"),
        ("Dear all,\nhere are the tickets\n", "its columns are 'Dear all', ''"),
        ('"\ufeff"\nx\n', "its columns are ''"),
        ("x" * 500 + "\n", "'" + "x" * 29 + "…'"),
    ],
)
def test_another_file_is_refused_in_one_sentence_that_says_what_it_is(read: Read, data: str, expected: str) -> None:
    with pytest.raises(PlaybookError) as refused:
        read(data, name="tickets.csv")
    assert expected in str(refused.value)
    assert "\n" not in str(refused.value)


def test_nothing_in_a_message_can_steer_the_terminal(read: Read) -> None:
    with pytest.raises(PlaybookError) as refused:
        read("a\x1b[2J,b\n")
    assert str(refused.value).isprintable()


OWN = {
    "azure-query": "azure-csv",
    "devlake-issues": "devlake-csv",
    "github-gh": "github-json",
    "github-graphql": "github-json",
    "github-rest": "github-json",
    "github-tool": "github-csv",
    "gitlab-17": "gitlab-csv",
    "gitlab-18.4": "gitlab-csv",
    "gitlab-rest": "gitlab-json",
    "jira": "jira-csv",
    "jira-agile": "jira-json",
    "linear-30": "linear-csv",
    "linear-34": "linear-csv",
    "pagerduty": "pagerduty-json",
    "servicenow": "servicenow-csv",
}
REAL = {
    "devlake-issues.csv": "devlake-csv",
    "github-graphql.json": "github-json",
    "github-title-body-labels.csv": "github-csv",
    "gitlab-pre-18.4.csv": "gitlab-csv",
    "jira-french-excerpt.csv": "jira-csv",
    "jira-spektr.csv": "jira-csv",
    "semicolon.csv": "github-csv",
}


def format_of(path: Path) -> str:
    with path.open("rb") as data:
        return read_tickets(path.name, data, ()).detected_format


def test_every_own_file_is_recognised_under_any_name(own_files: dict[str, Path], read: Read) -> None:
    for name, path in own_files.items():
        expected = next(OWN[start] for start in sorted(OWN, key=len, reverse=True) if name.startswith(start))
        assert read(path.read_bytes(), name="export").detected_format == expected, name


def test_every_real_file_is_recognised(real_files: dict[str, Path]) -> None:
    if not real_files:
        pytest.skip("YBIYRI_TEST_EXPORTS names no folder with real exports")
    for name, path in real_files.items():
        assert format_of(path) == REAL.get(name, format_of(path)), name
