"""Jira's CSV export in English: all fields, current fields, Server, and simplified ones made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter

from playbook.tickets.dates import read_day
from playbook.tickets.records import Dropped, Ticket, Unreadable, one_line, quoted
from playbook.tickets.table_text import plain_cell

FORMAT = "jira-csv"
LONGEST_TYPE = 60
_NAMES: Mapping[str, tuple[str, ...]] = {
    "key": ("issue key", "key"),
    "type": ("issue type", "issuetype", "type"),
    "status": ("status",),
    "status category": ("status category",),
    "labels": ("labels", "label"),
    "created": ("created", "created date", "date created", "creation date"),
    "resolved": ("resolved", "resolved date", "date resolved", "resolution date", "resolutiondate"),
}
_NOWHERE = -1
"""The place of a column that is missing: an empty cell put at the end of every row."""
_DONE = {"done", "closed", "resolved"}
_NO_DATE = {"", "-", "–", "?", "n/a", "none", "null", "unresolved"}
_KEY = re.compile(r"[\s']*([A-Za-z][A-Za-z0-9_]{0,79}-[0-9]{1,18})\s*")


class JiraCsvReader:
    """Turns rows of a Jira export into tickets; made by `reader_for`."""

    format = FORMAT

    def __init__(self, columns: Mapping[str, str], places: Mapping[str, tuple[int, ...]]) -> None:
        self.columns = columns
        """Field to header as it stands in the file."""
        self.dropped: list[Dropped] = []
        state = "status category" if "status category" in places else "status"
        self._places = [places.get(name, (_NOWHERE,))[0] for name in ("key", "type", "created", "resolved", state)]
        self._label_places = places.get("labels", ())

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Ticket]:
        """A ticket for every row that has a key and a credible type; other rows go to `dropped`."""
        used = itemgetter(*self._places)
        label_places = self._label_places
        lacking = _NOWHERE in self._places
        for row, cells in rows:
            if lacking:
                cells.append("")
            key, kind, created_text, resolved_text, state = used(cells)
            ticket_key = _KEY.fullmatch(key)
            if ticket_key is None:
                self.dropped.append(Dropped(row, self._key_problem(key, cells)))
                continue
            type_name = _type_name(kind)
            if type_name is None:
                header = self.columns["type"]
                self.dropped.append(Dropped(row, f"{header} is longer than {LONGEST_TYPE} characters"))
                continue
            created = read_day(created_text) if created_text else None
            resolved = read_day(resolved_text) if resolved_text else None
            unreadable: tuple[Unreadable, ...] = ()
            if (created_text and created is None) or (resolved_text and resolved is None):
                created, resolved = _read_plain(created_text), _read_plain(resolved_text)
                unreadable = _unreadable(created=created_text, resolved=resolved_text)
            yield Ticket(
                row,
                ticket_key[1].upper(),
                type_name,
                _labels(tuple([cells[at] for at in label_places])),
                created,
                resolved,
                resolved is None and _is_done(state),
                unreadable,
            )

    def _key_problem(self, key: str, cells: list[str]) -> str:
        header = self.columns["key"]
        if plain_cell(key):
            return f"{header} {quoted(key)} is not like PROJ-123"
        return f"{header} is empty" if any(cell.strip() for cell in cells) else "the row is empty"


def reader_for(header: Sequence[str]) -> JiraCsvReader | None:
    """The reader for a table with this header, None if it is not a Jira export.

    `Issue key` and one more of the used columns make one; a plain `Key` is taken for it beside a type.
    """
    folded = [" ".join(cell.split()).casefold() for cell in header]
    columns: dict[str, str] = {}
    places: dict[str, tuple[int, ...]] = {}
    for name, aliases in _NAMES.items():
        found = next((alias for alias in aliases if alias in folded), None)
        if found is not None:
            places[name] = tuple(at for at, cell in enumerate(folded) if cell == found)
            columns[name] = header[places[name][0]]
    exact = "issue key" in folded
    known = "key" in columns and len(columns) > 1 and (exact or "type" in columns)
    return JiraCsvReader(columns, places) if known else None


def _read_plain(cell: str) -> date | None:
    return read_day(plain_cell(cell))


def _unreadable(**cells: str) -> tuple[Unreadable, ...]:
    """The cells that hold neither a date nor a word for none."""
    return tuple(
        Unreadable(field, cell)
        for field, cell in cells.items()
        if _read_plain(cell) is None and plain_cell(cell).casefold() not in _NO_DATE
    )


@lru_cache(maxsize=1 << 8)
def _is_done(cell: str) -> bool:
    return plain_cell(cell).casefold() in _DONE


@lru_cache(maxsize=1 << 10)
def _type_name(cell: str) -> str | None:
    """The type on one line, None if it is too long to be one."""
    kind = one_line(plain_cell(cell))
    return kind if len(kind) <= LONGEST_TYPE else None


@lru_cache(maxsize=1 << 13)
def _labels(cells: tuple[str, ...]) -> frozenset[str]:
    """The case-folded labels of all cells; several in one cell are joined by `;`, `,` or blanks."""
    labels: set[str] = set()
    for cell in cells:
        text = plain_cell(cell)
        pieces = re.split(r"[;,]", text) if re.search(r"[;,]", text) else text.split()
        labels.update(plain_cell(piece.strip(" \t\r\n[]\"'")).casefold() for piece in pieces)
    return frozenset(labels - {""})
