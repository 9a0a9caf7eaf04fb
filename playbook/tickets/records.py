"""What passes between the steps of an import; nothing here is stored as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Raw: TypeAlias = tuple[int, str, str, str, str, str, str, tuple[str, ...]]
"""One ticket as it stands in the file: row, key, created, resolved, points, time spent, title, and its facet cells.

The facet cells are type, state, team and cause, then all label cells, then a cell for each column that a rule looks
at: what many tickets have in common.
"""


class Batch(NamedTuple):
    """Many raw tickets, column by column, because what is done to a column at once costs little for each ticket."""

    rows: Sequence[int]
    keys: Sequence[str]
    created: Sequence[str]
    resolved: Sequence[str]
    points: Sequence[str]
    spent: Sequence[str]
    titles: Sequence[str]
    facets: Sequence[tuple[str, ...]]


class FacetShape(NamedTuple):
    """How many label cells stand in the facet cells, and which cells belong to which rule."""

    labels: int
    fields: tuple[tuple[int, ...], ...]
    """For each rule the places among the facet cells that it looks at; empty for rules on type, label and text."""


@dataclass(frozen=True)
class Dropped:
    """A row that was not used. Rows are numbered as a spreadsheet does: the header is usually row 1.

    The reason may quote a few characters of the file, so it is for showing, not for storing. In JSON the first record
    is row 1.
    """

    row: int
    reason: str
