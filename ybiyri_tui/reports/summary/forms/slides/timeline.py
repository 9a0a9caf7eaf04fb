"""Phases on a slide: bars to scale that anybody can move, with their dates, and today."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from ybiyri_tui.reports.charts import Span, TimelineChart
from ybiyri_tui.reports.escaping import clip, plain
from ybiyri_tui.reports.summary.forms.slides.shapes import ACCENT, INK, LEFT, ROOM, WHITE, Slide

LABELS, DATES = Inches(2.4), Inches(2.6)
LONGEST_LABEL, MOST_SPANS = 26, 10
TALLEST = Inches(0.42)
TODAY = RGBColor(0x8A, 0x3B, 0x12)


def timeline(slide: Slide, chart: TimelineChart, *, top: Length, height: Length) -> None:
    """The first phases, one below the other; a striped bar is one with nights, and its dates say so."""
    spans = chart.spans[:MOST_SPANS]
    step = min(TALLEST, int(height / (len(spans) + 1)))
    first, room = top + step, ROOM - LABELS - DATES
    for number, span in enumerate(spans):
        at = first + step * number
        _words(slide, clip(plain(span.label), LONGEST_LABEL), LEFT, at, LABELS, step, bold=True)
        end = _bar(slide, span, at, step, room)
        _words(slide, plain(span.dates), end, at, DATES, step)
    if chart.today:
        x = LEFT + LABELS + int(room * chart.today.at)
        line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(x), Emu(first), Emu(Pt(2)), Emu(step * len(spans)))
        line.fill.solid()
        line.fill.fore_color.rgb = TODAY
        line.line.fill.background()
        _words(slide, chart.today.label, x - LABELS // 2, top, LABELS, step, centred=True)


def _bar(slide: Slide, span: Span, top: int, step: int, room: int) -> int:
    """Draws the bar and returns where it ends."""
    left, wide = LEFT + LABELS + int(room * span.begin), max(int(Pt(3)), int(room * (span.end - span.begin)))
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top + step // 8), Emu(wide), Emu(step - step // 4))
    if span.striped:
        bar.fill.patterned()
        bar.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        bar.fill.fore_color.rgb, bar.fill.back_color.rgb = ACCENT, WHITE
    else:
        bar.fill.solid()
        bar.fill.fore_color.rgb = ACCENT
    bar.line.color.rgb = ACCENT
    bar.shadow.inherit = False
    bar._element._nvXxPr.cNvPr.set("descr", plain(f"{span.label}: {span.dates}"))
    return left + wide


def _words(
    slide: Slide, text: str, left: int, top: int, width: int, height: int, *, bold: bool = False, centred: bool = False
) -> None:
    frame: Any = slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height)).text_frame
    frame.margin_top, frame.margin_bottom, frame.word_wrap = 0, 0, True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(12), bold
    run.font.color.rgb = INK
