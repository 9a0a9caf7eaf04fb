"""Five slides for each pilot: the decision, must-haves, what people say, what changed, what comes next.

A sixth shows the phases and the way of an incident, once there are any.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.util import Inches

from ybiyri_tui.reports.charts import ColumnChart, TimelineChart
from ybiyri_tui.reports.document import Block, Chapter, Document, Grid, Picture, Section
from ybiyri_tui.reports.escaping import clip, plain
from ybiyri_tui.reports.summary.forms.slides import shapes
from ybiyri_tui.reports.summary.forms.slides.timeline import timeline
from ybiyri_tui.reports.summary.merging.beside import NEEDS
from ybiyri_tui.reports.summary.parts.objections import TITLE as OBJECTIONS
from ybiyri_tui.reports.summary.parts.since_baseline import FLOW
from ybiyri_tui.reports.summary.parts.time import PHASES

TOP = Inches(1.25)
FLOW_ROWS = ("touchpoints automatic", "hand-offs", "steps by hand", "time to notify", "time to acknowledge")
"""What fits below the phases; the summary has more."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A file in a zip has a time; this is the first one there is, so that the same summary gives the same bytes."""


def report_slides(document: Document) -> bytes:
    """The whole file; each chapter of one pilot takes five slides or six, that which sets pilots side by side one."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = shapes.WIDTH, shapes.HEIGHT
    for chapter in document.chapters:
        if any(section.title == OBJECTIONS for section in chapter.sections):
            _pilot(deck, chapter, document)
        else:
            _beside(deck, chapter, document)
    _describe(deck, document)
    out = io.BytesIO()
    deck.save(out)
    return _same_every_time(out.getvalue())


def _pilot(deck: Any, chapter: Chapter, document: Document) -> None:
    footer = document.above
    first = shapes.titled(deck, chapter.line, footer)
    today = next(line for line in chapter.head if line.label == "TODAY")
    shapes.text_lines(first, [(today.text, ""), ("", today.second)], top=TOP, height=Inches(1.6), size=20)
    shapes.text_lines(
        first, _head(chapter, "YOU DECIDE", "RIGHT FIT?", "HOW SURE"), top=Inches(3.6), height=Inches(3), size=18
    )

    second = shapes.titled(deck, "Must-haves", footer)
    _table(second, _grid(chapter, "Must-haves"), (3, 1.3, 1.3, 3.2, 4))

    third = shapes.titled(deck, OBJECTIONS, footer)
    _table(third, _grid(chapter, OBJECTIONS), (4, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3))

    fourth = shapes.titled(deck, "What changed since the baseline", footer)
    shapes.text_lines(fourth, _head(chapter, "THE TEAM"), top=TOP, height=Inches(1.4), size=18)
    _unplanned(fourth, chapter)

    fifth = shapes.titled(deck, "Money, promises, next steps", footer)
    shapes.text_lines(fifth, _head(chapter, "MONEY", "PROMISES"), top=TOP, height=Inches(1.4))
    _table(fifth, _grid(chapter, "Next steps"), (5, 3, 2.4, 2.4, 1.8), top=Inches(2.9), most=8)

    _time(deck, chapter, footer)


def _time(deck: Any, chapter: Chapter, footer: str) -> None:
    """Phases to scale, and the incident flow today beside its target."""
    pictures = (block for block in _blocks(chapter, PHASES) if isinstance(block, Picture))
    chart = next((block.chart for block in pictures if isinstance(block.chart, TimelineChart)), None)
    flow = _grid(chapter, FLOW)
    if chart is None and flow is None:
        return
    what = [*(["phases"] if chart else []), *(["how an incident travels"] if flow else [])]
    slide = shapes.titled(deck, " and ".join(what).capitalize(), footer)
    if chart:
        timeline(slide, chart, top=TOP, height=Inches(2.8))
    if flow:
        rows = [row for row in flow.rows if row[0] in FLOW_ROWS]
        shapes.table(slide, flow.header, rows, top=Inches(4.4) if chart else TOP, widths=(4, 4, 4))


def _head(chapter: Chapter, *labels: str) -> list[tuple[str, str]]:
    """The lines with these labels, or all of them."""
    return [(line.label, line.text) for line in chapter.head if not labels or line.label in labels]


def _beside(deck: Any, chapter: Chapter, document: Document) -> None:
    slide = shapes.titled(deck, chapter.title, document.above)
    shapes.text_lines(slide, _head(chapter), top=TOP, height=Inches(1.4))
    _table(slide, _grid(chapter, NEEDS), (3, 2, 1.3, 2, 5, 1.6), top=Inches(2.9), most=8)


def _unplanned(slide: Any, chapter: Chapter) -> None:
    picture = next(
        (
            block
            for block in _blocks(chapter, "Unplanned work")
            if isinstance(block, Picture) and isinstance(block.chart, ColumnChart)
        ),
        None,
    )
    if picture is None or not isinstance(picture.chart, ColumnChart):
        told = [("UNPLANNED WORK", "Not measured yet: no tickets were imported.")]
        shapes.text_lines(slide, told, top=Inches(3.2), height=Inches(1), size=18)
        return
    chart = picture.chart
    shapes.text_lines(
        slide,
        [("UNPLANNED WORK", f"{picture.caption} {_weeks(chart)}")],
        top=Inches(3.0),
        height=Inches(0.8),
    )
    shapes.columns(slide, chart, "Unplanned share of the week", top=Inches(3.9), height=Inches(2.7))


def _weeks(chart: ColumnChart) -> str:
    shown = shapes.shown_columns(chart)
    return f"A column is a week, from {shown[0].label} to {shown[-1].label}, its frame all items of that week."


def _table(
    slide: Any, grid: Grid | None, widths: tuple[float, ...], *, top: Any = TOP, most: int = shapes.MOST_ROWS
) -> None:
    if grid is None:
        shapes.text_lines(slide, [("", "Nothing to show yet.")], top=top, height=Inches(1), size=18)
        return
    fitting = widths if len(widths) == len(grid.header) else (1.0,) * len(grid.header)
    shapes.table(slide, grid.header, grid.rows, top=top, widths=fitting, most=most)


def _grid(chapter: Chapter, title: str) -> Grid | None:
    return next((block for block in _blocks(chapter, title) if isinstance(block, Grid)), None)


def _blocks(chapter: Chapter, title: str) -> tuple[Block, ...]:
    found: Section | None = next((section for section in chapter.sections if section.title == title), None)
    return found.blocks if found else ()


def _describe(deck: Any, document: Document) -> None:
    known = deck.core_properties
    day = datetime.combine(document.on, time())
    known.title = clip(plain(document.name), 200)
    known.author = known.last_modified_by = clip(plain(document.organisation), 200) or "ybiyri"
    known.created = known.modified = day
    known.revision = 1


def _same_every_time(raw: bytes) -> bytes:
    """The same zip with a fixed time at every file in it."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as made, ZipFile(out, "w", ZIP_DEFLATED) as fixed:
        for entry in made.infolist():
            info = ZipInfo(entry.filename, EARLIEST)
            info.compress_type = ZIP_DEFLATED
            fixed.writestr(info, made.read(entry))
    return out.getvalue()
