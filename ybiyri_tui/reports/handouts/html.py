"""Handouts as one page of HTML that needs nothing else, laid out for A4 or Letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Template

from ybiyri_tui.reports.handouts.blocks import Handout
from ybiyri_tui.reports.templating import templates

PAPERS = {"a4": "A4", "letter": "Letter"}


def handouts_html(handouts: Iterable[Handout], paper: str = "a4") -> str:
    """All handouts, each beginning on a page of its own; every text is escaped by the template."""
    found = tuple(handouts)
    return _template().render(handouts=found, title=title_of(found), paper=PAPERS[paper]) + "\n"


def title_of(handouts: Sequence[Handout]) -> str:
    """What all of them together are called."""
    return handouts[0].title if len(handouts) == 1 else "Handouts"


@cache
def _template() -> Template:
    return templates(kind=lambda block: type(block).__name__).get_template("handout.html.j2")
