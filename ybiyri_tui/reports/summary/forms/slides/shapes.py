"""What stands on a slide: title, lines of text, a table, columns to scale; texts that do not fit are cut short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from ybiyri_tui.reports.charts import Column, ColumnChart
from ybiyri_tui.reports.escaping import clip, plain

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ROOM = Inches(0.7), Inches(11.9)
INK, QUIET, ACCENT = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x4A, 0x55, 0x63), RGBColor(0x1F, 0x52, 0x88)
PALE, FAINT, WHITE = RGBColor(0xF3, 0xF6, 0xFA), RGBColor(0xA9, 0xBD, 0xD3), RGBColor(0xFF, 0xFF, 0xFF)
TITLE_ONLY = 5
MOST_COLUMNS = 26
LONGEST_TITLE, LONGEST_LINE, MOST_ROWS = 140, 300, 12
SIGNS_AN_INCH, LINES_A_CELL = 13, 2

Slide = Any
"""python-pptx has no types of its own for what it makes."""


def titled(deck: Any, title: str, footer: str) -> Slide:
    """A new slide with its title, and a quiet line at the bottom."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = LEFT, Inches(0.3), ROOM, Inches(0.85)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _write(frame.paragraphs[0], clip(plain(title), LONGEST_TITLE), 24, INK, bold=True)
    text_lines(slide, [("", footer)], top=Inches(7.0), height=Inches(0.35), size=10, colour=QUIET)
    return slide


def text_lines(
    slide: Slide,
    lines: Iterable[tuple[str, str]],
    *,
    top: Length,
    height: Length,
    size: float = 16,
    colour: RGBColor = INK,
) -> None:
    """Paragraphs below each other, each with a label in front of it; the label may be empty."""
    frame = slide.shapes.add_textbox(LEFT, top, ROOM, height).text_frame
    frame.word_wrap = True
    for number, (label, text) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        if label:
            _write(paragraph, f"{plain(label)}  ", size, ACCENT, bold=True)
        _write(paragraph, clip(plain(text), LONGEST_LINE), size, colour, bold=False)


def table(
    slide: Slide,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    top: Length,
    widths: Sequence[float],
    most: int = MOST_ROWS,
) -> None:
    """A table of at most so many rows; how many more there are is said in the last one."""
    inches = [ROOM.inches * width / sum(widths) for width in widths]
    limits = [int(wide * SIGNS_AN_INCH * LINES_A_CELL) for wide in inches]
    shown = [[clip(plain(cell), limit) for cell, limit in zip(row, limits, strict=True)] for row in rows[:most]]
    if len(rows) > most:
        shown[-1] = [f"and {len(rows) - most + 1} more, in the summary", *[""] * (len(header) - 1)]
    height = Inches(0.34) * (len(shown) + 1)
    grid = slide.shapes.add_table(len(shown) + 1, len(header), LEFT, top, ROOM, height).table
    for column, wide in zip(grid.columns, inches, strict=True):
        column.width = Inches(wide)
    for number, (row, cells) in enumerate(zip(grid.rows, [list(header), *shown], strict=True)):
        row.height = Inches(0.34)
        for cell, text in zip(row.cells, cells, strict=True):
            _fill_cell(cell, text, is_header=number == 0)


def columns(slide: Slide, chart: ColumnChart, words: str, *, top: Length, height: Length) -> None:
    """Shares as columns to scale, each with a thin frame of its whole; `words` say the same to those who don't see."""
    shown = shown_columns(chart)
    step = int(ROOM / max(1, len(shown)))
    for at, column in enumerate(shown):
        left, wide = LEFT + step * at, int(step * 0.7)
        _box(slide, left, top, wide, height, PALE, f"{words} {column.label}")
        if column.share:
            tall = int(height * column.share)
            colour = FAINT if column.faint else ACCENT
            _box(slide, left, top + height - tall, wide, tall, colour, f"{column.label}: {round(100 * column.share)} %")


def shown_columns(chart: ColumnChart) -> tuple[Column, ...]:
    """As many of the newest as fit on a slide."""
    return chart.columns[-MOST_COLUMNS:]


def _box(slide: Slide, left: int, top: int, width: int, height: int, colour: RGBColor, words: str) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(width), Emu(height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    shape.line.fill.background()
    shape.shadow.inherit = False
    shape._element._nvXxPr.cNvPr.set("descr", plain(words))


def _fill_cell(cell: Any, text: str, *, is_header: bool) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = ACCENT if is_header else PALE
    _write(cell.text_frame.paragraphs[0], text, 11, WHITE if is_header else INK, bold=is_header)


def _write(paragraph: Any, text: str, size: float, colour: RGBColor, *, bold: bool) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = colour
