"""What passes between the steps of an import; nothing here is stored as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Raw: TypeAlias = tuple[int, str, str, str, str, str, str, str, tuple[str, ...]]
"""One ticket as it stands in the file: row, key, created, resolved, changed, points, time spent, title, facet cells.

The facet cells are type, state, team and cause, then all label cells, then a cell for each column that a rule looks
at: what many tickets have in common.
"""


class Batch(NamedTuple):
    """Many raw tickets, column by column, because what is done to a column at once costs little for each ticket."""

    rows: Sequence[int]
    keys: Sequence[str]
    created: Sequence[str]
    resolved: Sequence[str]
    changed: Sequence[str]
    """When something was changed last, for tickets that are done and do not say when they were resolved."""
    points: Sequence[str]
    spent: Sequence[str]
    titles: Sequence[str]
    facets: Sequence[tuple[str, ...]]
