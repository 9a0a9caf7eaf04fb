"""What passes between the steps of an import; nothing here is stored as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Unreadable(NamedTuple):
    """A cell that should have been a date."""

    field: str
    value: str


class Ticket(NamedTuple):
    """One row of an export, without title, names and text; lives only while a file is read.

    A named tuple because hundreds of thousands are made one after the other. `labels` are case-folded;
    `done` says that the tracker calls the ticket finished, whether or not it gives a date.
    """

    row: int
    key: str
    kind: str
    labels: frozenset[str]
    created_on: date | None
    resolved_on: date | None
    done: bool = False
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True)
class Dropped:
    """A row that was not used. Rows are numbered as a spreadsheet does: the header is usually row 1.

    The reason may quote a few characters of the file, so it is for showing, not for storing.
    """

    row: int
    reason: str


def one_line(text: str) -> str:
    """The text with single blanks between words, and with nothing in it that could steer a terminal."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def quoted(text: str, limit: int = 30) -> str:
    """The text in quotation marks on one line, cut after `limit` characters."""
    line = one_line(text)
    return f"'{line if len(line) <= limit else line[: limit - 1] + '…'}'"
