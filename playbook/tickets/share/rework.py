"""The weekly share of unplanned work, with its denominator named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import fmean, median
from typing import Literal

from playbook.records import WorkItem

FEW_ITEMS = 5
"""A week with fewer items is shown greyed: one item more or less would move its share by over 20 points."""
WEEKS_FOR_RANGE = 6
By = Literal["resolved", "created"]


class Size(StrEnum):
    """What is added up: each item as one, its points, or the hours that were worked on it."""

    ITEMS = "items"
    POINTS = "points"
    HOURS = "hours"

    def of(self, item: WorkItem) -> float | None:
        """The size of an item, None if it has none."""
        if self is Size.POINTS:
            return item.points
        if self is Size.HOURS:
            return None if item.seconds is None else item.seconds / 3600
        return 1


@dataclass(frozen=True)
class Week:
    """The items of one ISO week; items without a size are not among them.

    `amounts` are the sum of all sizes and that of the unplanned items, None where each item counts as one.
    """

    monday: date
    items: int
    unplanned: int
    amounts: tuple[float, float] | None = None

    @property
    def share(self) -> float | None:
        """The unplanned part of the amount, 0–1; None in a week without any."""
        whole, part = self.amounts or (self.items, self.unplanned)
        return part / whole if whole else None

    @property
    def few(self) -> bool:
        """Whether there are too few items to read anything into the share."""
        return self.items < FEW_ITEMS

    @property
    def label(self) -> str:
        """The ISO name of the week, such as 2025-W45."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02d}"


@dataclass(frozen=True)
class NormalRange:
    """Where weekly shares lie while nothing changes, 0–1."""

    low: float
    mean: float
    high: float


@dataclass(frozen=True)
class WeeklyShare:
    """Shares by week, first to last without a gap.

    `undated` items stand in no week; `unsized` ones have a date but no points or no hours.
    """

    by: By
    size: Size
    weeks: tuple[Week, ...]
    undated: int
    unsized: int
    median: float | None
    normal_range: NormalRange | None

    @property
    def denominator(self) -> str:
        """What a share is a share of."""
        what = {Size.ITEMS: "items", Size.POINTS: "points of the items", Size.HOURS: "hours worked on the items"}
        return f"{what[self.size]} {self.by} in the week"

    @property
    def items(self) -> int:
        """Items in all weeks."""
        return sum(week.items for week in self.weeks)

    @property
    def unplanned(self) -> int:
        """Unplanned items in all weeks."""
        return sum(week.unplanned for week in self.weeks)

    @property
    def latest(self) -> Week | None:
        """The last week that has items."""
        return next((week for week in reversed(self.weeks) if week.items), None)

    @property
    def refusal(self) -> str | None:
        """Why there are no weeks, as a sentence; None when there are."""
        if self.weeks:
            return None
        if self.unsized:
            return f"No item has {self.size.value}, so there is no share of {self.size.value} by week."
        if self.undated:
            return f"No item has a {self.by} date, so there is no share by week."
        return "There are no items yet; import an export of your tickets."


def weekly_share(
    items: Iterable[WorkItem], by: By = "resolved", until: date | None = None, size: Size = Size.ITEMS
) -> WeeklyShare:
    """The share of unplanned work among that created or resolved in each ISO week (Monday to Sunday).

    Weeks without items between the first and the last are kept; `until` adds those up to that day's week.
    The median is over the weeks with items, each counting once.
    """
    sums: dict[date, list[float]] = {}
    undated = unsized = 0
    for item in items:
        day = item.resolved_on if by == "resolved" else item.created_on
        if day is None:
            undated += 1
            continue
        amount = size.of(item)
        if amount is None:
            unsized += 1
            continue
        week = sums.setdefault(_monday(day), [0, 0, 0.0, 0.0])
        for at, part in enumerate((1, item.unplanned, amount, amount * item.unplanned)):
            week[at] += part
    weeks = tuple(_week(monday, sums.get(monday), size) for monday in _mondays(sums, until))
    shares = [week.share for week in weeks if week.share is not None]
    return WeeklyShare(by, size, weeks, undated, unsized, median(shares) if shares else None, normal_range(shares))


def _week(monday: date, sums: list[float] | None, size: Size) -> Week:
    items, unplanned, whole, part = sums or (0, 0, 0.0, 0.0)
    return Week(monday, int(items), int(unplanned), None if size is Size.ITEMS else (whole, part))


def normal_range(shares: list[float]) -> NormalRange | None:
    """The natural process limits of an XmR chart: mean ± 2.66 × mean moving range, kept within 0–1.

    None below six weeks. The moving range is between neighbouring values; 2.66 is 3 / 1.128 (d₂ for pairs).
    Source: Shewhart's individuals chart as in D. J. Wheeler, Understanding Variation, 1993.
    """
    if len(shares) < WEEKS_FOR_RANGE:
        return None
    mean = fmean(shares)
    reach = 2.66 * fmean(abs(after - before) for before, after in pairwise(shares))
    return NormalRange(max(0.0, mean - reach), mean, min(1.0, mean + reach))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(found: Iterable[date], until: date | None) -> list[date]:
    known = sorted(found)
    if not known:
        return []
    last = max(known[-1], _monday(until)) if until else known[-1]
    return [known[0] + timedelta(weeks=number) for number in range((last - known[0]).days // 7 + 1)]
