"""A sheet as CSV, the way spreadsheets write and read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TypeVar

from playbook.errors import PlaybookError
from playbook.tickets.text.encoding import find_encoding
from playbook.worksheets.sheets.reading import Problem, SheetError, TextRows, texts
from playbook.worksheets.sheets.sheet import Sheet

Record = TypeVar("Record")

MOST_BYTES = 20_000_000
DELIMITERS = ",;\t"
_FORMULA = tuple("=+-@\t\r'")


def read_csv(name: str, data: bytes) -> TextRows:
    """The table in the bytes of a CSV file. Raises PlaybookError if there is none."""
    if len(data) > MOST_BYTES:
        raise PlaybookError(f"{name} has {len(data):,} bytes; at most {MOST_BYTES:,} are read.")
    encoding = find_encoding(name, io.BytesIO(data), expected="a table as CSV")
    text = data.decode(encoding.name, errors="replace")
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            rows.append((number, [_unguarded(cell) for cell in cells]))
    except csv.Error as error:
        raise PlaybookError(f"{name}, line {reader.line_num}: the row cannot be read ({error}).") from None
    if not rows or not any(rows[0][1]):
        raise PlaybookError(f"{name}, row 1: the names of the columns were expected.")
    header = tuple(rows[0][1])
    wide = [number for number, cells in rows if len(cells) > len(header) and any(cells[len(header) :])]
    if wide:
        says = f"it has more cells than the header, which has {len(header)}; put text with a {delimiter!r} in quotes."
        raise SheetError(name, [Problem(number, "", says) for number in wide])
    return TextRows(header, tuple(rows[1:]))


def write_csv(sheet: Sheet[Record], records: Iterable[Record]) -> str:
    """The records as CSV with a header; a cell that a spreadsheet would take for a formula is guarded by a '."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.fields)
    writer.writerows([guarded(cell) for cell in row] for row in texts(sheet, records))
    return out.getvalue()


def guarded(cell: str) -> str:
    """The cell, with a ' before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
