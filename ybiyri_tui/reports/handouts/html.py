"""Handouts as one page of HTML that needs nothing else, laid out for A4 or Letter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Template

from ybiyri_tui.reports.handouts.blocks import Handout
from ybiyri_tui.reports.templating import templates

PAPERS = {"a4": "A4", "letter": "Letter"}


def handouts_html(handouts: Iterable[Handout], paper: str = "a4") -> str:
    """All handouts, each beginning on a page of its own; every text is escaped by the template."""
    found = tuple(handouts)
    title = found[0].title if len(found) == 1 else "Handouts"
    return _template().render(handouts=found, title=title, paper=PAPERS[paper]) + "\n"


@cache
def _template() -> Template:
    return templates(kind=lambda block: type(block).__name__).get_template("handout.html.j2")
