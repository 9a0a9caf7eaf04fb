from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.records import WorkItem
from playbook.tickets.columns import columns_of, from_json
from playbook.tickets.reading.importing import ImportReport, read_tickets
from playbook.tickets.rules.bau_rules import parse_rules
from playbook.tickets.share.rework import weekly_share

Read = Callable[..., ImportReport]
RULES = parse_rules(["type=Bug", "label=urgent", "label=operations"])
Row = tuple[int, str, list[str], int | None]

rows = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from(["Bug", "bug", "Story", "Task", ""]),
        st.lists(st.sampled_from(["urgent", "operations", "web", "Urgent"]), max_size=3),
        st.none() | st.integers(0, 60),
    ),
    max_size=30,
)


def export(table: list[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Summary", "Issue key", "Issue Type", "Labels", "Labels", "Labels", "Created", "Resolved"])
    for number, kind, labels, after in table:
        resolved = "" if after is None else (date(2025, 1, 1) + timedelta(days=after)).isoformat()
        writer.writerow(["x, y", f"OPS-{number}", kind, *[*labels, "", "", ""][:3], "2025-01-01", resolved])
    return out.getvalue().encode()


@given(rows)
def test_every_row_is_an_item_or_a_dropped_row(table: list[Row]) -> None:
    report = read_tickets("export.csv", io.BytesIO(export(table)), RULES)
    assert report.rows_read == len(table) == len(report.items) + len(report.dropped)
    assert {item.key for item in report.items} == {f"OPS-{row[0]}" for row in table}


@given(rows)
def test_catches_add_up_to_the_unplanned_items(table: list[Row]) -> None:
    report = read_tickets("export.csv", io.BytesIO(export(table)), RULES)
    unplanned = sum(item.unplanned for item in report.items)
    assert unplanned == report.bau_items == sum(caught.items for caught in report.catches)


@given(rows)
def test_the_last_row_of_a_key_is_the_one_that_counts(table: list[Row]) -> None:
    last = {number: (kind, after) for number, kind, _, after in table}
    report = read_tickets("export.csv", io.BytesIO(export(table)), RULES)
    for item in report.items:
        kind, after = last[int(item.key.removeprefix("OPS-"))]
        resolved = None if after is None else date(2025, 1, 1) + timedelta(days=after)
        assert (item.kind, item.resolved_on) == (kind, resolved)


@given(rows)
def test_weeks_hold_every_item_with_a_date_once(table: list[Row]) -> None:
    items = read_tickets("export.csv", io.BytesIO(export(table)), RULES).items
    found = weekly_share(items)
    assert found.items + found.undated == len(items)


def test_the_simplified_export_gives_its_account(read: Read, own_files: dict[str, Path]) -> None:
    report = read(own_files["jira-simplified.csv"].read_bytes())
    assert (report.detected_format, report.encoding, report.delimiter) == ("jira-csv", "utf-8", ",")
    assert report.columns == {
        "key": "Issue Key",
        "type": "Issue Type",
        "status": "Status",
        "labels": "Labels",
        "created": "Created",
        "resolved": "Resolved",
    }
    assert (report.rows_read, len(report.items), report.bau_items) == (9, 9, 5)
    assert [caught.items for caught in report.catches] == [4, 1]
    assert (report.first_date, report.last_date) == (date(2025, 3, 3), date(2025, 3, 26))
    assert (report.dropped, report.warnings) == ((), ())


def test_titles_and_names_are_not_kept(read: Read, own_files: dict[str, Path]) -> None:
    report = read(own_files["jira-simplified.csv"].read_bytes())
    assert set(WorkItem._fields) == {
        "key", "kind", "unplanned", "created_on", "resolved_on", "rule", "team", "cause", "points", "seconds",
    }  # fmt: skip
    assert "Example A" not in repr(report)
    assert "basket" not in repr(report)


def test_a_header_alone_is_an_export_of_nothing(read: Read) -> None:
    report = read("Issue key,Issue Type,Labels,Created,Resolved\n")
    assert (report.rows_read, report.items, report.dropped) == (0, (), ())
    assert report.warnings == ("The file holds no item that can be used.",)


def test_no_rule_at_all_is_warned_of(own_files: dict[str, Path]) -> None:
    with own_files["jira-simplified.csv"].open("rb") as data:
        report = read_tickets("jira-simplified.csv", data, ())
    assert report.bau_items == 0
    assert report.warnings == ("No rule for unplanned work was given, so every item counts as planned.",)


def test_the_same_bytes_give_the_same_report(read: Read, own_files: dict[str, Path]) -> None:
    data = own_files["jira-server-spreadsheet.csv"].read_bytes()
    assert read(data) == read(data)


def test_an_encoding_changes_nothing_but_its_name(read: Read, own_files: dict[str, Path]) -> None:
    text = own_files["jira-simplified.csv"].read_text(encoding="utf-8")
    plain = read(text)
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32"):
        assert read(text.encode(encoding)).items == plain.items, encoding


def test_a_very_wide_export_is_read_in_little_memory(read: Read) -> None:
    header = ["Issue key", "Issue Type", "Created", "Resolved", *["Comment"] * 2000]
    rows = [[f"OPS-{number}", "Bug", "2025-01-01", "2025-01-02", *["We looked."] * 2000] for number in range(200)]
    data = "\n".join(",".join(row) for row in [header, *rows]).encode()
    tracemalloc.start()
    try:
        report = read_tickets("wide.csv", io.BytesIO(data), RULES)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.item_count == 200
    assert peak < 3 * len(data)


def test_progress_goes_from_nothing_to_all_and_can_stop(own_files: dict[str, Path]) -> None:
    told: list[float] = []
    data = own_files["jira-simplified.csv"].read_bytes()
    read_tickets("jira.csv", io.BytesIO(data), RULES, progress=told.append)
    assert told[-1] == 1
    assert all(0 < share <= 1 for share in told)

    def stop(_: float) -> None:
        raise PlaybookError("stopped")

    with pytest.raises(PlaybookError, match="stopped"):
        read_tickets("jira.csv", io.BytesIO(data), RULES, progress=stop)


def test_finished_tickets_without_resolved_dates_count_on_the_day_their_state_changed(read: Read) -> None:
    header = "Issue key,Issue Type,Status,Status Category,Created,Updated,Resolved,Status Category Changed\n"
    report = read(
        header
        + "TM-1,Bug,Shipped,Done,20/Aug/25 9:00 AM,30/Aug/25 9:00 AM,,22/Aug/25 9:00 AM\n"
        + "TM-2,Story,Doing,In Progress,20/Aug/25 9:00 AM,30/Aug/25 9:00 AM,,21/Aug/25 9:00 AM\n"
        + "TM-3,Story,Shipped,Done,20/Aug/25 9:00 AM,30/Aug/25 9:00 AM,25/Aug/25 9:00 AM,24/Aug/25 9:00 AM\n"
    )
    assert [item.resolved_on for item in report.items] == [date(2025, 8, 22), None, date(2025, 8, 25)]
    assert report.columns["changed"] == "Status Category Changed"
    assert report.warnings[-1:] == (
        "Items that are done without a resolved date, for which the day in Status Category Changed stands: 1.",
    )


def test_the_last_change_of_anything_stands_in_only_where_no_resolved_date_is_known(read: Read) -> None:
    rows = "TM-1,Done,2025-08-20,2025-08-30,{}\nTM-2,Done,2025-08-20,2025-08-31,\n"
    header = "Issue key,Status,Created,Updated,Resolved\n"
    report = read(header + rows.format(""))
    assert [item.resolved_on for item in report.items] == [date(2025, 8, 30), date(2025, 8, 31)]
    assert report.warnings[-1] == (
        "Items that are done without a resolved date, for which the day in Updated stands: 2; it can be later than the "
        "day they were done."
    )
    some = read(header + rows.format("2025-08-21"))
    assert [item.resolved_on for item in some.items] == [date(2025, 8, 21), None]
    assert "changed" not in some.columns


def test_tickets_without_keys_are_found_again_in_an_overlapping_export(read: Read) -> None:
    rows = ["Deploy failed,2025-08-20", "Deploy failed,2025-08-27", "Deploy failed,2025-08-27", "Till stuck,2025-08-27"]
    mapping = ("title=What", "created=When")
    first = read("\n".join(["What,When", *rows]), mapping=mapping)
    later = read("\n".join(["What,When", *rows[1:], "Till stuck,2025-09-03"]), mapping=mapping)
    keys = [item.key for item in first.items]
    assert len(set(keys)) == 4
    assert [item.key for item in later.items][:3] == keys[1:]
    assert later.items[3].key not in keys
    assert any("a fingerprint of their title and the day they were created" in warning for warning in first.warnings)


def test_the_order_of_days_and_months_is_settled_by_the_last_row_as_well(read: Read) -> None:
    rows = [f"OPS-{number},08/05/2025,2025-08-30" for number in range(3000)]
    report = read("\n".join(["Issue key,Created,Resolved", *rows, "OPS-3000,08/31/2025,2025-08-31"]))
    assert {item.created_on for item in report.items} == {date(2025, 8, 5), date(2025, 8, 31)}
    assert report.dropped == ()


@given(rows)
def test_columns_are_stored_and_read_without_loss(table: list[Row]) -> None:
    report = read_tickets("export.csv", io.BytesIO(export(table)), RULES)
    assert tuple(from_json(report.content.as_json()).items()) == report.items
    assert tuple(columns_of(report.items).items()) == report.items
