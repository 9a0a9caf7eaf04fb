"""Lines of a report that commands print and screens show: what they say, and what kind of line each one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import Literal

WIDTH = 78
WIDEST_LABEL = 18
INDENT = 4
Kind = Literal["plain", "heading", "quiet", "alert"]


@dataclass(frozen=True)
class Line:
    """One line, or a text that folds beside its `label`. An `alert` has a sign of its own in its text."""

    text: str
    kind: Kind = "plain"
    label: str = ""
    folds: bool = True


BLANK = Line("")


def heading(text: str) -> Line:
    """A line that begins a part."""
    return Line(text, "heading")


def as_text(lines: Iterable[Line], width: int = WIDTH) -> str:
    """The lines for a terminal, folded at blanks; tables are left as they are."""
    return "\n".join(text for line in lines for text in _folded(line, width))


def table(rows: Sequence[Sequence[str]], *, header: bool = True, first: int | None = None) -> list[Line]:
    """Rows in columns as wide as their widest cell; the first stands on the left, the others on the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    widths[0] = max(widths[0], first or 0)
    lines = []
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        kind: Kind = "quiet" if header and not number else "plain"
        lines.append(Line("  ".join(cells).rstrip(), kind, folds=False))
    return lines


def fitting(rows: Sequence[Sequence[str]], width: int, drop: Sequence[int]) -> list[list[str]]:
    """The rows without as many of the columns named in `drop`, in this order, as it takes to fit the width."""
    kept = [list(row) for row in rows]
    for column in drop:
        if max(len(line.text) for line in table(kept)) <= width:
            return kept
        name = rows[0][column]
        place = kept[0].index(name)
        kept = [[cell for at, cell in enumerate(row) if at != place] for row in kept]
    return kept


def minutes(number: Decimal | float | None) -> str:
    """Minutes of outage: one decimal below a hundred, none above."""
    if number is None:
        return "–"
    value = float(number)
    return f"{value:,.1f} min" if abs(value) < 100 else f"{value:,.0f} min"


def per_cent(share: Decimal | float) -> str:
    """A share (0–1) in per cent."""
    return f"{round(float(share) * 100)} %"


def _folded(line: Line, width: int) -> list[str]:
    if not line.folds or len(line.label) + len(line.text) <= width:
        return [f"{line.label}{line.text}".rstrip()]
    margin = len(line.label) if len(line.label) <= WIDEST_LABEL else INDENT
    first = " " * (len(line.label) - margin)
    lines = wrap(first + line.text, width - margin, break_on_hyphens=False, break_long_words=False) or [""]
    lines[0] = lines[0].removeprefix(first)
    return [f"{' ' * margin if number else line.label}{text}" for number, text in enumerate(lines)]
