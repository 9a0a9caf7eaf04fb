"""Turns the JSON records of any tracker into raw tickets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from playbook.tickets.bau_rules import BauRule, RuleField
from playbook.tickets.records import Batch, Dropped, FacetShape, Raw
from playbook.tickets.text.cells import folded, quoted
from playbook.tickets.text.json_text import Record
from playbook.tickets.tracker import Field, Tracker

SEPARATOR = "\x1f"
"""Stands between the labels of a record when they become one cell; no label holds it."""
_AT_ONCE = 200
_WORDS_OF = ("name", "summary", "displayName", "value", "title", "key")


@dataclass(frozen=True)
class Parts:
    """What is used of a record, as text; `skip` says why the record is no ticket at all."""

    key: str = ""
    repository: str = ""
    created: str = ""
    resolved: str = ""
    points: str = ""
    spent: str = ""
    title: str = ""
    kind: str = ""
    state: str = ""
    team: str = ""
    cause: str = ""
    labels: tuple[str, ...] = ()
    skip: str | None = None


class JsonTracker(Protocol):
    """What the file of a tracker with JSON offers."""

    TRACKER: Tracker
    PATHS: Mapping[Field, str]

    def recognised(self, record: Record) -> bool:
        """Whether a record comes from this tracker."""

    def parts(self, record: Record) -> Parts:
        """What is used of a record; must cope with any value at any place."""


class RecordReader:
    """Reads JSON records; those without a key, and those that are no tickets, go to `dropped` with the reason."""

    def __init__(self, source: JsonTracker, rules: Sequence[BauRule]) -> None:
        self.tracker = source.TRACKER
        self.spent_unit = source.TRACKER.spent_unit
        self.is_keyless = False
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
            yield row, name, parts.created, parts.resolved, parts.points, parts.spent, parts.title, facets

    def _note(self, parts: Parts) -> None:
        found = {
            Field.TITLE: self._uses_title and parts.title,
            Field.TYPE: parts.kind,
            Field.STATUS: parts.state,
            Field.LABELS: parts.labels,
            Field.CREATED: parts.created,
            Field.RESOLVED: parts.resolved,
            Field.POINTS: parts.points,
            Field.SPENT: parts.spent,
            Field.TEAM: parts.team,
            Field.CAUSE: parts.cause,
        }
        self._seen.update(field for field, value in found.items() if value)

    def _key_problem(self, key: str) -> str:
        path = self._source.PATHS[Field.KEY]
        return f"{path} {quoted(key)} is not like {self.tracker.key_like}" if key.strip() else f"{path} is empty"


def text(value: Any) -> str:
    """A word, a number, or the name in an object, as text; empty for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value) if abs(value) < 1e18 else ""
    if isinstance(value, dict):
        return next((found for name in _WORDS_OF if isinstance(found := value.get(name), str)), "")
    return ""


def texts(value: Any) -> tuple[str, ...]:
    """The words in a list of words or objects, also inside `nodes`; a single text is split at commas."""
    if isinstance(value, dict):
        value = value.get("nodes", value.get("edges"))
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    return tuple(found.replace(SEPARATOR, " ") for item in value if (found := text(item).strip()))


def inside(value: Any, *names: str) -> Any:
    """What stands at the end of a path of names, None where it breaks off."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


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
