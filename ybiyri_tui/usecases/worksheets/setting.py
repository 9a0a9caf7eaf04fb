"""Making one setting of a worksheet that has a table of them."""

from __future__ import annotations

from dataclasses import replace

from playbook.worksheets.estimates.settings import Setting
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, sheet_view


def make_setting(context: Context, pilot_id: int, sheet: Sheet[Setting], name: str, value: str) -> Setting:
    """Writes a value under a name; an empty value takes it back.

    Raises PlaybookError for a name that the worksheet does not know, or a value that cannot be read.
    """
    new = sheet.with_cell(sheet.with_cell(Setting(), "setting", name), "value", value)
    for row in sheet_view(context, pilot_id, sheet).rows:
        if row.record.setting == new.setting:
            return change_record(context, pilot_id, sheet, row, lambda old: replace(old, value=new.value)).record
    return add_row(context, pilot_id, sheet, new).record
