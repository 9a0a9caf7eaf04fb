"""A worksheet from a file and into one: CSV for spreadsheets, YAML for people and version control."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from playbook.worksheets.sheets.csv_form import write_csv
from playbook.worksheets.sheets.reading import Reading
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.reading import YAML, read_file, write_new
from ybiyri_tui.usecases.worksheets.sheets import replace_records, sheet_view

Record = TypeVar("Record")


@dataclass(frozen=True)
class SheetImport(Generic[Record]):
    """What a file holds, how many rows it would take the place of, and which of its columns nobody knows."""

    name: str
    reading: Reading[Record]
    replaced: int


def preview_import(context: Context, pilot_id: int, sheet: Sheet[Record], path: Path) -> SheetImport[Record]:
    """The whole import up to the point of writing; nothing is changed."""
    view = sheet_view(context, pilot_id, sheet)
    return SheetImport(path.name, read_file(sheet, path, currency=view.currency), len(view.rows))


def import_file(context: Context, pilot_id: int, sheet: Sheet[Record], path: Path) -> SheetImport[Record]:
    """Puts the records of a file in the place of all rows, all or nothing; undo brings the old ones back."""
    found = preview_import(context, pilot_id, sheet, path)
    if not found.reading.records:
        raise ProgramError(f"{path.name} has no {sheet.many}, so nothing was imported.")
    replace_records(context, pilot_id, sheet, found.reading.records)
    return found


def write_text(sheet: Sheet[Record], records: Iterable[Record], *, form: str = "csv") -> str:
    """The records as a file of this form, `csv` or `yaml`."""
    if form == "csv":
        return write_csv(sheet, records)
    import yaml

    filled = ({column.field: text for column in sheet.columns if (text := column.text(record))} for record in records)
    return yaml.safe_dump({sheet.id: list(filled)}, allow_unicode=True, sort_keys=False, width=120)


def export_file(context: Context, pilot_id: int, sheet: Sheet[Record], path: Path) -> int:
    """Writes the sheet into a new file, whose ending says in which form, and returns how many rows there are.

    Raises ProgramError if the file exists or cannot be written.
    """
    records = sheet_view(context, pilot_id, sheet).records
    write_new(path, write_text(sheet, records, form="yaml" if path.suffix.lower() in YAML else "csv"))
    return len(records)
