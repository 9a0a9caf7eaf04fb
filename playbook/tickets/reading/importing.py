"""Reads a tracker's export into work items, with an account of every row that was not used."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import BinaryIO

from playbook.records import WorkItem
from playbook.tickets.columns import ItemColumns
from playbook.tickets.reading.batch import Batch
from playbook.tickets.reading.detect import record_reader, refuse_empty_json, table_reader
from playbook.tickets.reading.layout import ColumnMap
from playbook.tickets.reading.notes import Notes, warnings_of
from playbook.tickets.reading.quickly import without_collecting
from playbook.tickets.reading.record_reader import RecordReader
from playbook.tickets.reading.table_reader import TableReader
from playbook.tickets.reading.tally import Tally
from playbook.tickets.rules.bau_rules import BauRule, Catch
from playbook.tickets.rules.judging import Judge
from playbook.tickets.text.dropped import Dropped
from playbook.tickets.text.encoding import Encoding, find_encoding
from playbook.tickets.text.json_text import Record, open_json
from playbook.tickets.text.table_text import open_table
from playbook.tickets.text.watched import Progress, Watched

_START = 4096


@dataclass(frozen=True)
class ImportReport:
    """What was found in a file; `rows_read` is always the number of items and dropped rows together.

    `delimiter` is None for JSON. `first_date` and `last_date` span all created and resolved dates. `catches` are in
    the order of the rules and add up to `bau_items`. `time_zone` says in whose days the dates stand.
    """

    detected_format: str
    encoding: str
    delimiter: str | None
    columns: Mapping[str, str]
    rows_read: int
    dropped: tuple[Dropped, ...]
    catches: tuple[Catch, ...]
    first_date: date | None
    last_date: date | None
    time_zone: str
    warnings: tuple[str, ...]
    content: ItemColumns = field(repr=False)

    @cached_property
    def items(self) -> tuple[WorkItem, ...]:
        """The work items, made when they are asked for: a preview needs only their number."""
        return tuple(self.content.items())

    @property
    def keys(self) -> Collection[str]:
        """The keys of the work items."""
        return self.content.keys

    @property
    def item_count(self) -> int:
        """How many work items there are."""
        return len(self.content)

    @property
    def bau_items(self) -> int:
        """How many of them were unplanned."""
        return sum(catch.items for catch in self.catches)


def read_tickets(
    name: str,
    data: BinaryIO,
    rules: Sequence[BauRule],
    *,
    mapping: ColumnMap | None = None,
    source: str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """The work items in an export, judged by the rules; `name` is the file's name in messages.

    A key that stands twice is one item, the later row counts. A row with a date that cannot be read is
    dropped, unless no date of its whole column can be read: then the column is left out with a warning.
    `data` is read from its start and left open; `progress` is told the share read so far, 0 to 1, and can stop the
    reading with an exception. Raises PlaybookError when the file is no ticket export.
    """
    seekable = data if data.seekable() else io.BytesIO(data.read())
    encoding = find_encoding(name, seekable)
    watched = Watched(seekable, progress)
    if is_json(seekable, encoding):
        return _read_json(name, watched, encoding, rules)
    return _read_table(name, watched, encoding, rules, mapping or ColumnMap(), source)


def is_json(data: BinaryIO, encoding: Encoding) -> bool:
    """Whether a file begins like JSON; it is read from its start, and left there."""
    data.seek(0)
    start = data.read(_START).decode(encoding.name, "replace").lstrip("\ufeff \t\r\n")
    data.seek(0)
    rest = start[1:].lstrip()
    return (start[:1] == "{" and rest[:1] in ('"', "}", "")) or (start[:1] == "[" and rest[:1] in ("{", "[", "]", ""))


def _read_json(name: str, data: BinaryIO, encoding: Encoding, rules: Sequence[BauRule]) -> ImportReport:
    with open_json(name, data, encoding) as text:
        records: Iterator[tuple[int, Record]] = iter(text)
        first = next(records, None)
        if first is None:
            refuse_empty_json(name, is_broken=bool(text.dropped))
        reader = record_reader(name, first[1], rules)
        tally = _tallied(reader, reader.batches(chain((first,), records)), rules, ColumnMap())
    notes = Notes(undecodable=text.undecodable, encoding=text.encoding, said_total=text.said_total)
    return _report(reader, tally, rules, text.dropped, text.rows_read, notes, delimiter=None)


def _read_table(
    name: str, data: BinaryIO, encoding: Encoding, rules: Sequence[BauRule], mapping: ColumnMap, source: str | None
) -> ImportReport:
    with open_table(name, data, encoding) as table:
        reader = table_reader(table, mapping, rules, source)
        tally = _tallied(reader, reader.batches(table), rules, mapping)
    notes = Notes(
        undecodable=table.undecodable,
        encoding=table.encoding,
        blank_lines=table.blank_lines,
        short_rows=table.short_rows,
        order=tally.order.sentence(mapping.order),
        is_keyless=reader.is_keyless,
    )
    return _report(reader, tally, rules, table.dropped, table.rows_read, notes, delimiter=table.delimiter)


def _tallied(
    reader: TableReader | RecordReader, batches: Iterable[Batch], rules: Sequence[BauRule], mapping: ColumnMap
) -> Tally:
    tally = Tally(
        Judge(reader.tracker, reader.shape, rules),
        lambda: reader.columns,
        reader.spent_unit,
        is_exact=reader.is_exact,
    )
    with without_collecting():
        tally.take(batches)
    tally.settle(mapping.order)
    return tally


def _report(
    reader: TableReader | RecordReader,
    tally: Tally,
    rules: Sequence[BauRule],
    unread: Sequence[Dropped],
    rows_read: int,
    notes: Notes,
    *,
    delimiter: str | None,
) -> ImportReport:
    content = tally.items(rules)
    used = {content.created.values[code] for code in {*content.created.codes, *content.resolved.codes}}
    dates = [day for day in used if day is not None]
    caught = tally.caught()
    return ImportReport(
        detected_format=reader.tracker.format,
        encoding=notes.encoding,
        delimiter=delimiter,
        columns={name: header for name, header in reader.columns.items() if name != "changed" or tally.stood_in},
        rows_read=rows_read,
        dropped=tuple(sorted([*unread, *reader.dropped, *tally.dropped], key=lambda row: row.row)),
        catches=tuple(Catch(rule, caught[at]) for at, rule in enumerate(rules)),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        time_zone=tally.days.zone_words(reader.tracker.zone),
        warnings=tuple(warnings_of(reader, tally, rules, notes)),
        content=content,
    )
