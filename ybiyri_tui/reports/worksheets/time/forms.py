"""Sections of a worksheet as text for a terminal, and as Markdown; whatever people typed appears as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap

from ybiyri_tui.reports.document import Block, Bullets, Chapter, Document, Grid, Paragraph, Section
from ybiyri_tui.reports.escaping import plain

WIDTH = 78
GAP = 2


def sections_text(sections: Sequence[Section], width: int = WIDTH) -> str:
    """All sections as text of this width; tables that are wider have one row a paragraph."""
    return "\n\n".join("\n".join([plain(found.title), *_blocks(found.blocks, width)]) for found in sections)


def sections_document(title: str, sections: Sequence[Section], organisation: str, on: date, paper: str) -> Document:
    """The sections as a document of one chapter, for any of its writers."""
    return Document("Worksheet", organisation, on, paper, (Chapter(title, (), tuple(sections)),))


def picture_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a picture with text in it that people typed: harmless in a terminal and inside a fence of Markdown."""
    return tuple("".join(char if char.isprintable() else " " for char in line).replace("`", "'") for line in lines)


def _blocks(blocks: Iterable[Block], width: int) -> Iterable[str]:
    for number, block in enumerate(blocks):
        if number:
            yield ""
        if isinstance(block, Paragraph):
            yield from wrap(plain(block.text), width)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from wrap(plain(item), width, initial_indent="  · ", subsequent_indent="    ")
        elif isinstance(block, Grid):
            yield from _table(block, width)
        else:
            yield from block.lines
            yield from wrap(block.caption, width)


def _table(grid: Grid, width: int) -> Iterable[str]:
    rows = [tuple(plain(cell) for cell in row) for row in (grid.header, *grid.rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    if sum(widths) + GAP * (len(widths) - 1) + GAP <= width:
        for row in rows:
            cells = (cell.ljust(wide) for cell, wide in zip(row, widths, strict=True))
            yield f"  {(' ' * GAP).join(cells)}".rstrip()
        return
    for row in rows[1:]:
        yield from wrap(row[0], width, initial_indent="  ", subsequent_indent="  ")
        told = " · ".join(f"{name}: {cell}" for name, cell in zip(rows[0][1:], row[1:], strict=True) if cell)
        if told:
            yield from wrap(told, width, initial_indent="    ", subsequent_indent="    ")
