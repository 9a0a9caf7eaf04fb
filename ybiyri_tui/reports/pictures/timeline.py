"""Phases below each other on one line of time, to scale."""

from __future__ import annotations

from typing import Any

from ybiyri_tui.reports.charts import Span, TimelineChart
from ybiyri_tui.reports.escaping import clip, plain

WIDTH, LABELS = 720, 170
BAR, GAP, HEAD, AXIS, LEGEND = 20, 8, 20, 22, 20
LONGEST_LABEL = 28
SIGN = 5.6
"""Width of a sign of the dates."""


def timeline_drawing(chart: TimelineChart) -> dict[str, Any]:
    """Everything that the template draws, in pixels of a picture that is 720 wide."""
    room = WIDTH - LABELS - 6
    bottom = HEAD + (BAR + GAP) * len(chart.spans)
    striped = bool(chart.stripes) and any(span.striped for span in chart.spans)
    return {
        "height": bottom + AXIS + (LEGEND if striped else 0),
        "left": LABELS,
        "bottom": bottom,
        "spans": [_span(span, HEAD + (BAR + GAP) * number, room) for number, span in enumerate(chart.spans)],
        "ticks": [{"x": round(LABELS + room * tick.at, 1), "label": tick.label} for tick in chart.ticks],
        "today": {"x": round(LABELS + room * chart.today.at, 1), "label": chart.today.label} if chart.today else None,
        "stripes": chart.stripes if striped else "",
    }


def _span(span: Span, y: int, room: float) -> dict[str, Any]:
    begin, wide = LABELS + room * span.begin, max(3.0, room * (span.end - span.begin))
    dates = plain(span.dates)
    needed = SIGN * len(dates) + 10
    after = begin + wide + needed <= WIDTH
    return {
        "label": clip(plain(span.label), LONGEST_LABEL),
        "dates": dates,
        "y": y,
        "x": round(begin, 1),
        "width": round(wide, 1),
        "striped": span.striped,
        "dates_x": round(begin + wide + 6 if after else begin - 6, 1),
        "anchor": "start" if after else "end",
    }
