"""Charts as SVG, the same for a page and for a PDF; positions are worked out here, the template only draws."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment

from ybiyri_tui.reports.charts import BarChart, Chart, ColumnChart, FlowChart, TimelineChart
from ybiyri_tui.reports.escaping import clip, plain
from ybiyri_tui.reports.pictures.flow import flow_drawing
from ybiyri_tui.reports.pictures.timeline import timeline_drawing
from ybiyri_tui.reports.templating import templates

LABELS = 12
BAR, GAP = 18, 8
LONGEST_TITLE = 40


def chart_svg(chart: Chart, title: str, *, alone: bool = False) -> str:
    """The picture as one SVG element; `title` is read out in its place. `alone` gives it paper and letters of its own,
    for a file."""
    name, drawn = _drawn(chart)
    return environment().get_template(f"{name}.svg.j2").render(chart=drawn, title=title, alone=alone).strip()


@cache
def environment() -> Environment:
    """Templates of charts and of the summary's page."""
    return templates(short=lambda text: clip(plain(text), LONGEST_TITLE))


def _drawn(chart: Chart) -> tuple[str, dict[str, Any]]:
    """Name of the template, and where it puts what."""
    if isinstance(chart, FlowChart):
        return "flow", flow_drawing(chart)
    if isinstance(chart, TimelineChart):
        return "timeline", timeline_drawing(chart)
    return "charts", _columns(chart) if isinstance(chart, ColumnChart) else _bars(chart)


def _columns(chart: ColumnChart) -> dict[str, Any]:
    every = max(1, -(-len(chart.columns) // LABELS))
    columns = [
        {"at": at, "share": found.share, "faint": found.faint, "label": found.label, "labelled": at % every == 0}
        for at, found in enumerate(chart.columns)
    ]
    return {"columns": columns, "line": chart.line, "low": chart.low, "high": chart.high}


def _bars(chart: BarChart) -> dict[str, Any]:
    groups, top = [], 0
    for group in chart.groups:
        bars = [
            {"label": bar.label, "text": bar.text, "low": bar.low, "high": bar.high, "top": top + BAR * number}
            for number, bar in enumerate(group.bars)
        ]
        groups.append({"title": group.title, "word": group.word, "top": top, "bars": bars})
        top += BAR * len(bars) + GAP
    return {"groups": groups, "height": top}
