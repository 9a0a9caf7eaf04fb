"""The parts of a page to print, free of any format; what a document shares with it comes from `reports.document`."""

from __future__ import annotations

from dataclasses import dataclass

from ybiyri_tui.reports.document import Bullets, Grid, Paragraph

UNTICKED, TICKED = "☐", "☒"


@dataclass(frozen=True)
class Field:
    """Something to fill in: the text if it is known, else `lines` empty lines to write on."""

    label: str
    text: str | None = None
    lines: int = 1
    hint: str = ""


@dataclass(frozen=True)
class Checks:
    """Things to tick."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Boxes:
    """A table whose cells are boxes to tick, or empty to write a number in; the first cell of a row is what for."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Heading:
    """The head of a column to write in: what belongs into it, how wide it is in millimetres, whether it is needed."""

    title: str
    hint: str
    width: int
    required: bool = False


@dataclass(frozen=True)
class Ruled:
    """A table to write in; a row may begin with cells that are filled in. Rows are `tall`, `low`, or in between."""

    heads: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False
    low: bool = False

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows with as many cells as there are columns."""
        return tuple((*row, *("" for _ in self.heads[len(row) :])) for row in self.rows)


@dataclass(frozen=True)
class Blank:
    """A line of a form: what belongs into it at the left, room to write at the right, more of it if it is `tall`."""

    label: str
    hint: str
    tall: bool = False


@dataclass(frozen=True)
class Notice:
    """What nobody may overlook."""

    text: str


@dataclass(frozen=True)
class Sources:
    """Where it comes from: titles with addresses, which are printed out."""

    text: str
    links: tuple[tuple[str, str], ...] = ()


PageBlock = Paragraph | Bullets | Grid | Field | Checks | Boxes | Ruled | Blank | Notice | Sources


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it, kept together on a page where it fits; no heading if it is empty."""

    title: str
    blocks: tuple[PageBlock, ...]


@dataclass(frozen=True)
class Handout:
    """One thing to print; `facts` say for whom, where and when, empty ones are lines to write on.

    A `wide` one is for paper that lies on its side.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    wide: bool = False
