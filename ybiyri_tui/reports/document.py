"""The parts of a document, free of any format: a writer for each form turns them into Markdown, a screen, a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ybiyri_tui.reports.charts import Chart


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
    """Lines of characters of one width, with a sentence that says the same for those who cannot see them.

    Forms that can draw show the `chart` in place of the lines. Without lines a table beside it has the same numbers,
    and forms that cannot draw leave the picture out.
    """

    lines: tuple[str, ...]
    caption: str
    chart: Chart | None = None


Block = Paragraph | Bullets | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A heading of level 2 or 3 and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True)
class HeadLine:
    """One of the lines that are read first: a label and its sentence; `second` is a line of its own below."""

    label: str
    text: str
    second: str = ""


@dataclass(frozen=True)
class Chapter:
    """One pilot's part of a document, or what stands before several of them; `about` stands below the title."""

    title: str
    head: tuple[HeadLine, ...]
    sections: tuple[Section, ...]
    about: str = ""

    @property
    def line(self) -> str:
        """Both on one line."""
        return " · ".join(part for part in (self.title, self.about) if part)


@dataclass(frozen=True)
class Document:
    """What is written: chapters under a title, for an organisation (may be empty), on a day, for a size of paper."""

    title: str
    organisation: str
    on: date
    paper: str
    chapters: tuple[Chapter, ...]

    @property
    def above(self) -> str:
        """Organisation and title on one line, without what is not known."""
        return " · ".join(part for part in (self.organisation, self.title) if part)

    @property
    def name(self) -> str:
        """What the document is called in a list of files or windows."""
        return self.chapters[0].line if self.chapters else self.title
