from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from playbook.records import WorkItem
from playbook.tickets.reading.importing import ImportReport

Read = Callable[..., ImportReport]


def plain(item: WorkItem) -> WorkItem:
    """Only what every export has."""
    return WorkItem(item.key, item.kind, item.unplanned, item.created_on, item.resolved_on)


def test_all_fields_of_jira_cloud_are_read(read: Read, own_files: dict[str, Path]) -> None:
    report = read(own_files["jira-cloud-all-fields.csv"].read_bytes())
    assert tuple(plain(item) for item in report.items) == (
        WorkItem("OPS-1", "Bug", True, date(2025, 8, 20), date(2025, 8, 22)),
        WorkItem("OPS-2", "Story", False, date(2025, 8, 20), date(2025, 8, 25)),
        WorkItem("OPS-3", "Task", True, date(2025, 9, 1), date(2025, 9, 5)),
        WorkItem("OPS-4", "Sub-task", False, date(2025, 9, 2), None),
        WorkItem("OPS-5", "Story", False, date(2025, 9, 3), date(2025, 9, 3)),
    )
    assert (report.encoding, report.delimiter, report.rows_read, report.dropped) == ("utf-8-sig", ",", 5, ())
    assert [(str(caught.rule), caught.items) for caught in report.catches] == [("type=Bug", 1), ("label=urgent", 1)]
    assert report.warnings == (
        "Items that are done without a resolved date, for which the day in Status Category Changed stands: 1.",
    )


def test_an_export_without_dates_is_counted_with_a_warning(read: Read, own_files: dict[str, Path]) -> None:
    report = read(own_files["jira-no-dates.csv"].read_bytes())
    assert [(item.key, item.unplanned) for item in report.items] == [
        ("OPS-1", True),
        ("OPS-2", False),
        ("OPS-3", False),
    ]
    assert (report.first_date, report.last_date) == (None, None)
    assert report.warnings == (
        "The rule label=urgent catches nothing, because the file has no labels column.",
        "The file has no dates that can be used: items are counted, but there is no share by week.",
    )


def test_a_server_export_through_a_spreadsheet_loses_only_what_it_names(read: Read, own_files: dict[str, Path]) -> None:
    report = read(own_files["jira-server-spreadsheet.csv"].read_bytes())
    assert tuple(plain(item) for item in report.items) == (
        WorkItem("CRM-1", "Bug", True, date(2025, 8, 5), date(2025, 8, 6)),
        WorkItem("CRM-3", "Task", True, date(2025, 8, 5), date(2025, 8, 7)),
        WorkItem("CRM-4", "Task", False, date(2025, 8, 6), None),
        WorkItem("CRM-2", "Bug", True, date(2025, 8, 5), date(2025, 8, 14)),
    )
    assert [(dropped.row, dropped.reason) for dropped in report.dropped] == [
        (3, "CRM-2 stands again in row 10, which was used"),
        (
            7,
            "the row has 11 cells and the header 9, probably because a cell with a delimiter or quotation mark "
            "was not quoted",
        ),
        (8, "Key is empty"),
        (9, "Created '31/Feb/2025' is not a date like 2025-11-01 or 20/Aug/25 12:38 PM"),
        (11, "the row is empty"),
        (12, "Key 'Moved cells' is not like PROJ-123"),
    ]
    assert (report.encoding, report.delimiter, report.rows_read) == ("cp1252", ";", 10)
    assert report.warnings == (
        "Blank lines that were passed over: 1.",
        "Rows shorter than the header, whose missing cells were read as empty: 1.",
    )


@pytest.mark.parametrize(
    "cell",
    ["backend;urgent", "backend, Urgent", "backend urgent", "URGENT", "'urgent", "['a', 'urgent']", '"a\nurgent"'],
)
def test_labels_in_one_cell_are_told_apart(read: Read, cell: str) -> None:
    quoted = cell if cell.startswith('"') else f'"{cell}"'
    assert read(f"Issue key,Labels,Status\nOPS-1,{quoted},Done\n").bau_items == 1


@pytest.mark.parametrize("cell", ["not-urgent", "urgent2", "urgently;soon", ""])
def test_a_label_that_only_looks_like_it_is_not_caught(read: Read, cell: str) -> None:
    assert read(f"Issue key,Labels,Status\nOPS-1,{cell},Done\n").bau_items == 0


def test_any_of_repeated_label_columns_counts(read: Read) -> None:
    rows = "OPS-1,a,,urgent\nOPS-2,urgent,b,\nOPS-3,a,b,c\n"
    report = read("Issue key,Labels,labels,Labels\n" + rows)
    assert [item.unplanned for item in report.items] == [True, True, False]


def test_a_word_for_no_date_is_no_date(read: Read) -> None:
    report = read(
        "Issue key,Created,Resolved\nOPS-1,2025-11-01,NULL\nOPS-2,2025-11-01,-\nOPS-3,2025-11-01,2025-11-02\n"
    )
    assert [item.resolved_on for item in report.items] == [None, None, date(2025, 11, 2)]


def test_one_unreadable_date_costs_its_row(read: Read) -> None:
    report = read("Issue key,Created,Resolved\nOPS-1,2025-11-01,tomorrow\nOPS-2,2025-11-01,2025-11-02\n")
    assert [item.key for item in report.items] == ["OPS-2"]
    assert [dropped.row for dropped in report.dropped] == [2]


def test_a_column_without_any_readable_date_is_left_out_with_a_warning(read: Read) -> None:
    report = read("Issue key,Created,Resolved\nOPS-1,2025-11-01,02/11/2025\nOPS-2,2025-11-01,03/11/2025\n")
    assert [(item.created_on, item.resolved_on) for item in report.items] == [(date(2025, 11, 1), None)] * 2
    assert report.dropped == ()
    assert report.warnings[-2:] == (
        "No date in the column Resolved could be read (for example '02/11/2025'), so the column was left out.",
        "No item has a resolved date, so there is no share by week of resolving.",
    )


def test_a_title_that_slipped_into_the_type_is_never_kept(read: Read) -> None:
    title = "A long title that says which customer complained, and about whom"
    report = read(f'Issue key,Issue Type,Created\nOPS-1,"{title}",2025-11-01\n')
    assert tuple(plain(item) for item in report.items) == ()
    assert title not in repr(report)
    assert report.dropped[0].reason == "Issue Type is longer than 60 characters"


def test_two_keys_in_one_cell_are_no_key(read: Read) -> None:
    report = read('Issue key,Status\nOPS-1,Done\n"OPS-2\nOPS-3",Done\nOPS-4,Done\n,Done\n')
    assert [item.key for item in report.items] == ["OPS-1", "OPS-4"]
    assert [dropped.row for dropped in report.dropped] == [3, 5]


def test_keys_of_both_cases_are_one_ticket(read: Read) -> None:
    report = read("Issue key,Status,Issue Type\nops-1,Done,Bug\nOPS-1,Done,Story\n")
    assert [(item.key, item.kind, item.unplanned) for item in report.items] == [("OPS-1", "Story", False)]
    assert report.bau_items == 0
