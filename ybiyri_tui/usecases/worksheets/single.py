"""Sheets that have one row only, such as the facts of a worksheet: each field is written by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session

from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, rows_in, sheet_view

Record = TypeVar("Record")


def single_in(session: Session, pilot_id: int, sheet: Sheet[Record]) -> Record:
    """The one record of the sheet, an empty one while there is none; within a session."""
    rows = rows_in(session, pilot_id, sheet)
    return rows[0].record if rows else sheet.new()


def single_record(context: Context, pilot_id: int, sheet: Sheet[Record]) -> Record:
    """The same, read by itself."""
    return context.workspace.read(lambda session: single_in(session, pilot_id, sheet))


def change_single(context: Context, pilot_id: int, sheet: Sheet[Record], change: Callable[[Record], Record]) -> Record:
    """Writes a change of the one record. Raises ChangedElsewhere if it was changed in between."""
    rows = sheet_view(context, pilot_id, sheet).rows
    if not rows:
        return add_row(context, pilot_id, sheet, change(sheet.new())).record
    return change_record(context, pilot_id, sheet, rows[0], change).record


def set_field(context: Context, pilot_id: int, sheet: Sheet[Record], field: str, text: str) -> Record:
    """Writes one field of the one record as if it had been typed into a cell; an empty text empties it.

    Raises PlaybookError for a text that is not what the field expects.
    """
    return change_single(context, pilot_id, sheet, lambda record: sheet.with_cell(record, field, text))
