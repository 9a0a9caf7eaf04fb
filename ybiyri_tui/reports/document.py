"""The parts of a document, free of any format: a writer for each form turns them into Markdown, a screen, a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list in no particular order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table; every row has as many cells as the header, and the first cell names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """Lines of characters of one width, with a sentence that says the same for those who cannot see them."""

    lines: tuple[str, ...]
    caption: str


Block = Paragraph | Bullets | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A heading of level 2 or 3 and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 2
