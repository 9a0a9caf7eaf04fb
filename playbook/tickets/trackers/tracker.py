"""What is to be known of a tracker to read its exports; each tracker's own file in `readers` fills this in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from playbook.tickets.values.amounts import Unit


class Field(StrEnum):
    """What is looked for in an export."""

    KEY = "key"
    TITLE = "title"
    TYPE = "type"
    STATUS = "status"
    LABELS = "labels"
    CREATED = "created"
    RESOLVED = "resolved"
    CHANGED = "changed"
    POINTS = "points"
    SPENT = "spent"
    TEAM = "team"
    CAUSE = "cause"


KeyReader = Callable[[str], str | None]


@dataclass(frozen=True)
class Tracker:
    """A tracker's export: how it is called, and what its cells mean.

    `read_key` gives a key as it is stored, None for a cell that holds none; `key_like` is an example of one.
    `zone` says in whose time zone dates stand that name none.
    """

    format: str
    name: str
    read_key: KeyReader
    key_like: str
    zone: str
    plain_keys: re.Pattern[str] | None = None
    """Matches lines of keys that are stored just as they stand; None where every key must be looked at."""
    bare: str = ""
    """Stands before a mere number whose repository is not known, so that it is not taken for another tracker's."""
    usual_type: str = ""
    label_separators: str = ",;"
    done_states: frozenset[str] = frozenset()
    spent_unit: Unit = Unit.SECOND
    names: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    """Headers of each field, case-folded, the best first; only for tables."""
    spares: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    """Headers of columns that are looked at in a row whose own column says nothing."""
    updated: tuple[str, ...] = ()
    """Headers of the column that says when anything was changed last; it is looked at where no column says when the
    state was, and only in a file without any resolved date."""
    addresses: tuple[str, ...] = ()
    """Headers of columns whose address names the repository of a numbered issue."""
    recognised: Callable[[frozenset[str]], bool] = lambda _: False
    """Whether a table with these case-folded headers comes from here."""
    read_word: Callable[[str], str] = str
    """Makes plain words of a cell that holds a type, state, team or cause."""
