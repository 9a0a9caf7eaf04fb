"""What is to be said about an import besides its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from playbook.tickets.reading.tally import Tally
from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.rules.judging import FacetShape
from playbook.tickets.text.cells import quoted
from playbook.tickets.trackers.tracker import Tracker

PAGE_SIZES = frozenset({30, 50, 100, 1000})
"""Numbers of records at which interfaces and queries usually stop."""
MANY_REPEATED = 0.5


@dataclass(frozen=True)
class Notes:
    """What the text of a file told on the way."""

    undecodable: int
    encoding: str
    blank_lines: int = 0
    short_rows: int = 0
    order: str | None = None
    said_total: int | None = None
    is_keyless: bool = False


class Source(Protocol):
    """What a warning needs to know of a reader."""

    tracker: Tracker
    shape: FacetShape

    @property
    def columns(self) -> Mapping[str, str]:
        """Field to header."""


def warnings_of(reader: Source, tally: Tally, rules: Sequence[BauRule], notes: Notes) -> Iterator[str]:
    """Every warning, as a sentence."""
    yield from _text_warnings(notes)
    yield from _rule_warnings(reader, rules)
    yield from _row_warnings(reader, tally, notes)
    yield from _date_warnings(reader, tally)


def _text_warnings(notes: Notes) -> Iterator[str]:
    if notes.undecodable:
        yield f"Characters that could not be decoded as {notes.encoding}: {notes.undecodable}."
    if notes.order:
        yield notes.order
    if notes.blank_lines:
        yield f"Blank lines that were passed over: {notes.blank_lines}."
    if notes.short_rows:
        yield f"Rows shorter than the header, whose missing cells were read as empty: {notes.short_rows}."


def _rule_warnings(reader: Source, rules: Sequence[BauRule]) -> Iterator[str]:
    if not rules:
        yield "No rule for unplanned work was given, so every item counts as planned."
    columns = {RuleField.TYPE: "type", RuleField.LABEL: "labels", RuleField.TEXT: "title"}
    for at, rule in enumerate(rules):
        if rule.field is RuleField.COLUMN:
            if not reader.shape.fields[at]:
                yield f"The rule {rule} catches nothing, because the file has no column {quoted(rule.column)}."
        elif columns[rule.field] not in reader.columns and not (rule.field is RuleField.TYPE and _type(reader)):
            yield f"The rule {rule} catches nothing, because the file has no {columns[rule.field]} column."


def _type(reader: Source) -> str:
    return reader.tracker.usual_type


def _row_warnings(reader: Source, tally: Tally, notes: Notes) -> Iterator[str]:
    items = len(tally.keys)
    if not items:
        yield "The file holds no item that can be used."
    if notes.is_keyless and items:
        yield (
            f"The file has no keys, so its items are told apart, and found again in the next export, by a fingerprint "
            f"of their title{' and the day they were created' if 'created' in reader.columns else ''}: with another "
            "title an item counts as another one."
        )
    if tally.repeated > MANY_REPEATED * max(1, items):
        yield f"The file looks like a log of changes: {items + tally.repeated} rows are {items} items."
    if notes.said_total is not None and notes.said_total > items + tally.repeated:
        yield f"The file says there are {notes.said_total} items and holds {items}: further pages are missing."
    elif items in PAGE_SIZES and reader.tracker.format in ("github-json", "azure-csv", "jira-csv", "gitlab-json"):
        yield f"The file holds exactly {items} items; a limit of the export may have cut off the rest."


def _date_warnings(reader: Source, tally: Tally) -> Iterator[str]:
    for field, example in tally.left_out.items():
        yield (
            f"No date in the column {reader.columns[field]} could be read (for example {quoted(example)}), "
            "so the column was left out."
        )
    if not tally.keys:
        return
    created, resolved = any(tally.created), any(tally.resolved)
    if not created and not resolved:
        yield "The file has no dates that can be used: items are counted, but there is no share by week."
        return
    if not resolved:
        yield "No item has a resolved date, so there is no share by week of resolving."
    if not created:
        yield "No item has a created date, so there is no share by week of creation."
    if tally.stood_in:
        later = "" if tally.is_exact else "; it can be later than the day they were done"
        yield (
            f"Items that are done without a resolved date, for which the day in {reader.columns['changed']} stands: "
            f"{tally.stood_in}{later}."
        )
    undated = tally.done_undated()
    if resolved and undated:
        yield f"Items that are done without a resolved date and so stand in no week: {undated}."
