"""Reads a tracker's export into work items, with an account of every row that was not used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from playbook.records import WorkItem
from playbook.tickets.bau_rules import BauRule, Catch, RuleField
from playbook.tickets.detect import Reader, detect
from playbook.tickets.records import Dropped, quoted
from playbook.tickets.table_text import TableText, open_table
from playbook.tickets.tally import Tally


@dataclass(frozen=True)
class ImportReport:
    """What was found in a file; `rows_read` is always the number of items and dropped rows together.

    `first_date` and `last_date` span all created and resolved dates. `catches` are in the order of the rules
    and add up to `bau_items`.
    """

    detected_format: str
    encoding: str
    delimiter: str
    columns: Mapping[str, str]
    rows_read: int
    items: tuple[WorkItem, ...]
    dropped: tuple[Dropped, ...]
    bau_items: int
    catches: tuple[Catch, ...]
    first_date: date | None
    last_date: date | None
    warnings: tuple[str, ...]


def read_tickets(name: str, data: BinaryIO, rules: Sequence[BauRule]) -> ImportReport:
    """The work items in an export, judged by the rules; `name` is the file's name in messages.

    A key that stands twice is one item, the later row counts. A row with a date that cannot be read is
    dropped, unless no date of its whole column can be read: then the column is left out with a warning.
    `data` is read from its start and left open. Raises PlaybookError when the file is no ticket export.
    """
    with open_table(name, data) as table:
        reader = detect(table)
        tally = Tally(rules, reader.columns)
        for ticket in reader.read(table):
            tally.add(ticket)
    tally.settle()
    return _report(table, reader, tally, rules)


def _report(table: TableText, reader: Reader, tally: Tally, rules: Sequence[BauRule]) -> ImportReport:
    items = tuple(tally.items.values())
    dropped = [*table.dropped, *reader.dropped, *tally.dropped]
    rules_caught = list(tally.caught.values())
    days = {day for item in items for day in (item.created_on, item.resolved_on) if day is not None}
    return ImportReport(
        detected_format=reader.format,
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns=dict(reader.columns),
        rows_read=table.rows_read,
        items=items,
        dropped=tuple(sorted(dropped, key=lambda row: row.row)),
        bau_items=len(rules_caught),
        catches=tuple(Catch(rule, rules_caught.count(at)) for at, rule in enumerate(rules)),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        warnings=(*_table_warnings(table), *_rule_warnings(reader, rules), *_content_warnings(reader, tally, items)),
    )


def _table_warnings(table: TableText) -> list[str]:
    warnings = []
    if table.undecodable:
        warnings.append(f"Characters that could not be decoded as {table.encoding}: {table.undecodable}.")
    if table.blank_lines:
        warnings.append(f"Blank lines that were passed over: {table.blank_lines}.")
    if table.short_rows:
        warnings.append(f"Rows shorter than the header, whose missing cells were read as empty: {table.short_rows}.")
    return warnings


def _rule_warnings(reader: Reader, rules: Sequence[BauRule]) -> list[str]:
    if not rules:
        return ["No rule for unplanned work was given, so every item counts as planned."]
    column = {RuleField.TYPE: "type", RuleField.LABEL: "labels"}
    return [
        f"The rule {rule} catches nothing, because the file has no {column[rule.field]} column."
        for rule in rules
        if column[rule.field] not in reader.columns
    ]


def _content_warnings(reader: Reader, tally: Tally, items: tuple[WorkItem, ...]) -> list[str]:
    warnings = []
    if not items:
        warnings.append("The file holds no item that can be used.")
    for field, example in tally.left_out.items():
        warnings.append(
            f"No date in the column {reader.columns[field]} could be read (for example {quoted(example)}), "
            "so the column was left out."
        )
    warnings.extend(_date_warnings(tally, items))
    return warnings


def _date_warnings(tally: Tally, items: tuple[WorkItem, ...]) -> list[str]:
    if not items:
        return []
    created = any(item.created_on for item in items)
    resolved = any(item.resolved_on for item in items)
    if not created and not resolved:
        return ["The file has no dates that can be used: items are counted, but there is no share by week."]
    warnings = []
    if not resolved:
        warnings.append("No item has a resolved date, so there is no share by week of resolving.")
    if not created:
        warnings.append("No item has a created date, so there is no share by week of creation.")
    if resolved and tally.done_undated:
        warnings.append(
            f"Items that are done without a resolved date and so stand in no week: {len(tally.done_undated)}."
        )
    return warnings
