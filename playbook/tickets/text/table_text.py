"""Rows of cells from the bytes of a delimited text file, read by position and one at a time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count, islice
from typing import BinaryIO

from playbook.errors import PlaybookError
from playbook.tickets.text.cells import plain_cell
from playbook.tickets.text.dropped import Dropped
from playbook.tickets.text.encoding import Encoding, find_encoding

DELIMITERS = ",;\t|"
LONGEST_CELL = 10_000_000
"""Characters; longer means that a quotation mark was never closed, and reading on would fill the memory."""
MOST_ROWS, MOST_CELLS = 128, 10_000
"""How much is held at once: little enough to stay in a processor's nearest memory, which halves the time."""
_HEADER_ROOM = 1 << 18
_END = "\ufdd0end of table\ufdd0"
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[\r\n]+', re.IGNORECASE)


class TableText:
    """A header and the rows under it; the counters are complete once all rows were read.

    Iterating gives (row number, cells), where every row has as many cells as the header: short rows are
    filled with empty cells and counted. Rows with more cells than the header, and a last row with an open
    quotation mark, are put into `dropped`. Lines without any character are only counted.
    """

    def __init__(self, name: str, text: io.TextIOWrapper, encoding: Encoding) -> None:
        self.name = name
        self.encoding = encoding.name
        self.undecodable = encoding.undecodable
        self.rows_read = 0
        self.blank_lines = 0
        self.short_rows = 0
        self.dropped: list[Dropped] = []
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
        head = text.read(_HEADER_ROOM)
        text.seek(0)
        separator = _SEPARATOR_LINE.match(head)
        self.delimiter = separator[1] if separator else _find_delimiter(head)
        self._has_separator_line = separator is not None
        self._ended = False
        self._reader = csv.reader(chain(text, self._end()), delimiter=self.delimiter)
        self.header_row, self.header = self._read_header()

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for numbers, rows in self.batches():
            yield from zip(numbers, rows, strict=True)

    def batches(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Row numbers and rows, many at a time: what is done to a whole batch costs little for each row."""
        width = {len(self.header)}
        row = self.header_row
        size = max(8, min(MOST_ROWS, MOST_CELLS // len(self.header)))
        while rows := self._some_rows(size):
            first, row = row + 1, row + len(rows)
            if set(map(len, rows)) == width and not self._ended:
                yield range(first, row + 1), rows
            else:
                fitting = list(self._fitting(first, rows))
                yield [number for number, _ in fitting], [cells for _, cells in fitting]
        self.rows_read = row - self.header_row - self.blank_lines

    def _some_rows(self, size: int) -> list[list[str]]:
        """The next rows, empty at the end. The end mark after the last line is inside a cell that was never closed."""
        try:
            rows = list(islice(self._reader, size))
        except csv.Error:
            raise PlaybookError(
                f"{self.name}, line {self._reader.line_num}: a cell is longer than {LONGEST_CELL:,} characters, "
                "probably because a quotation mark was not closed."
            ) from None
        if self._ended and rows and rows[-1] == [_END]:
            rows.pop()
        return rows

    def _fitting(self, first: int, rows: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of the rows that can be used, each as wide as the header."""
        width, last = len(self.header), len(rows) - 1
        for at, cells in enumerate(rows):
            is_open = self._ended and at == last and bool(cells) and _END in cells[-1]
            if len(cells) == width and not is_open:
                yield first + at, cells
            elif not cells:
                self.blank_lines += 1
            elif fitted := self._fit(first + at, cells, is_open):
                yield first + at, fitted

    def _end(self) -> Iterator[str]:
        self._ended = True
        yield _END

    def _read_header(self) -> tuple[int, tuple[str, ...]]:
        """The number of the first row with content, and its cells."""
        for row in count(1):
            rows = self._some_rows(1)
            if not rows:
                break
            cells = rows[0]
            if self._ended:
                raise PlaybookError(
                    f"{self.name}, row {row}: a quotation mark in the header is never closed; "
                    "a CSV export of tickets was expected."
                )
            if any(cell.strip() for cell in cells) and not (row == 1 and self._has_separator_line):
                return row, tuple(plain_cell(cell.lstrip("\ufeff")) for cell in cells)
        raise PlaybookError(f"{self.name} has only blank lines; a CSV export of tickets was expected.")

    def _fit(self, row: int, cells: list[str], is_open: bool) -> list[str] | None:
        """The cells of a row of unusual shape, as many as the header has; None when the row cannot be used."""
        width = len(self.header)
        if is_open:
            reason = (
                "a quotation mark opened in this row is never closed, "
                f"so the file could not be read from here on ({cells[-1].count(chr(10))} more lines)"
            )
        elif len(cells) > width:
            reason = (
                f"the row has {len(cells)} cells and the header {width}, "
                "probably because a cell with a delimiter or quotation mark was not quoted"
            )
        else:
            self.short_rows += 1
            return cells + [""] * (width - len(cells))
        self.dropped.append(Dropped(row, reason))
        return None


@contextmanager
def open_table(name: str, data: BinaryIO, encoding: Encoding | None = None) -> Iterator[TableText]:
    """The table in a seekable file, which stays open and belongs to the caller; `name` is for messages.

    Raises PlaybookError when the file is empty, is not text, or holds a cell of more than `LONGEST_CELL`.
    """
    found = encoding or find_encoding(name, data)
    data.seek(0)
    text = io.TextIOWrapper(data, found.name, errors="replace", newline="")
    try:
        yield TableText(name, text, found)
    finally:
        text.detach()


def _find_delimiter(head: str) -> str:
    """The delimiter that splits the first row into most cells; the earlier of DELIMITERS when in doubt."""
    return max(DELIMITERS, key=lambda delimiter: _first_row_length(head, delimiter))


def _first_row_length(head: str, delimiter: str) -> int:
    try:
        for cells in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                return len(cells)
    except csv.Error:
        return 0
    return 0
