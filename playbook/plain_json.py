"""Records to JSON-ready values and back, for the audit trail and for worksheets."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Reader = Callable[[Any], object]

_AS_THEY_ARE = (type(None), bool, int, float, str)


def to_plain(value: object) -> object:
    """A record, or a plain value, as what JSON can hold. Raises TypeError for anything else."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if is_dataclass(kind):
        return {name: to_plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, dict):
        return {str(key): to_plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(entry) for entry in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, _AS_THEY_ARE):
        return value
    raise TypeError(f"{kind.__name__} cannot stand in the audit trail")


def from_plain(kind: type[Record], value: object) -> Record:
    """The record of this type that `to_plain` wrote.

    Fields that are missing have their defaults, and unknown ones are left out, so that entries of older versions
    can be read. Raises ValueError, TypeError or KeyError for a value that is no such record.
    """
    return cast(Record, _reader(cast(Any, kind))(value))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))


@cache
def _reader(kind: Any) -> Reader:
    """What reads values of a type; looked at once, because a worksheet has thousands of records of it."""
    if get_origin(kind) in (Union, types.UnionType):
        inner = _reader(next(of for of in get_args(kind) if of is not type(None)))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        entry = _reader(get_args(kind)[0])
        return lambda value: tuple(entry(each) for each in value)
    if is_dataclass(kind):
        return _record_reader(cast(type, kind))
    if kind in (date, datetime):
        return cast(Reader, kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)):
        return kind
    return lambda value: _checked(kind, value)


def _record_reader(kind: type) -> Reader:
    """Types of fields are looked at when they are first needed, so that records may contain themselves."""
    readers: dict[str, Reader] = {}

    def read(value: Any) -> object:
        if not readers:
            hints = get_type_hints(kind)
            readers.update({name: _reader(hints[name]) for name in _names(kind)})
        known = dict(value)
        return kind(**{name: reader(known[name]) for name, reader in readers.items() if name in known})

    return read


def _checked(kind: Any, value: object) -> object:
    if isinstance(kind, type) and isinstance(value, kind):
        return value
    raise TypeError(f"{value!r} is not a {kind}")
