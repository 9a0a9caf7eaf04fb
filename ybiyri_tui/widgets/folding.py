"""Text that folds under itself, parts that fold without being torn, and blocks of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

# With less room than this beside its beginning, text starts on a line of its own.
MINIMUM_ROOM = 24
INDENT = 2


class Hanging(Visual):
    """A beginning, such as a glyph or a label, and a text whose further lines stay clear of it."""

    def __init__(self, beginning: Content | str, text: Content | str) -> None:
        self.beginning = beginning if isinstance(beginning, Content) else Content(beginning)
        self.text = text if isinstance(text, Content) else Content(text)
        if not self.beginning.cell_length:
            # Nothing can stand beside a beginning without width, such as a lone combining character.
            self.beginning, self.text = Content(""), self.beginning + self.text

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The first line begins with the beginning, the others with blanks."""
        if not width:
            return []
        options = replace(options, selection=None)
        margin, own_line = self._margin(width)
        blank = Strip.blank(margin, style.rich_style)
        texts = self.text.render_strips(width - margin, None, style, options)
        if not self.beginning:
            lines = texts
        elif not self.text:
            lines = self.beginning.rstrip().render_strips(width, None, style, options)
        elif own_line:
            lines = self.beginning.render_strips(width, None, style, options)
            lines += [Strip.join([blank, text]) for text in texts]
        else:
            first = self.beginning.render_strips(margin, 1, style, options)[0].adjust_cell_length(
                margin, style.rich_style
            )
            lines = [Strip.join([blank if number else first, text]) for number, text in enumerate(texts)]
        return lines if height is None else lines[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Width without folding."""
        beginning = self.beginning.get_optimal_width(rules, container_width)
        return beginning + self.text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines at this width."""
        if not self.text:
            return self.beginning.rstrip().get_height(rules, width)
        margin, own_line = self._margin(width)
        above = self.beginning.get_height(rules, width) if own_line else 0
        return self.text.get_height(rules, width - margin) + above

    def _margin(self, width: int) -> tuple[int, bool]:
        beginning = self.beginning.cell_length
        own_line = width - beginning < MINIMUM_ROOM and beginning > INDENT
        return (min(INDENT, width - 1) if own_line else beginning), own_line


class Stack(Visual):
    """Visuals one below the other."""

    def __init__(self, visuals: Iterable[Visual]) -> None:
        self.visuals = tuple(visuals)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines of all of them."""
        options = replace(options, selection=None)
        lines = [strip for visual in self.visuals for strip in visual.render_strips(width, None, style, options)]
        return lines if height is None else lines[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """That of the widest."""
        return max((visual.get_optimal_width(rules, container_width) for visual in self.visuals), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines of all of them."""
        return sum(visual.get_height(rules, width) for visual in self.visuals)


class Flow(Visual):
    """Short parts beside each other, as many on a line as fit; none is torn apart."""

    def __init__(self, parts: Iterable[Content], gap: int = 3) -> None:
        self.parts = tuple(parts)
        self.gap = gap

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        return Stack(self._lines(width)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Width on one line."""
        return sum(part.cell_length + self.gap for part in self.parts) - (self.gap if self.parts else 0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines at this width."""
        return Stack(self._lines(width)).get_height(rules, width)

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for part in self.parts:
            if lines and lines[-1].cell_length + self.gap + part.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], " " * self.gap, part)
            else:
                lines.append(part)
        return lines


def same(one: object, other: object) -> bool:
    """Whether two visuals look the same, so that nothing has to be drawn anew; strange ones are taken to differ."""
    if isinstance(one, Content) and isinstance(other, Content):
        return one.is_same(other)
    if isinstance(one, Hanging) and isinstance(other, Hanging):
        return same(one.beginning, other.beginning) and same(one.text, other.text)
    if isinstance(one, Stack) and isinstance(other, Stack):
        return _all_same(one.visuals, other.visuals)
    if isinstance(one, Flow) and isinstance(other, Flow):
        return one.gap == other.gap and _all_same(one.parts, other.parts)
    return isinstance(one, str) and one == other


def _all_same(ones: tuple[Visual, ...], others: tuple[Visual, ...]) -> bool:
    return len(ones) == len(others) and all(map(same, ones, others))
