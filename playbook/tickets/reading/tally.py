"""Turns raw tickets into work items: judged by the rules, one for each key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from playbook.records import WorkItem
from playbook.tickets.reading.batch import Batch
from playbook.tickets.rules.bau_rules import BauRule
from playbook.tickets.rules.judging import Facet, Judge
from playbook.tickets.text.cells import plain_cell, quoted
from playbook.tickets.text.dropped import Dropped
from playbook.tickets.values.amounts import Unit, read_number, read_seconds
from playbook.tickets.values.dates import EXAMPLES, DayReader
from playbook.tickets.values.words import LONGEST_WORD, is_nothing

Entry = tuple[int, Facet, int | None, date | None, date | None, str, str]
"""An item while a file is read: row, judgement, rule, created, resolved, points and time spent as they stand there."""


class _SetAside(NamedTuple):
    """A ticket with a date that could not be read; it waits until its whole column is known."""

    key: str
    entry: Entry
    unreadable: tuple[tuple[str, str], ...]
    """Field and text of each cell that should have been a date."""


class Tally:
    """Collects tickets under their key; the sums are complete once `settle` was called."""

    def __init__(self, judge: Judge, days: DayReader, columns: Callable[[], Mapping[str, str]], unit: Unit) -> None:
        self.entries: dict[str, Entry] = {}
        self.left_out: dict[str, str] = {}
        """Field of a column in which no date could be read, to an example of what stands there."""
        self.dropped: list[Dropped] = []
        self.repeated = 0
        """Rows whose key stands again in another row."""
        self._judge = judge
        self._days = days
        self._columns = columns
        self._unit = unit
        self._set_aside: list[_SetAside] = []

    def take(self, batches: Iterable[Batch]) -> None:
        """Takes all tickets: batch by batch where nothing is odd about any of them, otherwise one by one."""
        for batch in batches:
            facets = list(map(self._judge.__getitem__, batch.facets))
            created, resolved = self._days.column(batch.created), self._days.column(batch.resolved)
            rules = [facet.rule for facet in facets]
            if self._judge.texts:
                rules = list(map(self._judge.by_title, rules, batch.titles))
            entries = list(zip(batch.rows, facets, rules, created, resolved, batch.points, batch.spent, strict=True))
            if self._is_plain(batch, created, resolved):
                self.entries.update(zip(batch.keys, entries, strict=True))
                continue
            for key, entry, created_text, resolved_text in zip(
                batch.keys, entries, batch.created, batch.resolved, strict=True
            ):
                self._take_one(key, entry, created_text, resolved_text)

    def _is_plain(self, batch: Batch, created: list[date | None], resolved: list[date | None]) -> bool:
        """Whether every key is new, every date was read and every word is short enough."""
        return (
            not self._judge.has_problems
            and created.count(None) == batch.created.count("")
            and resolved.count(None) == batch.resolved.count("")
            and len(set(batch.keys)) == len(batch.keys)
            and self.entries.keys().isdisjoint(batch.keys)
        )

    def _take_one(self, key: str, entry: Entry, created_text: str, resolved_text: str) -> None:
        row, facet, _, created, resolved, _, _ = entry
        if facet.problem:
            self.dropped.append(Dropped(row, self._too_long(facet.problem)))
            return
        if (created_text and created is None) or (resolved_text and resolved is None):
            aside = self._odd_dates(key, entry, created_text, resolved_text)
            if aside.unreadable:
                self._set_aside.append(aside)
                return
            entry = aside.entry
        if key not in self.entries or self._replaces(key, row):
            self.entries[key] = entry

    def settle(self) -> None:
        """Decides about the tickets set aside, after the last row."""
        dated = self._dated_fields()
        for key, entry, unreadable in self._set_aside:
            bad = next(((field, cell) for field, cell in unreadable if field in dated), None)
            if bad is not None:
                header = self._columns()[bad[0]]
                self.dropped.append(Dropped(entry[0], f"{header} {quoted(bad[1])} is not a date like {EXAMPLES}"))
                continue
            for field, cell in unreadable:
                self.left_out.setdefault(field, cell)
            if key not in self.entries or self._replaces(key, entry[0]):
                self.entries[key] = entry

    def days(self) -> set[date]:
        """Every day on which an item was created or resolved."""
        entries = self.entries.values()
        found = {entry[3] for entry in entries} | {entry[4] for entry in entries}
        return {day for day in found if day is not None}

    def items(self, rules: Sequence[BauRule]) -> Iterator[WorkItem]:
        """The work items one by one, in the order in which their keys came."""
        names = [str(rule) for rule in rules]
        return (
            WorkItem(
                key,
                facet.kind,
                rule is not None,
                created,
                resolved,
                names[rule] if rule is not None else "",
                facet.team,
                facet.cause,
                read_number(points) if points else None,
                read_seconds(spent, self._unit) if spent else None,
            )
            for key, (_, facet, rule, created, resolved, points, spent) in self.entries.items()
        )

    def _odd_dates(self, key: str, entry: Entry, created: str, resolved: str) -> _SetAside:
        """The ticket with its dates read once more without what a spreadsheet put around them."""
        row, facet, rule, _, _, points, spent = entry
        cells = {"created": created, "resolved": resolved}
        read = {field: self._days(plain_cell(cell)) for field, cell in cells.items()}
        unreadable = tuple(
            (field, cell) for field, cell in cells.items() if read[field] is None and not is_nothing(cell)
        )
        return _SetAside(key, (row, facet, rule, read["created"], read["resolved"], points, spent), unreadable)

    def _too_long(self, field: str) -> str:
        return f"{self._columns().get(field, field)} is longer than {LONGEST_WORD} characters"

    def _dated_fields(self) -> set[str]:
        entries = [*self.entries.values(), *(aside.entry for aside in self._set_aside)]
        return {
            *(["created"] if any(entry[3] for entry in entries) else []),
            *(["resolved"] if any(entry[4] for entry in entries) else []),
        }

    def _replaces(self, key: str, row: int) -> bool:
        """Whether a ticket stands later than the one with the same key; the earlier one is dropped."""
        earlier, later = sorted((self.entries[key][0], row))
        self.dropped.append(Dropped(earlier, f"{key} stands again in row {later}, which was used"))
        self.repeated += 1
        return later == row
