"""The summary as Markdown for wikis and pull requests; whatever people typed appears as text."""

from __future__ import annotations

from collections.abc import Iterable

from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Section
from ybiyri_tui.reports.escaping import markdown, markdown_link_or_text
from ybiyri_tui.reports.summary.parts.sections import sections
from ybiyri_tui.reports.summary.parts.ten_lines import ten_lines, title_line
from ybiyri_tui.reports.summary.summary import Summary


def summary_markdown(summary: Summary) -> str:
    """The whole document; the ten lines come first, and it ends with a newline."""
    lines = [f"# {markdown(title_line(summary))}", ""]
    for line in ten_lines(summary):
        lines.append(f"- **{markdown(line.label)}** {markdown(line.text)}")
        if line.second:
            lines.append(f"  - {markdown(line.second)}")
    for section in sections(summary):
        lines += ["", *_section(section)]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterable[str]:
    yield f"{'#' * section.level} {markdown(section.title)}"
    for block in section.blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        yield markdown(block.text)
    elif isinstance(block, Bullets):
        yield from (f"- {markdown(item)}" for item in block.items)
    elif isinstance(block, Grid):
        yield _row(markdown(cell) for cell in block.header)
        yield _row("---" for _ in block.header)
        yield from (_row(markdown_link_or_text(cell) for cell in row) for row in block.rows)
    else:
        # Pictures hold nothing that people typed, so the fence cannot be broken.
        yield "```text"
        yield from block.lines
        yield "```"
        yield ""
        yield markdown(block.caption)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
