"""A CSV file: its header, and its rows in blocks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from surveys.errors import SurveyError
from surveys.statistics.csv_input.blocks import QUOTE, Block, ParsedBlock, raw_block
from surveys.statistics.csv_input.encoding import CHUNK, plain

DELIMITERS = ",;\t|"
_ROWS_AT_ONCE = 10_000
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


class Table:
    """An open CSV file; `header` are the names of its columns, `delimiter` what stands between cells.

    `notes` says what had to be guessed or put right; it is complete once all blocks were read.
    """

    def __init__(self, name: str, data: BinaryIO) -> None:
        found = plain(name, data)
        self.name = name
        self.notes: list[str] = []
        self._data, self._codec = found.data, found.codec
        if found.guessed:
            self.notes.append(f"{name} is not UTF-8 and was read as Windows-1252.")
        self._row = 0
        self._short_rows: list[int] = []
        self.delimiter = ","
        self.header = self._read_header()

    def blocks(self) -> Iterator[Block]:
        """All rows below the header. Raises SurveyError for a row that cannot be one."""
        rest = b""
        while chunk := self._data.read(CHUNK):
            data = rest + chunk
            end = data.rfind(b"\n") + 1
            data, rest = data[:end], data[end:]
            block = self._raw(data) if data else None
            if block:
                yield block
            elif data and QUOTE in data:
                yield from self._parsed(self._lines_from(data + rest))
                rest = b""
            elif data:
                yield from self._parsed(self._lines_in(data))
        if rest:
            block = self._raw(rest + b"\n")
            yield from [block] if block else self._parsed(self._lines_in(rest))
        self._note_short_rows()

    def place(self, row: int, column: int) -> str:
        """`BEFORE.csv, row 3, column q2`, for messages."""
        return f"{self.name}, row {row}, column {self.header[column]}"

    def _raw(self, data: bytes) -> Block | None:
        block = raw_block(data, self._row + 1, len(self.header), self.delimiter, self._codec)
        if block:
            self._row += len(block.row_numbers)
        return block

    def _parsed(self, lines: Iterator[str]) -> Iterator[Block]:
        rows = self._checked_rows(lines)
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            yield ParsedBlock([row for row, _ in some], [cells for _, cells in some])

    def _checked_rows(self, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
        """Rows of the width of the header with their numbers; lines without any character are left out."""
        width = len(self.header)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            self._row += 1
            try:
                cells = next(reader)
            except StopIteration:
                self._row -= 1
                return
            except csv.Error:
                raise SurveyError(
                    f"{self.name}, row {self._row}: a quotation mark is not closed, or stands inside a cell."
                ) from None
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise SurveyError(f"{self.name}, row {self._row} has {len(cells)} cells, but the header has {width}.")
            if len(cells) < width and cells:
                self._short_rows.append(self._row)
                cells += [""] * (width - len(cells))
            if cells:
                yield self._row, cells[:width]

    def _read_header(self) -> tuple[str, ...]:
        line = self._next_line()
        separator = _SEPARATOR_LINE.fullmatch(line)
        if separator:
            self.delimiter = separator[1]
            line = self._next_line()
        else:
            counts = [_QUOTED.sub("", line).count(delimiter) for delimiter in DELIMITERS]
            self.delimiter = DELIMITERS[counts.index(max(counts))]
        if self.delimiter != ",":
            shown = {"\t": "tab"}.get(self.delimiter, self.delimiter)
            self.notes.append(f"{self.name}: cells are separated by {shown}.")
        try:
            cells = next(csv.reader(self._lines_after(line), delimiter=self.delimiter, strict=True))
        except (csv.Error, StopIteration):
            raise SurveyError(f"{self.name}, row {self._row}: a quotation mark is not closed.") from None
        return self._checked_header([cell.strip() for cell in cells])

    def _checked_header(self, cells: Sequence[str]) -> tuple[str, ...]:
        named = [cell for cell in cells if cell]
        twice = next((cell for cell in named if named.count(cell) > 1), None)
        if twice is not None:
            raise SurveyError(f"{self.name}: two columns are called {twice}; each needs a name of its own.")
        return tuple(cells)

    def _next_line(self) -> str:
        """The next line that holds anything."""
        while raw := self._data.readline():
            self._row += 1
            if raw.strip():
                return self._decoded(raw)
        raise SurveyError(f"{self.name} has no header; the first row should name the questions.")

    def _lines_after(self, line: str) -> Iterator[str]:
        yield line
        while raw := self._data.readline():
            yield self._decoded(raw)

    def _lines_from(self, data: bytes) -> Iterator[str]:
        """Lines of what was read already, then of the rest of the file."""
        if not data.endswith(b"\n"):
            data += self._data.readline()
        yield from self._lines_in(data)
        while raw := self._data.readline():
            yield self._decoded(raw)

    def _lines_in(self, data: bytes) -> Iterator[str]:
        return iter(io.StringIO(self._decoded(data), newline="\n"))

    def _decoded(self, raw: bytes) -> str:
        return raw.decode(self._codec, "replace")

    def _note_short_rows(self) -> None:
        if self._short_rows:
            first, number = self._short_rows[0], len(self._short_rows)
            more = f" and {number - 1} more" if number > 1 else ""
            self.notes.append(
                f"{self.name}: row {first}{more} ended before the last column; the missing cells count as no answer."
            )
