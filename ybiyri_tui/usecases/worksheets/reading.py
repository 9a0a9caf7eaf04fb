"""Records from a file and text into one, without any workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from playbook.errors import PlaybookError
from playbook.worksheets.sheets.csv_form import read_csv
from playbook.worksheets.sheets.reading import Problem, Reading, SheetError, TextRows, read_records
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui.content_source.document import Document, parse
from ybiyri_tui.errors import ProgramError

Record = TypeVar("Record")

YAML = (".yaml", ".yml")


def read_file(sheet: Sheet[Record], path: Path, *, currency: str | None = None) -> Reading[Record]:
    """The records of a CSV or YAML file, by its ending. Raises ProgramError or PlaybookError naming every problem."""
    data = file_bytes(path)
    table = _yaml_rows(sheet, path.name, data) if path.suffix.lower() in YAML else read_csv(path.name, data)
    return read_records(sheet, path.name, table, currency=currency)


def file_bytes(path: Path) -> bytes:
    """What is in a file. Raises ProgramError if it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ProgramError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def write_new(path: Path, text: str) -> None:
    """Writes a new file. Raises ProgramError if it exists or cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise ProgramError(f"{path} is there already; name another file.") from None
    except (OSError, ValueError) as error:
        raise ProgramError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}.") from error


def _yaml_rows(sheet: Sheet[Record], name: str, data: bytes) -> TextRows:
    """The list under the sheet's id; the number of a row is the line it begins in."""
    document, flaws = parse(data)
    if document is None or flaws:
        told = (f"{name}, line {flaw.line}, column {flaw.column}: expected {flaw.expected}." for flaw in flaws)
        raise PlaybookError("\n".join(told))
    tree = document.value()
    entries = tree.get(sheet.id) if isinstance(tree, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PlaybookError(f"{name}: {sheet.id} with a list of {sheet.many} was expected, each with named values.")
    if not entries:
        return TextRows(tuple(column.field for column in sheet.columns), (), "line")
    header = tuple(dict.fromkeys(str(key) for entry in entries for key in entry))
    lines = [document.position((sheet.id, index))[0] for index in range(len(entries))]
    problems = [
        Problem(line, key, "a plain value was expected, not a list or keys with values.", "line")
        for index, (line, entry) in enumerate(zip(lines, entries, strict=True))
        for key in header
        if entry.get(key) is not None and document.written((sheet.id, index, key)) is None
    ]
    if problems:
        raise SheetError(name, problems)
    rows = (
        (line, _cells(document, (sheet.id, index), entry, header))
        for index, (line, entry) in enumerate(zip(lines, entries, strict=True))
    )
    return TextRows(header, tuple(rows), "line")


def _cells(
    document: Document, place: tuple[str | int, ...], entry: dict[str, object], header: tuple[str, ...]
) -> list[str]:
    """The values as they stand in the file; null, and what is missing, is empty."""
    return [(document.written((*place, key)) or "") if entry.get(key) is not None else "" for key in header]
