"""Handouts as PDF for A4 or Letter, each beginning on a page of its own; wide ones lie on their side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import singledispatch
from typing import Any

from ybiyri_tui.reports.document import Bullets, Grid, Paragraph
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.handouts.blocks import (
    Blank,
    Boxes,
    Checks,
    Field,
    Handout,
    Notice,
    PageBlock,
    Part,
    Ruled,
    Sources,
)
from ybiyri_tui.reports.handouts.html import title_of
from ybiyri_tui.reports.typesetting import PAPERS, pdf, shown, weights

Data = dict[str, Any]


def handouts_pdf(handouts: Iterable[Handout], paper: str, on: date) -> bytes:
    """The whole file, dated `on`."""
    found = tuple(handouts)
    data = {"name": plain(title_of(found)), "paper": PAPERS[paper], "handouts": [_handout(one) for one in found]}
    return pdf("handout.typ", data, on)


def _handout(handout: Handout) -> Data:
    return {
        "title": shown(handout.title),
        "subtitle": shown(handout.subtitle),
        "facts": [[plain(label), shown(value)] for label, value in handout.facts],
        "wide": handout.wide,
        "parts": [_part(part) for part in handout.parts],
    }


def _part(part: Part) -> Data:
    return {"title": shown(part.title), "blocks": [_placed(block) for block in part.blocks]}


def _placed(block: PageBlock) -> Data:
    return {"kind": type(block).__name__, **_block(block)}


@singledispatch
def _block(block: object) -> Data:
    raise TypeError(f"no PDF for {type(block).__name__}")


@_block.register(Paragraph)
@_block.register(Notice)
def _(block: Paragraph | Notice) -> Data:
    return {"text": shown(block.text)}


@_block.register(Bullets)
@_block.register(Checks)
def _(block: Bullets | Checks) -> Data:
    return {"items": [shown(item) for item in block.items]}


@_block.register(Grid)
@_block.register(Boxes)
def _(block: Grid | Boxes) -> Data:
    return {
        "header": [shown(cell) for cell in block.header],
        "rows": [[shown(cell) for cell in row] for row in block.rows],
        "weights": weights(block.header, block.rows),
    }


@_block.register
def _(block: Ruled) -> Data:
    heads = [asdict(head) | {"title": shown(head.title), "hint": shown(head.hint)} for head in block.heads]
    rows = [[shown(cell) for cell in row] for row in block.cells]
    return {"heads": heads, "rows": rows, "tall": block.tall, "low": block.low}


@_block.register
def _(block: Blank) -> Data:
    return {"label": shown(block.label), "hint": shown(block.hint), "tall": block.tall}


@_block.register
def _(block: Field) -> Data:
    return {
        "label": shown(block.label),
        "hint": shown(block.hint),
        "text": shown(block.text or ""),
        "lines": block.lines,
    }


@_block.register
def _(block: Sources) -> Data:
    return {"text": shown(block.text), "links": [shown(f"{title}: {url}") for title, url in block.links]}
