"""Turns the JSON records of any tracker into raw tickets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from playbook.tickets.reading.batch import Batch, Raw
from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.rules.judging import FacetShape
from playbook.tickets.text.cells import folded, quoted
from playbook.tickets.text.dropped import Dropped
from playbook.tickets.text.json_text import Record
from playbook.tickets.trackers.parts import SEPARATOR, JsonTracker, Parts, text, texts
from playbook.tickets.trackers.tracker import Field

_AT_ONCE = 200


class RecordReader:
    """Reads JSON records; those without a key, and those that are no tickets, go to `dropped` with the reason."""

    def __init__(self, source: JsonTracker, rules: Sequence[BauRule]) -> None:
        self.tracker = source.TRACKER
        self.spent_unit = source.TRACKER.spent_unit
        self.is_keyless = False
        self.is_exact = True
        self.dropped: list[Dropped] = []
        self._source = source
        self._columns = [rule.column for rule in rules if rule.field is RuleField.COLUMN]
        self.shape = FacetShape(1, tuple(_rule_cells(rules)))
        self._uses_title = any(rule.field is RuleField.TEXT for rule in rules)
        self._seen: set[Field] = {Field.KEY}

    @property
    def columns(self) -> Mapping[str, str]:
        """Field to the path where it stands, for fields that had a value in some record."""
        return {field.value: path for field, path in self._source.PATHS.items() if field in self._seen}

    def batches(self, records: Iterable[tuple[int, Record]]) -> Iterator[Batch]:
        """Raw tickets of every record that is one, some at a time."""
        raws = self._raws(records)
        while some := list(islice(raws, _AT_ONCE)):
            yield Batch(*zip(*some, strict=True))

    def _raws(self, records: Iterable[tuple[int, Record]]) -> Iterator[Raw]:
        for row, record in records:
            parts = self._source.parts(record)
            key = None if parts.skip else self.tracker.read_key(parts.key)
            if key is None:
                self.dropped.append(Dropped(row, parts.skip or self._key_problem(parts.key)))
                continue
            self._note(parts)
            facets = (
                parts.kind,
                parts.state,
                parts.team,
                parts.cause,
                SEPARATOR.join(parts.labels),
                *(_looked_up(record, column) for column in self._columns),
            )
            name = (parts.repository or self.tracker.bare) + key
            yield (
                row,
                name,
                parts.created,
                parts.resolved,
                parts.changed,
                parts.points,
                parts.spent,
                parts.title,
                facets,
            )

    def _note(self, parts: Parts) -> None:
        found = {
            Field.TITLE: self._uses_title and parts.title,
            Field.TYPE: parts.kind,
            Field.STATUS: parts.state,
            Field.LABELS: parts.labels,
            Field.CREATED: parts.created,
            Field.RESOLVED: parts.resolved,
            Field.CHANGED: parts.changed,
            Field.POINTS: parts.points,
            Field.SPENT: parts.spent,
            Field.TEAM: parts.team,
            Field.CAUSE: parts.cause,
        }
        self._seen.update(field for field, value in found.items() if value)

    def _key_problem(self, key: str) -> str:
        path = self._source.PATHS[Field.KEY]
        return f"{path} {quoted(key)} is not like {self.tracker.key_like}" if key.strip() else f"{path} is empty"


def _rule_cells(rules: Sequence[BauRule]) -> Iterator[tuple[int, ...]]:
    at = 5
    for rule in rules:
        if rule.field is RuleField.COLUMN:
            yield (at,)
            at += 1
        else:
            yield ()


def _looked_up(record: Record, column: str) -> str:
    """The value of a field of any name, in the record or in its `fields`."""
    wanted = folded(column)
    for holder in (record, record.get("fields")):
        if isinstance(holder, dict):
            for name, value in holder.items():
                if folded(name) == wanted:
                    return ";".join(texts(value)) if isinstance(value, list) else text(value)
    return ""
