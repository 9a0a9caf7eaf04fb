"""What a chart shows, free of any format; shares are 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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


Mark = Literal["automatic", "by_hand", "handoff"]
"""How a step happens; each has a shape and a line of its own in a picture, and its word beside it."""


@dataclass(frozen=True)
class FlowStep:
    """Something passes from one lane to another; `how` are a few words each: how it happens, how long it takes."""

    what: str
    how: tuple[str, ...]
    mark: Mark
    source: str
    target: str


@dataclass(frozen=True)
class Flow:
    """Steps from top to bottom under a title; the lanes are those that pass something on, or get it."""

    title: str
    steps: tuple[FlowStep, ...]

    @property
    def lanes(self) -> tuple[str, ...]:
        """Everybody and everything that takes part, in the order in which they come in."""
        return tuple(dict.fromkeys(lane for step in self.steps for lane in (step.source, step.target)))


@dataclass(frozen=True)
class FlowChart:
    """One flow, or two beside each other."""

    flows: tuple[Flow, ...]


@dataclass(frozen=True)
class Span:
    """A phase from `begin` to `end` of the whole; `dates` says when in words, `striped` sets it apart."""

    label: str
    dates: str
    begin: float
    end: float
    striped: bool = False


@dataclass(frozen=True)
class Tick:
    """A place on the line of time, with what stands there; the label may be empty."""

    at: float
    label: str


@dataclass(frozen=True)
class TimelineChart:
    """Phases below each other on one line of time; `stripes` says what striped ones are."""

    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]
    today: Tick | None = None
    stripes: str = ""


Chart = ColumnChart | BarChart | FlowChart | TimelineChart
