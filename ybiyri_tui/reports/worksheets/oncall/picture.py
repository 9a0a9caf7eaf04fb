"""Ranges and their spread drawn with characters, to scale, so that they can be copied as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ybiyri_tui.wording.states import plain_glyphs


@dataclass(frozen=True)
class _Ink:
    left: str
    line: str
    dot: str
    right: str
    heights: str


_FINE = _Ink("├", "─", "●", "┤", " ▁▂▃▄▅▆▇█")
_PLAIN = _Ink("|", "-", "o", "|", " .:-=+*#@")


def range_bar(low: float, likely: float, high: float, most: float, width: int) -> str:
    """Low, likely and high on a line from 0 to `most`, exactly `width` wide."""
    ink = _PLAIN if plain_glyphs() else _FINE
    cells = [" "] * width
    first, middle, last = (_column(value, most, width) for value in (low, likely, high))
    cells[first : last + 1] = ink.line * (last - first + 1)
    cells[first], cells[last] = ink.left, ink.right
    cells[middle] = ink.dot
    return "".join(cells)


def heights(bins: Sequence[int]) -> str:
    """One sign for each bin, as high as its share of the fullest; what is not empty is never drawn as nothing."""
    signs = (_PLAIN if plain_glyphs() else _FINE).heights
    most = max(bins, default=0)
    if not most:
        return ""
    return "".join(signs[max(1, round(count / most * (len(signs) - 1)))] if count else signs[0] for count in bins)


def _column(value: float, most: float, width: int) -> int:
    return min(width - 1, max(0, round(value / most * (width - 1)))) if most else 0
