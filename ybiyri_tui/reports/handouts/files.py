"""Pages to print, in each form and as files; the writer of a form is loaded when it is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ybiyri_tui.reports.files import write_file
from ybiyri_tui.reports.handouts.blocks import Handout

FORMS = ("md", "html", "pdf")
_ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf"}


def form_of(path: Path | None) -> str:
    """The form that a file's name asks for; `md` where it asks for none."""
    return _ENDINGS.get(path.suffix.casefold(), "md") if path else "md"


def pages_as(pages: tuple[Handout, ...], form: str, *, paper: str, on: date) -> str | bytes:
    """The pages in one of `FORMS`; only PDF is bytes."""
    if form == "pdf":
        from ybiyri_tui.reports.handouts.pdf import handouts_pdf

        return handouts_pdf(pages, paper, on)
    if form == "html":
        from ybiyri_tui.reports.handouts.html import handouts_html

        return handouts_html(pages, paper)
    from ybiyri_tui.reports.handouts.markdown import handouts_markdown

    return handouts_markdown(pages)


def write_pages(pages: tuple[Handout, ...], path: Path, *, paper: str, on: date) -> Path:
    """Writes pages as PDF or HTML if the name ends so, else as Markdown; returns where they are.

    Raises ProgramError if there is a file of this name already.
    """
    return write_file(path, pages_as(pages, form_of(path), paper=paper, on=on))
