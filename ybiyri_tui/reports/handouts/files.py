"""Pages to print as files."""

from __future__ import annotations

from pathlib import Path

from ybiyri_tui.reports.files import write_file
from ybiyri_tui.reports.handouts.blocks import Handout
from ybiyri_tui.reports.handouts.html import handouts_html
from ybiyri_tui.reports.handouts.markdown import handouts_markdown


def write_pages(pages: tuple[Handout, ...], path: Path) -> Path:
    """Writes pages as HTML if the name ends so, else as Markdown; returns where they are. No file is replaced."""
    html = path.suffix.casefold() in (".html", ".htm")
    return write_file(path, handouts_html(pages, "a4") if html else handouts_markdown(pages))
