"""Worksheets that consist of several sheets: one YAML file for all of them, or a CSV file for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session

from playbook.errors import PlaybookError
from playbook.plain_json import to_plain
from playbook.store import worksheets as store
from playbook.worksheets.sheets.reading import PROBLEMS_TOLD
from playbook.worksheets.sheets.rows import STEP, StoredRow
from playbook.worksheets.sheets.sheet import Sheet
from playbook.worksheets.sheets.together import flaws_of
from ybiyri_tui.content_source.document import parse
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.files import write_text
from ybiyri_tui.usecases.worksheets.reading import YAML, file_bytes, read_file
from ybiyri_tui.usecases.worksheets.sheets import sheet_view


@dataclass(frozen=True)
class BookImport:
    """What a file holds: records by the id of their sheet, and columns that nobody knows.

    `rows` are the places of the records in the file, in words.
    """

    records: dict[str, tuple[Any, ...]]
    ignored: tuple[str, ...]
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_book(sheets: Sequence[Sheet[Any]], path: Path, only: str | None = None) -> BookImport:
    """The sheets of a worksheet in a file: all that a YAML file names, or the one sheet `only` of a CSV file.

    Raises ProgramError or PlaybookError with every problem of all sheets.
    """
    wanted = [_sheet(sheets, only)] if only else list(sheets)
    if path.suffix.lower() in YAML:
        wanted = _named(sheets, wanted, path)
    elif len(wanted) > 1:
        known = ", ".join(sheet.id for sheet in sheets)
        raise ProgramError(f"A CSV file holds one sheet; say which with --sheet: {known}.")
    records, rows, ignored, problems = {}, {}, list[str](), list[str]()
    for sheet in wanted:
        try:
            reading = read_file(sheet, path)
        except PlaybookError as error:
            problems.append(str(error))
        else:
            records[sheet.id] = reading.records
            unit = "line" if path.suffix.lower() in YAML else "row"
            rows[sheet.id] = tuple(f"{unit} {number}" for number in reading.rows)
            ignored += reading.ignored
    if problems:
        raise PlaybookError("\n".join(problems))
    return BookImport(records, tuple(dict.fromkeys(ignored)), rows)


def import_book(
    context: Context, pilot_id: int, sheets: Sequence[Sheet[Any]], path: Path, only: str | None = None
) -> BookImport:
    """Puts the records of a file in the place of all rows of the sheets it names: all of them or, on error, none.

    Raises ProgramError or PlaybookError, the latter also for a row that names one of another sheet that is not there.
    """
    found = read_book(sheets, path, only)
    if not any(found.records.values()):
        raise ProgramError(f"{path.name} has no rows, so nothing was imported.")
    _check_together(context, pilot_id, sheets, path, found)
    replace_sheets(context, pilot_id, found.records)
    return found


def _check_together(
    context: Context, pilot_id: int, sheets: Sequence[Sheet[Any]], path: Path, found: BookImport
) -> None:
    """Raises PlaybookError for what rows of the file name and neither the file nor the pilot has."""
    together = {
        sheet.id: found.records.get(sheet.id) or sheet_view(context, pilot_id, sheet).records for sheet in sheets
    }
    problems = [
        f"{path.name}, {found.rows[sheet_id][flaw.index]}, column {flaw.field}: {flaw.says}"
        for sheet_id in found.records
        for flaw in flaws_of(sheet_id, together)
    ]
    if problems:
        raise PlaybookError("\n".join(problems[:PROBLEMS_TOLD]))


def replace_sheets(context: Context, pilot_id: int, records: dict[str, tuple[Any, ...]]) -> None:
    """Puts these records in the place of all rows of the sheets, in one transaction; each sheet can be taken back."""

    def work(session: Session) -> None:
        for sheet_id, found in records.items():
            rows = tuple(StoredRow(number, number * STEP, _values(record)) for number, record in enumerate(found, 1))
            store.replace_rows(session, pilot_id, sheet_id, rows, who=context.who, at=context.now())

    context.workspace.write(work)


def write_book(
    context: Context, pilot_id: int, sheets: Sequence[Sheet[Any]], *, form: str = "yaml", only: str | None = None
) -> str:
    """All sheets as one YAML text, or one sheet as CSV; what was written is read back as it was.

    Raises ProgramError for CSV without the name of a sheet, and for YAML of a worksheet without any row.
    """
    if form == "csv":
        if only is None and len(sheets) > 1:
            known = ", ".join(sheet.id for sheet in sheets)
            raise ProgramError(f"A CSV file holds one sheet; say which with --sheet: {known}.")
        sheet = _sheet(sheets, only) if only else sheets[0]
        return write_text(sheet, sheet_view(context, pilot_id, sheet).records, form="csv")
    wanted = [_sheet(sheets, only)] if only else list(sheets)
    views = [(sheet, sheet_view(context, pilot_id, sheet).records) for sheet in wanted]
    if not any(records for _, records in views):
        raise ProgramError("There is nothing to export yet.")
    return "".join(write_text(sheet, records, form="yaml") for sheet, records in views if records)


def _sheet(sheets: Sequence[Sheet[Any]], sheet_id: str | None) -> Sheet[Any]:
    found = next((sheet for sheet in sheets if sheet.id == sheet_id), None)
    if found is None:
        known = ", ".join(sheet.id for sheet in sheets)
        raise ProgramError(f"There is no sheet {sheet_id!r} in this worksheet; there is {known}.")
    return found


def _named(sheets: Sequence[Sheet[Any]], wanted: Sequence[Sheet[Any]], path: Path) -> list[Sheet[Any]]:
    """Those of the wanted sheets that a YAML file has a key for."""
    document, flaws = parse(file_bytes(path))
    tree = document.value() if document and not flaws else None
    if not isinstance(tree, dict):
        return list(wanted[:1])  # reading it tells what is wrong
    known = {sheet.id for sheet in sheets}
    strange = [str(key) for key in tree if key not in known]
    if strange:
        raise PlaybookError(f"{path.name}: {', '.join(strange)} is no sheet of this worksheet; {_offer(sheets)}.")
    found = [sheet for sheet in wanted if sheet.id in tree]
    if not found:
        raise PlaybookError(f"{path.name} names no sheet of this worksheet; {_offer(wanted)}.")
    return found


def _offer(sheets: Sequence[Sheet[Any]]) -> str:
    return f"there is {', '.join(sheet.id for sheet in sheets)}"


def _values(record: object) -> dict[str, Any]:
    values = to_plain(record)
    if not isinstance(values, dict):
        raise TypeError("a row of a worksheet is a record")
    return values
