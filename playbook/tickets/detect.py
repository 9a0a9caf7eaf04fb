"""Which tracker a table comes from, told by its content and never by the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn, Protocol

from playbook.errors import PlaybookError
from playbook.tickets.readers import jira_csv
from playbook.tickets.records import Dropped, Ticket, quoted
from playbook.tickets.table_text import TableText

_EXPECTED = "a Jira CSV export with English headers was expected"
_A_KEY = re.compile(r"[A-Z][A-Z0-9_]*-[0-9]+")
_SHOWN_COLUMNS = 6


class Reader(Protocol):
    """What every tracker's reader offers."""

    format: str
    columns: Mapping[str, str]
    dropped: list[Dropped]

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Ticket]:
        """Tickets in the order of the rows; rows that cannot be used go to `dropped` with the reason."""


def detect(table: TableText) -> Reader:
    """The reader for this table; PlaybookError says what the file is instead, or which column is missing."""
    reader = jira_csv.reader_for(table.header)
    return reader if reader is not None else _refuse(table)


def _refuse(table: TableText) -> NoReturn:
    name, header = table.name, table.header
    first = next((cell for cell in header if cell), "")
    if first.startswith("<"):
        raise PlaybookError(f"{name} is a web page or XML; {_EXPECTED}.")
    if first.startswith(("{", "[")):
        raise PlaybookError(f"{name} is JSON; {_EXPECTED}.")
    if any(_A_KEY.fullmatch(cell) for cell in header):
        raise PlaybookError(f"{name} begins with a ticket instead of a header; {_EXPECTED}.")
    if "issue key" in (" ".join(cell.split()).casefold() for cell in header):
        raise PlaybookError(
            f"{name} has an 'Issue key' column but none of Issue Type, Status, Labels, Created and Resolved; "
            f"{_EXPECTED}."
        )
    shown = ", ".join(quoted(cell) for cell in header[:_SHOWN_COLUMNS])
    more = f" and {len(header) - _SHOWN_COLUMNS} more" if len(header) > _SHOWN_COLUMNS else ""
    raise PlaybookError(f"{name} has no 'Issue key' column, only {shown}{more}; {_EXPECTED}.")
