"""The weekly share of unplanned work as a chart of text lines and as JSON (`ybiyri.unplanned_work/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playbook.tickets.share.rework import FEW_ITEMS, NormalRange, Week, WeeklyShare
from ybiyri_tui.reports.tickets.more_of_it import (
    causes_data,
    comparison_data,
    duty_data,
    more_lines,
    outside_data,
    per_cent,
)
from ybiyri_tui.usecases.ticketing import UnplannedWork
from ybiyri_tui.wording.states import counted, plain_glyphs

SCHEMA = "ybiyri.unplanned_work/1"
WIDTH = 78
WIDEST_BAR = 40


@dataclass(frozen=True)
class ChartLine:
    """One line of the chart; `quiet` where a week has too few items to read anything into its share."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class _Ink:
    full: str
    median: str
    range: str
    low: str
    high: str


_BLOCKS = _Ink("█", "┊", "─", "├", "┤")
_ASCII = _Ink("#", ":", "-", "[", "]")


def unplanned_work_data(found: UnplannedWork) -> dict[str, Any]:
    """The weekly share with documented keys; shares are 0 to 1, and null in a week without items."""
    share, normal = found.share, found.share.normal_range
    return {
        "definition": list(found.definition),
        "rules": [{"rule": rule, "items": found.caught.get(rule, 0)} for rule in found.definition],
        "denominator": share.denominator,
        "by": share.by,
        "size": share.size.value,
        "team": found.look.team,
        "teams": list(found.teams),
        "time_zones": [{"format": source.format, "time_zone": source.time_zone} for source in found.sources],
        "items": found.items,
        "undated": share.undated,
        "unsized": share.unsized,
        "weeks": [
            {
                "week": week.label,
                "monday": week.monday.isoformat(),
                "items": week.items,
                "unplanned": week.unplanned,
                "amount": round(week.amounts[0], 2) if week.amounts else week.items,
                "unplanned_amount": round(week.amounts[1], 2) if week.amounts else week.unplanned,
                "share": _rounded(week.share),
                "few": week.few,
            }
            for week in share.weeks
        ],
        "median": _rounded(share.median),
        "normal_range": {"low": _rounded(normal.low), "high": _rounded(normal.high)} if normal else None,
        "last_week_runs": found.last_week_runs,
        "causes": causes_data(found),
        "comparison": comparison_data(found),
        "outside": outside_data(found),
        "this_week": duty_data(found),
        "refusal": share.refusal,
    }


def chart_lines(found: UnplannedWork, width: int = WIDTH, *, ascii_only: bool | None = None) -> list[ChartLine]:
    """One bar a week, drawn to scale from none to all of the week's items, at most `width` wide.

    The dotted line stands at the median of the weeks with items. Nothing but a plain terminal changes the
    characters, and `ascii_only` overrides that.
    """
    share = found.share
    if not share.weeks:
        return []
    ink = _ASCII if (plain_glyphs() if ascii_only is None else ascii_only) else _BLOCKS
    counts = [_count(week) for week in share.weeks]
    column = max(len(count) for count in counts)
    room = min(WIDEST_BAR, max(8, width - column - 30))
    scale = _scale(share, room, ink)
    before = "normal range".ljust(len(share.weeks[0].label) + column + 11)
    return [
        ChartLine(
            f"{week.label} {week.monday.day:>2} {week.monday:%b}  {count:>{column}}  "
            f"{_bar(week, share.median, room, ink)}  {_ending(week)}".rstrip(),
            quiet=week.few,
        )
        for week, count in zip(share.weeks, counts, strict=True)
    ] + ([ChartLine(f"{before}{scale}".rstrip())] if scale else [])


def explanation(found: UnplannedWork) -> list[str]:
    """What the bars mean, one sentence each: sums, median, normal range, denominator, definition, what is left out."""
    share = found.share
    if share.refusal:
        return [share.refusal]
    with_items = sum(1 for week in share.weeks if week.items)
    lines = [
        f"All {counted(len(share.weeks), 'week')} together: {share.unplanned} of {counted(share.items, 'item')} "
        f"{'was' if share.unplanned == 1 else 'were'} unplanned.",
        f"Median (dotted line): {per_cent(share.median)} of {counted(with_items, 'week')} with items; "
        "half of them lie at or below it.",
    ]
    if share.normal_range:
        lines.append(_normal_range_sentence(share.normal_range))
    lines += [
        f"Counted: {share.denominator}, Monday to Sunday in {zone_words(found)}.",
        definition_sentence(found),
    ]
    few = sum(1 for week in share.weeks if week.few)
    if few:
        lines.append(f"{counted(few, 'week')} with fewer than {FEW_ITEMS} items: one item would change much.")
    if share.undated:
        stand = "stands" if share.undated == 1 else "stand"
        lines.append(
            f"Of {counted(found.items, 'item')}, {share.undated} without a {share.by} date {stand} in no week."
        )
    if share.unsized:
        lines.append(f"{counted(share.unsized, 'item')} without {share.size.value} cannot be counted.")
    if found.last_week_runs:
        lines.append("The last week is not over yet.")
    return [*lines, *more_lines(found)]


def definition_sentence(found: UnplannedWork) -> str:
    """What the team counts as unplanned, and how many items each rule caught that no rule before it had."""
    rules = " or ".join(f"{rule} ({found.caught.get(rule, 0)})" for rule in found.definition)
    return f"Unplanned is: {rules}; kept for this pilot since its first import."


def zone_words(found: UnplannedWork) -> str:
    """In whose days the weeks stand."""
    zones = sorted({source.time_zone for source in found.sources})
    return ", ".join(zones) if zones else "the days that the tracker wrote"


def _normal_range_sentence(normal: NormalRange) -> str:
    if normal.low <= 0 and normal.high >= 1:
        return "Normal range: none to all, so these weeks are too uneven to tell a change by."
    return f"Normal range: {per_cent(normal.low)} to {per_cent(normal.high)}; a week within it is no news."


def _count(week: Week) -> str:
    if week.amounts is None:
        return f"{week.unplanned} of {week.items}"
    return f"{week.amounts[1]:.4g} of {week.amounts[0]:.4g}"


def _bar(week: Week, median: float | None, room: int, ink: _Ink) -> str:
    cells = [" "] * room
    if median is not None:
        cells[min(room - 1, round(median * room))] = ink.median
    filled = round((week.share or 0) * room)
    return ink.full * filled + "".join(cells[filled:])


def _scale(share: WeeklyShare, room: int, ink: _Ink) -> str:
    """The normal range to the scale of the bars, with the median in it; empty where there is none."""
    normal = share.normal_range
    if normal is None or share.median is None:
        return ""
    low, high = (min(room - 1, round(end * room)) for end in (normal.low, normal.high))
    cells = [" "] * room
    cells[low : high + 1] = [ink.range] * (high + 1 - low)
    cells[low], cells[high] = ink.low, ink.high
    cells[min(room - 1, round(share.median * room))] = ink.median
    return "".join(cells)


def _ending(week: Week) -> str:
    if not week.items:
        return "no items"
    return f"{per_cent(week.share):>5}{' few' if week.few else ''}"


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
