"""Handouts as Markdown; whatever people typed appears as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from ybiyri_tui.reports.document import Bullets, Grid, Paragraph
from ybiyri_tui.reports.escaping import markdown
from ybiyri_tui.reports.handouts.blocks import (
    Blank,
    Boxes,
    Checks,
    Field,
    Handout,
    Heading,
    Notice,
    Part,
    Ruled,
    Sources,
)

LINE = "…" * 30
"""A line to write on; it needs no escaping and reads alike in raw and shown text."""


def handouts_markdown(handouts: Iterable[Handout]) -> str:
    """All handouts one after the other, a rule between them; ends with a newline."""
    return "\n---\n\n".join("\n".join(_handout(handout)) + "\n" for handout in handouts)


def _handout(handout: Handout) -> Iterator[str]:
    yield f"# {markdown(handout.title)}"
    if handout.subtitle:
        yield from ("", f"*{markdown(handout.subtitle)}*")
    if handout.facts:
        yield ""
        yield from (f"- {label}: {markdown(value) if value else LINE}" for label, value in handout.facts)
    for part in handout.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    if part.title:
        yield from ("", f"## {markdown(part.title)}")
    for block in part.blocks:
        yield ""
        yield from _block(block)


@singledispatch
def _block(block: object) -> Iterator[str]:
    raise TypeError(f"no Markdown for {type(block).__name__}")


@_block.register
def _(block: Paragraph) -> Iterator[str]:
    yield markdown(block.text)


@_block.register
def _(block: Bullets) -> Iterator[str]:
    yield from (f"- {markdown(item)}" for item in block.items)


@_block.register
def _(block: Checks) -> Iterator[str]:
    yield from (f"- [ ] {markdown(item)}" for item in block.items)


@_block.register
def _(block: Grid) -> Iterator[str]:
    yield from _table(block.header, block.rows, "---")


@_block.register
def _(block: Boxes) -> Iterator[str]:
    yield from _table(block.header, block.rows, ":-:")


@_block.register
def _(block: Ruled) -> Iterator[str]:
    yield from _table(tuple(map(_head, block.heads)), block.cells, "---")


@_block.register
def _(block: Blank) -> Iterator[str]:
    yield f"**{markdown(block.label)}** ({markdown(block.hint)}):"
    yield ""
    yield LINE


def _head(head: Heading) -> str:
    return f"{head.title}{'*' if head.required else ''}{f' ({head.hint})' if head.hint else ''}"


@_block.register
def _(block: Field) -> Iterator[str]:
    label = f"**{markdown(block.label)}**" if block.label else ""
    hint = f" ({markdown(block.hint)})" if block.hint and not block.text else ""
    if block.text:
        yield f"{label}{hint}: {markdown(block.text)}"
        return
    if label or hint:
        yield f"{label}{hint}:"
        yield ""
    yield from ([LINE, ""] * block.lines)[:-1]


@_block.register
def _(block: Notice) -> Iterator[str]:
    yield f"> **{markdown(block.text)}**"


@_block.register
def _(block: Sources) -> Iterator[str]:
    yield markdown(block.text)
    if block.links:
        yield ""
        yield from (f"- {markdown(title)}: <{url}>" for title, url in block.links)


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], rest: str) -> Iterator[str]:
    yield _row(markdown(cell) for cell in header)
    yield _row(["---", *(rest for _ in header[1:])])
    yield from (_row(markdown(cell) for cell in row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"
