"""Which tracker a file comes from, told by its content and never by the file's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from playbook.errors import PlaybookError
from playbook.tickets.reading.layout import NOWHERE, ColumnMap, Layout, lay_out, shown_columns
from playbook.tickets.reading.record_reader import RecordReader
from playbook.tickets.reading.table_reader import TableReader
from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.text.cells import folded
from playbook.tickets.text.json_text import Record
from playbook.tickets.text.table_text import TableText
from playbook.tickets.trackers.parts import JsonTracker
from playbook.tickets.trackers.records import github as github_records
from playbook.tickets.trackers.records import gitlab as gitlab_records
from playbook.tickets.trackers.records import jira as jira_records
from playbook.tickets.trackers.records import pagerduty as pagerduty_records
from playbook.tickets.trackers.tables import azure, devlake, github, gitlab, jira, linear, mapped, servicenow
from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.keys import any_key, project_key

TABLES: tuple[Tracker, ...] = (
    gitlab.TRACKER,
    azure.TRACKER,
    linear.TRACKER,
    devlake.TRACKER,
    servicenow.TRACKER,
    jira.TRACKER,
    github.TRACKER,
)
RECORDS: tuple[JsonTracker, ...] = (gitlab_records, pagerduty_records, jira_records, github_records)
_EXPECTED = (
    "an export of Jira, GitHub, GitLab, Linear, ServiceNow, Azure DevOps, DevLake or PagerDuty was expected, "
    "or say which column is which with --map, such as --map key=ID --map created=Opened"
)


def table_reader(
    table: TableText, mapping: ColumnMap, rules: Sequence[BauRule], source: str | None = None
) -> TableReader:
    """The reader for a table; PlaybookError says what the file is instead, or which column is missing.

    `source` is the format that the user named; it decides where more than one could be right.
    """
    headers = frozenset(folded(cell) for cell in table.header)
    known = [tracker for tracker in TABLES if tracker.recognised(headers)]
    tracker = next((tracker for tracker in known if tracker.format == source), known[0] if known else None)
    if source == mapped.TRACKER.format or (tracker is None and mapping.columns):
        tracker = mapped.TRACKER
    if tracker is None:
        _refuse(table)
    if any(field is Field.KEY for field, _ in mapping.columns):
        tracker = replace(tracker, read_key=any_key, plain_keys=None)
    layout = lay_out(table.name, table.header, tracker, mapping, rules)
    if Field.KEY not in layout.places and Field.TITLE not in layout.places:
        raise PlaybookError(
            f"{table.name} has no column for the key of a ticket; say which it is with --map key=COLUMN. "
            f"It has {shown_columns(table.header)}."
        )
    return TableReader(
        tracker,
        layout,
        with_titles=any(rule.field is RuleField.TEXT for rule in rules),
        address=_address(tracker, table.header, layout),
    )


def record_reader(name: str, record: Record, rules: Sequence[BauRule]) -> RecordReader:
    """The reader for JSON whose first record this is; PlaybookError if no tracker writes such records."""
    for source in RECORDS:
        if source.recognised(record):
            return RecordReader(source, rules)
    fields = tuple(str(field) for field in record) or ("nothing",)
    raise PlaybookError(
        f"{name} is JSON of no tracker known here, with the fields {shown_columns(fields)}; {_EXPECTED}."
    )


def refuse_empty_json(name: str, *, is_broken: bool) -> NoReturn:
    """Says that a JSON file holds no record, or none that is complete."""
    if is_broken:
        raise PlaybookError(f"{name} begins like JSON but breaks off before its first record is complete; {_EXPECTED}.")
    raise PlaybookError(f"{name} is JSON without any record; {_EXPECTED}.")


def _address(tracker: Tracker, header: Sequence[str], layout: Layout) -> int:
    """The place of the column whose address names the repository of a numbered issue."""
    if Field.KEY not in layout.places:
        return NOWHERE
    return next((at for name in tracker.addresses for at, cell in enumerate(header) if folded(cell) == name), NOWHERE)


def _refuse(table: TableText) -> NoReturn:
    name, header = table.name, table.header
    first = next((cell for cell in header if cell), "")
    if first.startswith("<"):
        raise PlaybookError(f"{name} is a web page or XML; {_EXPECTED}.")
    if any(project_key(cell) for cell in header):
        raise PlaybookError(f"{name} begins with a ticket instead of a header; {_EXPECTED}.")
    if "issue key" in (folded(cell) for cell in header):
        raise PlaybookError(
            f"{name} has an 'Issue key' column but none of Issue Type, Status, Labels, Created and Resolved; "
            f"{_EXPECTED}."
        )
    raise PlaybookError(f"{name} is of no tracker known here: its columns are {shown_columns(header)}; {_EXPECTED}.")
