from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.errors import PlaybookError
from playbook.tickets.importing import ImportReport, read_tickets

Read = Callable[..., ImportReport]
EXPECTED = "a Jira CSV export with English headers was expected."


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
        (
            "title;body;labels\na;b;c\n",
            f"tickets.csv has no 'Issue key' column, only 'title', 'body', 'labels'; {EXPECTED}",
        ),
        ("a,b,c,d,e,f,g,h\n", f"'f' and 2 more; {EXPECTED}"),
        ("Key,Value\n1,2\n", f"tickets.csv has no 'Issue key' column, only 'Key', 'Value'; {EXPECTED}"),
        ("Issue key,Summary\nOPS-1,x\n", "has an 'Issue key' column but none of Issue Type, Status, Labels, Created"),
        ('{"issues": []}', f"tickets.csv is JSON; {EXPECTED}"),
        ('[\n{"key": "OPS-1"}]', f"tickets.csv is JSON; {EXPECTED}"),
        ("<!DOCTYPE html>\n<html>", f"tickets.csv is a web page or XML; {EXPECTED}"),
        ("OPS-1,Bug,Done\nOPS-2,Story,Done\n", f"tickets.csv begins with a ticket instead of a header; {EXPECTED}"),
        ("Dear all,\nhere are the tickets\n", "has no 'Issue key' column, only 'Dear all', ''"),
        ('"\ufeff"\nx\n', "has no 'Issue key' column, only ''"),
        ("x" * 500 + "\n", "only '" + "x" * 29 + "…'"),
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


def outcome(path: Path) -> str:
    try:
        with path.open("rb") as data:
            return read_tickets(path.name, data, ()).detected_format
    except PlaybookError as refused:
        return str(refused)


def test_every_file_at_hand_is_read_or_refused_by_name(own_files: dict[str, Path], real_files: dict[str, Path]) -> None:
    assert len(own_files) == 4
    for name, path in {**own_files, **real_files}.items():
        found = outcome(path)
        known = name in own_files or name == "jira-spektr.csv"
        assert found == "jira-csv" or (not known and found.startswith(name)), found
