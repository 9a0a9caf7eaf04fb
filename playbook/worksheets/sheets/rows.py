"""Rows of a sheet as they are kept: a number that stays, a place, a version, and the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Record = TypeVar("Record")

STEP = 1000
"""Between the positions of neighbours, so that rows can be put between them."""


@dataclass(frozen=True)
class Row(Generic[Record]):
    """A row with its record. `version` is 0 for one that was not saved yet."""

    number: int
    position: int
    record: Record
    version: int = 0


@dataclass(frozen=True)
class StoredRow:
    """A row whose record is plain values, as the store and the audit trail keep it."""

    number: int
    position: int
    values: Mapping[str, Any]
    version: int = 0


def position_after(positions: list[int], after: int | None) -> int:
    """A position behind `after` and before the next one; at the end if there is no room, or nothing given."""
    later = [position for position in positions if after is not None and position > after]
    if after is not None and later and min(later) - after > 1:
        return (after + min(later)) // 2
    return max(positions, default=0) + STEP
