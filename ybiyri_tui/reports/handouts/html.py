"""Handouts as one page of HTML that needs nothing else, laid out for A4 or Letter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.handouts.blocks import Handout

PAPERS = {"a4": "A4", "letter": "Letter"}


def handouts_html(handouts: Iterable[Handout], paper: str = "a4") -> str:
    """All handouts, each beginning on a page of its own; every text is escaped by the template."""
    found = tuple(handouts)
    title = found[0].title if len(found) == 1 else "Handouts"
    return _template().render(handouts=found, title=title, paper=PAPERS[paper]) + "\n"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("ybiyri_tui", "reports/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("handout.html.j2")
