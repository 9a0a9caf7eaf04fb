"""Records to JSON-ready values and back, for the audit trail."""

from __future__ import annotations

import types
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def to_plain(value: object) -> object:
    """A record, or a plain value, as what JSON can hold. Raises TypeError for anything else."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {str(key): to_plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(entry) for entry in value]
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in the audit trail")


def from_plain(kind: type[Record], value: object) -> Record:
    """The record of this type that `to_plain` wrote.

    Fields that are missing have their defaults, and unknown ones are left out, so that entries of older versions
    can be read. Raises ValueError, TypeError or KeyError for a value that is no such record.
    """
    return cast(Record, _read(kind, value))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> object:
    if get_origin(kind) in (Union, types.UnionType):
        return None if value is None else _read(next(of for of in get_args(kind) if of is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], entry) for entry in value)
    if is_dataclass(kind):
        hints, known = _hints(cast(type, kind)), dict(value)
        return cast(type, kind)(
            **{field.name: _read(hints[field.name], known[field.name]) for field in fields(kind) if field.name in known}
        )
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)):
        return kind(value)
    if isinstance(kind, type) and isinstance(value, kind):
        return value
    raise TypeError(f"{value!r} is not a {kind}")
