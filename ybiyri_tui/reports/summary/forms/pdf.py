"""The summary as PDF for A4 or Letter: tagged, with the fonts inside the compiler, without a browser."""

from __future__ import annotations

from typing import Any

from ybiyri_tui.reports.document import Block, Bullets, Chapter, Document, Grid, Paragraph
from ybiyri_tui.reports.drawing import chart_svg
from ybiyri_tui.reports.escaping import is_safe_link, plain
from ybiyri_tui.reports.summary.forms.looks import look, tied
from ybiyri_tui.reports.typesetting import PAPERS, breakable, pdf, shown, weights

Data = dict[str, Any]


def document_pdf(document: Document) -> bytes:
    """The whole file."""
    return pdf("summary.typ", _data(document), document.on)


def _data(document: Document) -> Data:
    several = len(document.chapters) > 1
    return {
        "name": plain(document.name),
        "author": plain(document.organisation) or "ybiyri",
        "title": shown(document.title),
        "above": shown(document.above),
        "footer": shown(document.name),
        "paper": PAPERS[document.paper],
        "several": several,
        "deeper": 1 if several else 0,
        "chapters": [_chapter(chapter) for chapter in document.chapters],
    }


def _chapter(chapter: Chapter) -> Data:
    return {
        "title": shown(chapter.title),
        "about": shown(chapter.about),
        "head": [
            {"label": shown(line.label), "text": shown(line.text), "second": shown(line.second)}
            for line in chapter.head
        ],
        "sections": [
            {
                "level": section.level,
                "title": shown(section.title),
                "blocks": [found for found in map(_block, section.blocks) if found],
            }
            for section in chapter.sections
        ],
    }


def _block(block: Block) -> Data | None:
    """None for a picture that is drawn with characters: the table beside it has the same numbers."""
    kind = type(block).__name__
    if isinstance(block, Paragraph):
        return {"kind": kind, "text": shown(block.text)}
    if isinstance(block, Bullets):
        return {"kind": kind, "items": [shown(item) for item in block.items]}
    if isinstance(block, Grid):
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        header = [shown(cell) for cell in block.header]
        return {"kind": kind, "header": header, "rows": rows, "weights": weights(block.header, block.rows)}
    if block.chart is None:
        return None
    return {"kind": kind, "svg": chart_svg(block.chart, block.caption), "caption": shown(block.caption)}


def _cell(text: str) -> Data:
    cell = {"text": shown(text)}
    if is_safe_link(text):
        cell["url"] = text
    if found := look(text):
        cell |= {"look": found, "text": breakable(tied(text))}
    return cell
