"""The summary as text that folds to the width of a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Section
from ybiyri_tui.reports.summary.parts.ten_lines import ten_lines, title_line
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown

LABEL_WIDTH = 12
GAP = 2
BLANK = Content("")


def ten_lines_picture(summary: Summary, *, spaced: bool) -> Stack:
    """The title and the ten lines; with blank lines between them if there is room."""
    parts: list[Visual] = [Content.styled(shown(title_line(summary)), "bold")]
    for line in ten_lines(summary):
        if spaced:
            parts.append(BLANK)
        parts.append(Hanging(Content.styled(f"{line.label:<{LABEL_WIDTH}}", "bold $primary"), shown(line.text)))
        if line.second:
            parts.append(Hanging(" " * LABEL_WIDTH, shown(line.second)))
    return Stack(parts)


def section_picture(section: Section) -> Stack:
    """A heading and its blocks."""
    parts: list[Visual] = [Content.styled(shown(section.title), "bold $primary" if section.level == 2 else "bold")]
    for block in section.blocks:
        parts += [BLANK, *_block(block)]
    return Stack(parts)


def _block(block: Block) -> Iterable[Visual]:
    if isinstance(block, Paragraph):
        yield Content(shown(block.text))
    elif isinstance(block, Bullets):
        yield from (Hanging("· ", shown(item)) for item in block.items)
    elif isinstance(block, Grid):
        yield Table(block)
    else:
        yield from (Content(line) for line in block.lines)
        yield from (BLANK, Content(block.caption))


class Table(Visual):
    """Columns where they fit; else each row as its first cell, and the others with their headings below it."""

    def __init__(self, grid: Grid) -> None:
        self._header = tuple(shown(cell) for cell in grid.header)
        self._rows = tuple(tuple(shown(cell) for cell in row) for row in grid.rows)
        lengths = [[Content(cell).cell_length for cell in row] for row in (self._header, *self._rows)]
        self._widths: list[int] = [max(column) for column in zip(*lengths, strict=True)]
        self._width = sum(self._widths) + GAP * (len(self._widths) - 1)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines at this width."""
        return self._at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Width of all columns side by side."""
        return self._width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines at this width."""
        return self._at(width).get_height(rules, width)

    def _at(self, width: int) -> Stack:
        return Stack(self._columns() if self._width <= width else self._records())

    def _columns(self) -> Iterable[Visual]:
        yield Content.styled(self._line(self._header), "$secondary")
        yield from (Content(self._line(row)) for row in self._rows)

    def _line(self, row: tuple[str, ...]) -> str:
        padded = [
            Content(cell).pad_right(wide - Content(cell).cell_length).plain
            for cell, wide in zip(row, self._widths, strict=True)
        ]
        return (" " * GAP).join(padded).rstrip()

    def _records(self) -> Iterable[Visual]:
        for row in self._rows:
            yield Content(row[0])
            labelled = [
                Content.assemble((f"{label}: ", "$secondary"), cell)
                for label, cell in zip(self._header[1:], row[1:], strict=True)
                if cell
            ]
            if labelled:
                yield Hanging("  ", Content(" · ").join(labelled))
