"""The summary as Markdown for wikis and pull requests; whatever people typed appears as text."""

from __future__ import annotations

from collections.abc import Iterable

from ybiyri_tui.reports.document import Block, Bullets, Chapter, Document, Grid, Paragraph, Section
from ybiyri_tui.reports.escaping import markdown, markdown_link_or_text


def document_markdown(document: Document) -> str:
    """The whole document; the ten lines come first, and it ends with a newline.

    Several chapters stand under a heading of their own, one level deeper.
    """
    if len(document.chapters) == 1:
        lines = [*_chapter(document.chapters[0], 0, document.organisation and document.above)]
    else:
        lines = [f"# {markdown(document.above)}"]
        for chapter in document.chapters:
            lines += ["", *_chapter(chapter, 1)]
    return "\n".join(lines) + "\n"


def _chapter(chapter: Chapter, deeper: int, above: str = "") -> Iterable[str]:
    yield f"{'#' * (1 + deeper)} {markdown(chapter.line)}"
    if above:
        yield from ("", markdown(above))
    if chapter.head:
        yield ""
    for line in chapter.head:
        yield f"- **{markdown(line.label)}** {markdown(line.text)}"
        if line.second:
            yield f"  - {markdown(line.second)}"
    for section in chapter.sections:
        yield from ("", *_section(section, deeper))


def _section(section: Section, deeper: int) -> Iterable[str]:
    yield f"{'#' * (section.level + deeper)} {markdown(section.title)}"
    for block in section.blocks:
        lines = list(_block(block))
        if lines:
            yield from ("", *lines)


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        yield markdown(block.text)
    elif isinstance(block, Bullets):
        yield from (f"- {markdown(item)}" for item in block.items)
    elif isinstance(block, Grid):
        yield _row(markdown(cell) for cell in block.header)
        yield _row("---" for _ in block.header)
        yield from (_row(markdown_link_or_text(cell) for cell in row) for row in block.rows)
    elif block.lines:
        # Pictures hold nothing that people typed, so the fence cannot be broken.
        yield from ("```text", *block.lines, "```", "", markdown(block.caption))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
