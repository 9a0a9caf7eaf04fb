"""Rows of text to records: everything that is wrong is named by row and column, and then nothing is read at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from playbook.errors import PlaybookError
from playbook.worksheets.sheets.amounts import currency_in
from playbook.worksheets.sheets.column import Column
from playbook.worksheets.sheets.sheet import MOST_ROWS, Sheet

Record = TypeVar("Record")

PROBLEMS_TOLD = 20


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file; rows count as a spreadsheet does, so that the header is row 1."""

    row: int
    column: str
    says: str
    unit: str = "row"

    def __str__(self) -> str:
        where = f"{self.unit} {self.row}" + (f", column {self.column}" if self.column else "")
        return f"{where}: {self.says}"


class SheetError(PlaybookError):
    """A file cannot be used; `problems` has everything that is wrong, of which the message tells the first ones."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.row))
        lines = [f"{name}, {problem}" for problem in self.problems[:PROBLEMS_TOLD]]
        if len(self.problems) > PROBLEMS_TOLD:
            lines.append(f"{name}: {len(self.problems) - PROBLEMS_TOLD} more problems like these.")
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class TextRows:
    """A table of text: names of columns, and rows with their number in the file; short rows have fewer cells.

    `unit` is what those numbers count.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]
    unit: str = "row"


@dataclass(frozen=True)
class Reading(Generic[Record]):
    """The records of a file with their rows in it, and the columns that nobody knows and that were left out."""

    records: tuple[Record, ...]
    ignored: tuple[str, ...]
    rows: tuple[int, ...] = ()


def read_records(sheet: Sheet[Record], name: str, table: TextRows, *, currency: str | None = None) -> Reading[Record]:
    """All records of a table; `name` is the file's, for messages.

    Amounts without a currency have that of the first amount that names one, else `currency`. Raises SheetError with
    every problem: a column or value that is missing, a value that is not what the column expects, rows that do not
    go together.
    """
    columns, ignored = _columns(sheet, name, table)
    rows = [(number, cells) for number, cells in table.rows if any(cell.strip() for cell in cells)]
    if len(rows) > MOST_ROWS:
        raise PlaybookError(f"{name} has {len(rows)} {sheet.many}; at most {MOST_ROWS} are kept.")
    problems: list[Problem] = []
    currency = _first_currency(columns, rows) or currency
    records = tuple(_record(sheet, columns, row, currency, problems) for row in rows)
    problems += [Problem(rows[flaw.index][0], flaw.field, flaw.says) for flaw in sheet.check(records)]
    if problems:
        raise SheetError(name, [replace(problem, unit=table.unit) for problem in problems])
    return Reading(records, ignored, tuple(number for number, _ in rows))


def _columns(sheet: Sheet[Record], name: str, table: TextRows) -> tuple[dict[int, Column], tuple[str, ...]]:
    known = {_plain(wanted): column for column in sheet.columns for wanted in (column.title, column.field)}
    columns: dict[int, Column] = {}
    problems: list[Problem] = []
    ignored: list[str] = []
    for place, text in enumerate(table.header):
        column = known.get(_plain(text))
        if column is None:
            ignored += [text.strip()] if text.strip() else []
        elif column in columns.values():
            problems.append(Problem(1, column.field, "the column is there twice; leave one out."))
        else:
            columns[place] = column
    problems += [
        Problem(1, column.field, f"the column is missing; each {sheet.one} needs {column.expects}.")
        for column in sheet.columns
        if column.required and column not in columns.values()
    ]
    if problems:
        raise SheetError(name, problems)
    return columns, tuple(ignored)


def _record(
    sheet: Sheet[Record],
    columns: dict[int, Column],
    row: tuple[int, Sequence[str]],
    currency: str | None,
    problems: list[Problem],
) -> Record:
    number, cells = row
    values: dict[str, object] = {}
    for place, column in columns.items():
        text = cells[place].strip() if place < len(cells) else ""
        if not text and column.required:
            problems.append(Problem(number, column.field, f"nothing is given; {column.expects} was expected."))
            continue
        try:
            values[column.field] = column.parse(text, currency)
        except PlaybookError as error:
            problems.append(Problem(number, column.field, str(error)))
    return sheet.made(values)


def _first_currency(columns: dict[int, Column], rows: Sequence[tuple[int, Sequence[str]]]) -> str | None:
    places = [place for place, column in columns.items() if column.is_money]
    found = (currency_in(cells[place]) for _, cells in rows for place in places if place < len(cells))
    return next((currency for currency in found if currency), None)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.strip().lower()).strip("_")


def texts(sheet: Sheet[Record], records: Iterable[Record]) -> Iterable[tuple[str, ...]]:
    """The records as rows of text, in the order of the columns."""
    return (tuple(column.text(record) for column in sheet.columns) for record in records)
