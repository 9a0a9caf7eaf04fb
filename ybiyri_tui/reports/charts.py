"""What a chart shows, free of any format; shares are 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One step in time; no share where there is nothing to divide by, `faint` where the base is small."""

    label: str
    share: float | None
    faint: bool = False


@dataclass(frozen=True)
class ColumnChart:
    """Shares over time from left to right, with a dotted line at `line`, and a range that is normal."""

    columns: tuple[Column, ...]
    line: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Bar:
    """One bar from the left: sure up to `low`, left unclear up to `high`; `text` says it in words."""

    label: str
    text: str
    low: float
    high: float


@dataclass(frozen=True)
class BarGroup:
    """Bars that belong together, such as before and after of one topic, with a word on them."""

    title: str
    bars: tuple[Bar, ...]
    word: str = ""


@dataclass(frozen=True)
class BarChart:
    """Groups of bars, one below the other."""

    groups: tuple[BarGroup, ...]


Chart = ColumnChart | BarChart
