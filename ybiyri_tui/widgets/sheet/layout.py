"""Which columns of a grid fit side by side: the first always, and as many of the others as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.cache import LRUCache
from textual.content import Content

from ybiyri_tui.widgets.plain import shown

GAP = 2
WIDEST = 30

_widths: LRUCache[str, int] = LRUCache(20_000)


@dataclass(frozen=True)
class Cells:
    """What a grid shows: titles of columns, which of them stand on the right, and rows of text.

    `gaps` are the places (row, column) where something is still missing; `keys` name the rows.
    """

    titles: tuple[str, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[int, ...]
    widths: tuple[int, ...]
    gaps: frozenset[tuple[int, int]] = frozenset()


def cells_of(
    titles: Sequence[str],
    right: Sequence[bool],
    rows: Sequence[Sequence[str]],
    keys: Sequence[int],
    gaps: frozenset[tuple[int, int]] = frozenset(),
) -> Cells:
    """The cells with the width of each column: that of its widest text, up to a limit."""
    plain = tuple(tuple(shown(text) for text in row) for row in rows)
    widths = tuple(
        min(WIDEST, max(_width(title), *(_width(text) for text in column), 1)) if column else _width(title)
        for title, column in zip(titles, zip(*plain, strict=True) if plain else ((),) * len(titles), strict=True)
    )
    return Cells(tuple(titles), tuple(right), plain, tuple(keys), widths, gaps)


def columns_from(widths: Sequence[int], left: int, room: int) -> range:
    """The columns shown after the first one when `left` is the first of them; at least one."""
    used, end = widths[0] if widths else 0, left
    while end < len(widths) and (used + GAP + widths[end] <= room or end == left):
        used += GAP + widths[end]
        end += 1
    return range(left, end)


def left_for(widths: Sequence[int], left: int, column: int, room: int) -> int:
    """The first column to show after the frozen one so that `column` can be seen, moved as little as possible."""
    if column == 0:
        return min(left, max(1, len(widths) - 1))
    if column < left:
        return column
    while column not in columns_from(widths, left, room):
        left += 1
    return left


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    width = _widths.get(text)
    if width is None:
        width = _widths[text] = Content(text).cell_length
    return width
