"""Saying who takes the unplanned work of a week, without a table in sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from playbook.worksheets.unplanned.duty import DUTIES, UnplannedDuty
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, sheet_view


def say_duty(
    context: Context,
    pilot_id: int,
    day: date,
    *,
    who: str | None = None,
    first: str | None = None,
    waits: str | None = None,
    limit: str | None = None,
) -> UnplannedDuty:
    """Writes what is given into the row of the week of this day, which is added if there is none.

    Raises PlaybookError for what the columns do not take.
    """
    monday = day - timedelta(days=day.weekday())
    rows = sheet_view(context, pilot_id, DUTIES).rows
    seen = next((row for row in rows if row.record.monday == monday), None)
    duty = seen.record if seen else UnplannedDuty(week=monday)
    for field, text in {"who": who, "first": first, "waits": waits, "limit": limit}.items():
        if text is not None:
            duty = DUTIES.with_cell(duty, field, text)
    if seen is None:
        add_row(context, pilot_id, DUTIES, duty)
    else:
        changed = duty
        change_record(context, pilot_id, DUTIES, seen, lambda _: replace(changed))
    return duty
