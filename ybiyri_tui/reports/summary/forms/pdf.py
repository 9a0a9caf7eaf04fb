"""The summary as PDF for A4 or Letter: tagged, with the fonts inside the compiler, without a browser.

Texts are handed to Typst as data, so nothing of them is ever read as its markup.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any, Literal

import typst

from ybiyri_tui.reports.document import Block, Bullets, Chapter, Document, Grid, Paragraph
from ybiyri_tui.reports.drawing import chart_svg
from ybiyri_tui.reports.escaping import is_safe_link, plain
from ybiyri_tui.reports.summary.forms.looks import look, tied

PAPERS = {"a4": "a4", "letter": "us-letter"}
NARROWEST, WIDEST, AIR = 9, 44, 3
ZERO_WIDTH_SPACE = "\u200b"

Data = dict[str, Any]

_LONG_WORD = re.compile(r"\S{25,}")


def document_pdf(document: Document) -> bytes:
    """The whole file. It follows PDF/UA-1 unless a text has characters that none of the fonts can show."""
    data = json.dumps(_data(document), ensure_ascii=False)
    template = files("ybiyri_tui").joinpath("reports", "templates", "summary.typ").read_bytes()
    try:
        return _compiled(template, data, document, "ua-1")
    except typst.TypstError:
        return _compiled(template, data, document, None)


def _compiled(template: bytes, data: str, document: Document, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        timestamp=datetime.combine(document.on, time(), UTC),
        pdf_standards=[standard] if standard else [],
    )


def _data(document: Document) -> Data:
    several = len(document.chapters) > 1
    on = document.on
    return {
        "name": plain(document.name),
        "author": plain(document.organisation) or "ybiyri",
        "title": _shown(document.title),
        "above": _shown(document.above),
        "footer": _shown(document.name),
        "paper": PAPERS[document.paper],
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "several": several,
        "deeper": 1 if several else 0,
        "chapters": [_chapter(chapter) for chapter in document.chapters],
    }


def _chapter(chapter: Chapter) -> Data:
    return {
        "title": _shown(chapter.title),
        "about": _shown(chapter.about),
        "head": [
            {"label": _shown(line.label), "text": _shown(line.text), "second": _shown(line.second)}
            for line in chapter.head
        ],
        "sections": [
            {
                "level": section.level,
                "title": _shown(section.title),
                "blocks": [found for found in map(_block, section.blocks) if found],
            }
            for section in chapter.sections
        ],
    }


def _block(block: Block) -> Data | None:
    """None for a picture that is drawn with characters: the table beside it has the same numbers."""
    kind = type(block).__name__
    if isinstance(block, Paragraph):
        return {"kind": kind, "text": _shown(block.text)}
    if isinstance(block, Bullets):
        return {"kind": kind, "items": [_shown(item) for item in block.items]}
    if isinstance(block, Grid):
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        header = [_shown(cell) for cell in block.header]
        return {"kind": kind, "header": header, "rows": rows, "weights": _weights(block)}
    if block.chart is None:
        return None
    return {"kind": kind, "svg": chart_svg(block.chart, block.caption), "caption": _shown(block.caption)}


def _cell(text: str) -> Data:
    cell = {"text": _shown(text)}
    if is_safe_link(text):
        cell["url"] = text
    if found := look(text):
        cell |= {"look": found, "text": _breakable(tied(text))}
    return cell


def _weights(grid: Grid) -> list[int]:
    """How wide each column is beside the others: by its longest text, within bounds."""
    longest = (max(len(row[column]) for row in (grid.header, *grid.rows)) for column in range(len(grid.header)))
    return [max(NARROWEST, min(WIDEST, width + AIR)) for width in longest]


def _shown(text: str) -> str:
    """The plain text, with places at which a word that is longer than a column may be broken."""
    return _breakable(plain(text))


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    return ZERO_WIDTH_SPACE.join(word[at : at + 8] for at in range(0, len(word), 8))
