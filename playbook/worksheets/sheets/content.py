"""Rows of a sheet in content and in YAML files: plain values, read as if somebody had typed them into the cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from playbook.loading.source import Key, Source
from playbook.worksheets.sheets.reading import Problem, SheetError, TextRows, read_records
from playbook.worksheets.sheets.sheet import Sheet

Record = TypeVar("Record")
_IS_NOT = re.compile(r"(?P<value>'.*'|\".*\") is not (?P<wanted>.*)\.")


def cell_text(value: object) -> str | None:
    """A YAML scalar as the text of a cell; None for what is no scalar."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, (str, int, float)) else None


def read_values(sheet: Sheet[Record], name: str, rows: Sequence[Mapping[str, object]]) -> tuple[Record, ...]:
    """The records of rows of YAML values by column; rows count from 1, `name` is for messages.

    Raises SheetError with every problem: an unknown key, a value that is no cell, and whatever a CSV is refused for.
    """
    problems = [
        Problem(number, key, f"there is no such column; there is {', '.join(sheet.fields)}.")
        for number, row in enumerate(rows, 1)
        for key in row
        if key not in sheet.fields
    ]
    problems += [
        Problem(number, key, "a plain value was expected, not a list or keys with values.")
        for number, row in enumerate(rows, 1)
        for key, value in row.items()
        if cell_text(value) is None
    ]
    texts = [[cell_text(row.get(field)) or "" for field in sheet.fields] for row in rows]
    blank = [number for number, cells in enumerate(texts, 1) if not any(cells)]
    problems += [Problem(number, "", "a row with values was expected.") for number in blank]
    try:
        found = read_records(sheet, name, TextRows(sheet.fields, tuple(enumerate(texts, 1))))
    except SheetError as error:
        problems += error.problems
    if problems:
        raise SheetError(name, problems)
    return found.records


def content_records(
    source: Source, name: str, key: Key, sheet: Sheet[Record], rows: Sequence[Mapping[str, object]]
) -> tuple[Record, ...]:
    """The records of rows in a content file under `key`; every problem is noted at its place in the source."""
    try:
        return read_values(sheet, name, rows)
    except SheetError as error:
        for problem in error.problems:
            place: Key = (*key, problem.row - 1, *([problem.column] if problem.column else []))
            source.problem(name, place, _expected(problem.says))
        return ()


def _expected(says: str) -> str:
    """What was expected, from a sentence about a cell such as "'x' is not y."."""
    found = _IS_NOT.fullmatch(says)
    return f"{found['wanted']}, not {found['value']}" if found else f"something else: {says.rstrip('.')}"
