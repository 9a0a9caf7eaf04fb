"""The summary as one page of HTML that needs nothing else: no network, no script, pictures inside it."""

from __future__ import annotations

from ybiyri_tui.reports.document import Document, Picture
from ybiyri_tui.reports.drawing import chart_svg, environment
from ybiyri_tui.reports.escaping import is_safe_link
from ybiyri_tui.reports.summary.forms.looks import look, tied

PAPERS = {"a4": "A4", "letter": "letter"}


def document_html(document: Document) -> str:
    """The whole page; every text is escaped by the template."""
    template = environment().get_template("summary.html.j2")
    return (
        template.render(
            document=document,
            paper=PAPERS[document.paper],
            several=len(document.chapters) > 1,
            kind=lambda block: type(block).__name__,
            is_link=is_safe_link,
            drawn=_drawn,
            look=look,
            tied=tied,
        )
        + "\n"
    )


def _drawn(picture: Picture) -> str:
    """The chart, made by a template that escapes."""
    return chart_svg(picture.chart, picture.caption) if picture.chart else ""
