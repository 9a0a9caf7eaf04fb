"""The phases of a pilot on a line of time, drawn to scale with today marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from playbook.worksheets.pilot_plan.records import PlanPhase
from playbook.worksheets.pilot_plan.timeline import Timeline, timeline
from ybiyri_tui.reports.charts import Span, Tick, TimelineChart
from ybiyri_tui.reports.document import Picture
from ybiyri_tui.reports.worksheets.time.forms import picture_lines
from ybiyri_tui.wording.states import near_day, plain_glyphs, short_day

FEWEST_CELLS, MOST_CELLS = 10, 50
MOST_TICKS = 8
_WEEKS_BETWEEN = (1, 2, 4, 8, 13, 26, 52)
NIGHTS = "with nights on call"


def phases_picture(
    phases: Sequence[PlanPhase], today: date, width: int, *, ascii_only: bool | None = None
) -> Picture | None:
    """The phases that have dates, at most `width` characters wide where it is lines; None if no phase has dates.

    `ascii_only` is about the lines; None is as the locale wants it.
    """
    longest = max((len(phase.name) for phase in phases), default=0)
    dates = max((len(_dates(phase, today)) for phase in phases), default=0)
    room = max(FEWEST_CELLS, min(MOST_CELLS, width - longest - dates - 3))
    line = timeline(phases, today, room)
    if line is None:
        return None
    caption = f"{short_day(line.starts_on)} to {short_day(line.ends_on)}, {line.days} days, drawn to scale."
    plain = plain_glyphs() if ascii_only is None else ascii_only
    ink = ("#", ".", "|") if plain else ("█", "·", "┃")
    return Picture(picture_lines(_lines(line, today, room, ink)), caption, _chart(line, today))


def _lines(line: Timeline, today: date, room: int, ink: tuple[str, str, str]) -> Iterator[str]:
    full, empty, now = ink
    longest = max(len(bar.phase.name) for bar in line.bars)
    for bar in line.bars:
        cells = [full if bar.begin <= cell < bar.end else empty for cell in range(room)]
        if line.today is not None:
            cells[min(line.today, room - 1)] = now
        yield f"{bar.phase.name:<{longest}} {''.join(cells)} {_dates(bar.phase, today)}".rstrip()
    if line.today is not None:
        yield f"{'':<{longest}} {now} is today, {short_day(today)}"


def _chart(line: Timeline, today: date) -> TimelineChart:
    def share(day: date) -> float:
        return (day - line.starts_on).days / line.days

    spans = tuple(
        Span(
            bar.phase.name,
            _dates(bar.phase, today) + (", nights" if bar.phase.nights else ""),
            share(bar.phase.starts_on or line.starts_on),
            share((bar.phase.ends_on or line.ends_on) + timedelta(days=1)),
            striped=bool(bar.phase.nights),
        )
        for bar in line.bars
    )
    ticks = tuple(Tick(share(day), near_day(day, today)) for day in _ticks(line))
    now = Tick(share(today) + 0.5 / line.days, f"today, {near_day(today, today)}") if line.today is not None else None
    return TimelineChart(spans, ticks, now, NIGHTS)


def _ticks(line: Timeline) -> Iterator[date]:
    """The first day, and days whole weeks after it, not more than fit."""
    weeks = next((found for found in _WEEKS_BETWEEN if line.days / 7 / found < MOST_TICKS), _WEEKS_BETWEEN[-1])
    day = line.starts_on
    while day <= line.ends_on:
        yield day
        day += timedelta(weeks=weeks)


def _dates(phase: PlanPhase, today: date) -> str:
    """From when until when, each year as seldom as can be understood."""
    first, last = phase.starts_on, phase.ends_on
    if first and last:
        return f"{near_day(first, last if first.year == last.year else today)} – {near_day(last, today)}"
    return near_day(first or last or today, today) if first or last else ""
