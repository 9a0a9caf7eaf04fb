"""Bars and intervals drawn with characters, to scale, so that they can be copied as text and read without colour."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.records import Interval, Segment
from ybiyri_tui.wording.states import plain_glyphs

BAR_WIDTH = 20
PICTURE_WIDTH = 21

_BLOCKS = {"favourable": "█", "rest": "░", "middle": "░", "unfavourable": "▚", "unclear": "▒"}
_LETTERS = {"favourable": "#", "rest": ".", "middle": ".", "unfavourable": "x", "unclear": "?"}
_LINES = {"dot": "●", "line": "─", "left": "├", "right": "┤", "middle": "┊", "crossing": "┼"}
_SIGNS = {"dot": "o", "line": "-", "left": "|", "right": "|", "middle": ":", "crossing": "+"}


def bar(segments: Sequence[Segment], width: int = BAR_WIDTH) -> str:
    """Favourable answers from the left, unfavourable ones (from 12 answers up) from the right, `width` for everybody.

    What lies between the two ends of a band has a sign of its own: it may belong to either side.
    """
    signs = _LETTERS if plain_glyphs() else _BLOCKS
    by_name = {segment.name: segment for segment in segments}
    favourable, unfavourable = by_name["favourable"], by_name.get("unfavourable")
    between = signs["middle" if unfavourable else "rest"]
    cells = [between] * width
    _fill(cells, favourable, signs["favourable"], signs["unclear"])
    if unfavourable:
        cells.reverse()
        _fill(cells, unfavourable, signs["unfavourable"], signs["unclear"])
        cells.reverse()
    return "".join(cells)


def bar_legend(*, fine: bool) -> str:
    """What the signs of a bar mean; `fine` for bars with three parts."""
    signs = _LETTERS if plain_glyphs() else _BLOCKS
    parts = [f"{signs['favourable']} favourable", f"{signs['unclear']} favourable or not, kept unclear on purpose"]
    if fine:
        return "  ".join([*parts, f"{signs['middle']} in between", f"{signs['unfavourable']} unfavourable"])
    return "  ".join([*parts, f"{signs['rest']} everybody else"])


def interval_picture(theta: float | None, interval: Interval | None, width: int = PICTURE_WIDTH) -> str:
    """Theta as a dot on a line from 0 (all worse) to 1 (all better), its interval around it, no change marked."""
    signs = _SIGNS if plain_glyphs() else _LINES
    cells = [" "] * width
    middle = (width - 1) // 2
    cells[middle] = signs["middle"]
    if interval:
        low, high = (_column(end, width) for end in interval)
        for column in range(low, high + 1):
            cells[column] = signs["crossing"] if column == middle else signs["line"]
        cells[low], cells[high] = signs["left"], signs["right"]
    if theta is not None:
        cells[_column(theta, width)] = signs["dot"]
    return "".join(cells)


def _fill(cells: list[str], segment: Segment, sure: str, unclear: str) -> None:
    width = len(cells)
    certain, possible = round(segment.low * width), round(segment.high * width)
    for column in range(possible):
        cells[column] = sure if column < certain else unclear


def _column(share: float, width: int) -> int:
    return round(share * (width - 1))
