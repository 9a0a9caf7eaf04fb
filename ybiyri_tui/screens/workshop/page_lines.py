"""Pages to print, as lines on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from textual.content import Content
from textual.visual import Visual

from ybiyri_tui.reports.document import Bullets, Grid, Paragraph
from ybiyri_tui.reports.handouts.blocks import Boxes, Checks, Field, Handout, Notice, Part, Sources
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import plain_glyphs

BLANK = Content("")
GAP = "…" * 20
FEW = 24
"""Up to so many cells a first cell of a table stands before the others; a longer one is a heading of its row."""


def page_lines(pages: Iterable[Handout]) -> Visual:
    """All pages one after the other; the title of the first is that of the screen."""
    lines: list[Visual] = []
    for index, page in enumerate(pages):
        if index:
            lines += [BLANK, Content.styled(shown(page.title), "bold")]
        lines += _page(page)
    return Stack(lines[1:] if lines and lines[0] is BLANK else lines)


def _page(page: Handout) -> Iterator[Visual]:
    for label, value in page.facts:
        if value:
            yield Hanging(Content.styled(f"{label}: ", "$secondary"), shown(value))
    for part in page.parts:
        yield BLANK
        yield from _part(part)


def _part(part: Part) -> Iterator[Visual]:
    if part.title:
        yield Content.styled(shown(part.title), "bold $primary")
    for index, block in enumerate(part.blocks):
        if index:
            yield BLANK
        yield from _block(block)


@singledispatch
def _block(block: object) -> Iterator[Visual]:
    raise TypeError(f"{type(block).__name__} cannot be shown")


@_block.register
def _(block: Paragraph) -> Iterator[Visual]:
    yield Content(shown(block.text))


@_block.register
def _(block: Notice) -> Iterator[Visual]:
    yield Content.styled(shown(block.text), "bold $warning")


@_block.register
def _(block: Bullets) -> Iterator[Visual]:
    yield from (Hanging("- ", shown(item)) for item in block.items)


@_block.register
def _(block: Checks) -> Iterator[Visual]:
    box = "[ ]" if plain_glyphs() else "☐"
    yield from (Hanging(f"{box} ", shown(item)) for item in block.items)


@_block.register
def _(block: Field) -> Iterator[Visual]:
    label = f"{block.label}: " if block.label else ""
    hint = f" ({block.hint})" if block.hint and not block.text else ""
    yield Hanging(Content.styled(label, "bold"), shown(f"{block.text or GAP}{hint}"))


@_block.register
def _(block: Sources) -> Iterator[Visual]:
    yield Content.styled(shown(block.text), "$secondary")
    yield from (Hanging("- ", Content.styled(shown(f"{title}: {url}"), "$secondary")) for title, url in block.links)


@_block.register
def _(block: Grid) -> Iterator[Visual]:
    yield from _rows(block.header, block.rows)


@_block.register
def _(block: Boxes) -> Iterator[Visual]:
    yield from (Hanging("- ", shown(row[0])) for row in block.rows)


def _rows(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Visual]:
    """Tables fold on small screens, so each row is told: its name, then the other cells with their headings."""
    timed = all(len(row[0]) <= FEW for row in rows)
    for index, row in enumerate(rows):
        if index:
            yield BLANK
        if timed:
            yield Hanging(Content.styled(f"{row[0]:<12} ", "$secondary"), Content.styled(shown(row[1]), "bold"))
            yield from (Hanging(" " * 13, shown(cell)) for cell in row[2:])
        else:
            yield Content.styled(shown(row[0]), "bold")
            yield from (
                Hanging(Content.styled(f"  {name}: ", "$secondary"), shown(cell))
                for name, cell in zip(header[1:], row[1:], strict=True)
            )
