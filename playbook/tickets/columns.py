"""Many work items column by column, as they are read and as they are stored."""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from playbook.records import WorkItem

_FOUR_BYTES = next(kind for kind in "IL" if array(kind).itemsize == 4)
Value = TypeVar("Value")
Other = TypeVar("Other")


class Words(NamedTuple):
    """What many items have in common."""

    kind: str
    unplanned: bool
    rule: str
    team: str
    cause: str


Row: TypeAlias = "tuple[Words, date | None, date | None, float | None, int | None]"


@dataclass(frozen=True)
class Column(Generic[Value]):
    """A value for each item: `codes` are places in `values`, because items have few values between them."""

    values: Sequence[Value]
    codes: Sequence[int]

    def each(self, part: Callable[[Value], Other]) -> Iterator[Other]:
        """A part of each item's value."""
        return map([part(value) for value in self.values].__getitem__, self.codes)

    def picked(self, places: Sequence[int]) -> Column[Value]:
        """The column of the items at these places."""
        codes = [self.codes[at] for at in places]
        used = {code: at for at, code in enumerate(dict.fromkeys(codes))}
        return Column([self.values[code] for code in used], [used[code] for code in codes])

    def __iter__(self) -> Iterator[Value]:
        return map(self.values.__getitem__, self.codes)


@dataclass(frozen=True)
class ItemColumns:
    """Work items, each under its own key. They are only ever needed all together, so nothing else tells them apart."""

    keys: Sequence[str]
    words: Column[Words]
    created: Column[date | None]
    resolved: Column[date | None]
    points: Column[float | None]
    seconds: Column[int | None]

    def __len__(self) -> int:
        return len(self.keys)

    def items(self) -> Iterator[WorkItem]:
        """The items one by one."""
        return map(
            WorkItem,
            self.keys,
            self.words.each(lambda words: words.kind),
            self.words.each(lambda words: words.unplanned),
            self.created,
            self.resolved,
            self.words.each(lambda words: words.rule),
            self.words.each(lambda words: words.team),
            self.words.each(lambda words: words.cause),
            self.points,
            self.seconds,
        )

    def rows(self) -> Iterator[Row]:
        """All but the keys, one item after the other; quicker than items, and as good for comparing."""
        return zip(self.words, self.created, self.resolved, self.points, self.seconds, strict=True)

    def picked(self, places: Sequence[int]) -> ItemColumns:
        """The items at these places."""
        return ItemColumns(
            [self.keys[at] for at in places],
            self.words.picked(places),
            self.created.picked(places),
            self.resolved.picked(places),
            self.points.picked(places),
            self.seconds.picked(places),
        )

    def as_json(self) -> str:
        """The columns as JSON text: a key in each line, ISO days, codes in base64 of two or four bytes each."""
        columns: dict[str, Column[Any]] = {
            "words": self.words,
            "created": Column([_iso(day) for day in self.created.values], self.created.codes),
            "resolved": Column([_iso(day) for day in self.resolved.values], self.resolved.codes),
            "points": self.points,
            "seconds": self.seconds,
        }
        plain = {name: {"values": column.values, "codes": _packed(column)} for name, column in columns.items()}
        return json.dumps({"keys": "\n".join(self.keys), **plain}, ensure_ascii=False, separators=(",", ":"))


def columns_of(items: Iterable[WorkItem]) -> ItemColumns:
    """Items as columns; the last of two with one key counts."""
    found = tuple({item.key: item for item in items}.values())
    return ItemColumns(
        [item.key for item in found],
        _column(Words(item.kind, item.unplanned, item.rule, item.team, item.cause) for item in found),
        _column(item.created_on for item in found),
        _column(item.resolved_on for item in found),
        _column(item.points for item in found),
        _column(item.seconds for item in found),
    )


def from_json(text: str) -> ItemColumns:
    """What `as_json` wrote."""
    plain: dict[str, Any] = json.loads(text)
    keys = plain["keys"].splitlines()

    def column(name: str, read: Callable[[Any], Any]) -> Column[Any]:
        values = [read(value) for value in plain[name]["values"]]
        return Column(values, _unpacked(plain[name]["codes"], values, len(keys)))

    def day(value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)

    return ItemColumns(
        keys,
        column("words", lambda words: Words(*words)),
        column("created", day),
        column("resolved", day),
        column("points", lambda value: value),
        column("seconds", lambda value: value),
    )


def _column(values: Iterable[Value]) -> Column[Value]:
    places: dict[Value, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return Column(tuple(places), codes)


def _packed(column: Column[Any]) -> str:
    if len(column.values) < 2:
        return ""
    return b64encode(_little_endian(array(_size(column.values), column.codes)).tobytes()).decode()


def _unpacked(text: str, values: Sequence[Any], items: int) -> Sequence[int]:
    codes = array(_size(values))
    codes.frombytes(b64decode(text))
    return _little_endian(codes) if text else [0] * items


def _size(values: Sequence[Any]) -> str:
    """The kind of number that is large enough to count the values: of two bytes, or of four."""
    return "H" if len(values) <= 1 << 16 else _FOUR_BYTES


def _little_endian(codes: array[int]) -> array[int]:
    if sys.byteorder == "big":
        codes.byteswap()
    return codes


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
