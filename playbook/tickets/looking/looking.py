"""One reading of an export for those who write rules: values with their numbers, and the rules that catch each item."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from playbook.tickets.looking.catching import Caught, name_of
from playbook.tickets.reading.batch import Batch
from playbook.tickets.reading.detect import record_reader, refuse_empty_json, table_reader
from playbook.tickets.reading.importing import is_json
from playbook.tickets.reading.layout import ColumnMap
from playbook.tickets.reading.record_reader import RecordReader
from playbook.tickets.reading.table_reader import TableReader
from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.rules.judging import BEFORE_LABELS, FacetShape, Judge
from playbook.tickets.text.cells import one_line, plain_cell
from playbook.tickets.text.encoding import find_encoding
from playbook.tickets.text.json_text import open_json
from playbook.tickets.text.table_text import open_table
from playbook.tickets.text.watched import Progress, Watched
from playbook.tickets.values.words import labels_in

SAMPLES, ROWS_SAMPLED, LONGEST_SAMPLE = 3, 400, 40
MOST_VALUES = 60


@dataclass(frozen=True)
class ColumnSeen:
    """A column by its header, or a field of JSON, with some different values that stand in it.

    What is about people has no samples, because a whole room may look on.
    """

    header: str
    samples: tuple[str, ...]
    about_people: bool = False


@dataclass(frozen=True)
class ValueSeen:
    """A value, and how many items have it."""

    value: str
    items: int


@dataclass(frozen=True)
class Seen:
    """What stands in an export: the most frequent types and labels, and what each rule catches."""

    types: tuple[ValueSeen, ...]
    labels: tuple[ValueSeen, ...]
    caught: Caught


_PEOPLE = re.compile(
    r"assign|report[ei]r|rapporteur|creator|créat?eur|creador|author|auteur|autor|owner|mail|user|login|account|person|"
    r"request(er|or)|caller|watch|participant|lead\b|respons|chef|bearbeiter|ersteller|verantwort|informador|asignad|"
    r"(open|clos|resolv|updat|creat)ed[ _]by|voter|reviewer|approver|developer|tester|contact|customer|kunde|client",
    re.IGNORECASE,
)
"""Headers of columns that name people, in the languages that exports come in."""
_ADDRESS = re.compile(r"\S@\S+\.\w")
Facets = tuple[str, ...]
Reader = TableReader | RecordReader


def columns_seen(name: str, data: BinaryIO) -> tuple[ColumnSeen, ...]:
    """The columns of a table, or the fields of JSON records, with samples from the first rows.

    Raises PlaybookError for a file that is neither.
    """
    seekable = data if data.seekable() else io.BytesIO(data.read())
    encoding = find_encoding(name, seekable)
    if is_json(seekable, encoding):
        with open_json(name, seekable, encoding) as text:
            records = [record for _, record in islice(text, ROWS_SAMPLED)]
        fields = dict.fromkeys(field for record in records for field in _named_fields(record))
        return tuple(
            _column(field, [_text(_named_fields(record).get(field)) for record in records]) for field in fields
        )
    with open_table(name, seekable, encoding) as table:
        rows = [cells for _, cells in islice(table, ROWS_SAMPLED)]
        headers = dict.fromkeys(one_line(header) for header in table.header if header.strip())
        places = {header: at for at, header in reversed(list(enumerate(map(one_line, table.header))))}
    return tuple(_column(header, [cells[places[header]] for cells in rows]) for header in headers)


def look_at(
    name: str,
    data: BinaryIO,
    rules: Sequence[BauRule],
    keys: Collection[str],
    *,
    mapping: ColumnMap | None = None,
    source: str | None = None,
    progress: Progress | None = None,
) -> Seen:
    """Looks at the items with these keys, as an import would use them; the later of two rows with one key counts.

    Raises PlaybookError for a file that cannot be imported, and whatever `progress` raises to stop the reading.
    """
    items: dict[str, tuple[Facets, frozenset[str]]] = {}
    texts = [(name_of(rule), rule.value.casefold()) for rule in rules if rule.field is RuleField.TEXT]
    with _reading(name, data, rules, mapping or ColumnMap(), source, progress) as (reader, batches):
        for batch in batches:
            titled = [
                frozenset(rule for rule, words in texts if words in title.casefold()) if texts else frozenset[str]()
                for title in batch.titles
            ]
            items.update(zip(batch.keys, zip(batch.facets, titled, strict=True), strict=True))
    counted = Counter(items[key] for key in keys if key in items)
    return _seen(reader, rules, counted)


def values_in(
    name: str,
    data: BinaryIO,
    column: str,
    *,
    mapping: ColumnMap | None = None,
    source: str | None = None,
    progress: Progress | None = None,
) -> tuple[ValueSeen, ...]:
    """The most frequent values of a column, several in one cell taken apart as rules do."""
    rule = BauRule(RuleField.COLUMN, "-", column)
    values: Counter[str] = Counter()
    with _reading(name, data, (rule,), mapping or ColumnMap(), source, progress) as (reader, batches):
        places = reader.shape.fields[0]
        for batch in batches:
            for cells in batch.facets:
                values.update({value for place in places for value in _values(cells[place])})
    return _most(values)


def _values(cell: str) -> list[str]:
    """The value of a cell, or the several in it."""
    return [value for piece in re.split("[,;]", plain_cell(cell)) if (value := plain_cell(piece))]


@contextmanager
def _reading(
    name: str,
    data: BinaryIO,
    rules: Sequence[BauRule],
    mapping: ColumnMap,
    source: str | None,
    progress: Progress | None,
) -> Iterator[tuple[Reader, Iterator[Batch]]]:
    seekable = data if data.seekable() else io.BytesIO(data.read())
    encoding = find_encoding(name, seekable)
    watched = Watched(seekable, progress)
    if is_json(seekable, encoding):
        with open_json(name, watched, encoding) as text:
            records = iter(text)
            first = next(records, None)
            if first is None:
                refuse_empty_json(name, is_broken=bool(text.dropped))
            found = record_reader(name, first[1], rules)
            yield found, found.batches(chain((first,), records))
        return
    with open_table(name, watched, encoding) as table:
        reader = table_reader(table, mapping, rules, source)
        yield reader, reader.batches(table)


def _seen(reader: Reader, rules: Sequence[BauRule], counted: Counter[tuple[Facets, frozenset[str]]]) -> Seen:
    shape, separators = reader.shape, reader.tracker.label_separators
    plain = Judge(reader.tracker, FacetShape(shape.labels, ()), ())
    judges = {
        name_of(rule): Judge(reader.tracker, FacetShape(shape.labels, (shape.fields[at],)), (rule,))
        for at, rule in enumerate(rules)
        if rule.field is not RuleField.TEXT
    }
    types, labels, sets = Counter[str](), Counter[str](), Counter[frozenset[str]]()
    for (facets, titled), count in counted.items():
        types[plain.facet(facets).kind] += count
        for label in labels_in(facets[BEFORE_LABELS : BEFORE_LABELS + shape.labels], separators):
            labels[label] += count
        sets[titled | {name for name, judge in judges.items() if judge.facet(facets).rule is not None}] += count
    return Seen(_most(types), _most(labels), Caught(dict(sets), frozenset(map(name_of, rules))))


def _most(counted: Counter[str]) -> tuple[ValueSeen, ...]:
    found = sorted((pair for pair in counted.items() if pair[0]), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ValueSeen(one_line(value), items) for value, items in found[:MOST_VALUES])


def _column(header: str, cells: list[str]) -> ColumnSeen:
    if _PEOPLE.search(header) or any(_ADDRESS.search(cell) for cell in cells):
        return ColumnSeen(header, (), about_people=True)
    return ColumnSeen(header, _samples(cells))


def _samples(cells: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(one_line(plain_cell(cell))[:LONGEST_SAMPLE] for cell in cells)
    return tuple(islice((text for text in found if text), SAMPLES))


def _named_fields(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of a record and, where it has such a part, of its `fields`."""
    inner = record.get("fields")
    return {**(inner if isinstance(inner, dict) else {}), **{k: v for k, v in record.items() if k != "fields"}}


def _text(value: object) -> str:
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("name", "value", "title") if value.get(key)), "")
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value[:SAMPLES])
    return "" if value is None else str(value)
