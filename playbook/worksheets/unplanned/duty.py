"""Who takes the unplanned work of a week, and which value work must not wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from playbook.worksheets.sheets.kinds import count_column, date_column, text_column
from playbook.worksheets.sheets.rows import Row
from playbook.worksheets.sheets.sheet import Flaw, Sheet


@dataclass(frozen=True)
class UnplannedDuty:
    """One week, named by any day in it. `limit` is the share of the week, in per cent, above which the team talks."""

    week: date | None = None
    who: str = ""
    first: str = ""
    waits: str = ""
    limit: int | None = None

    @property
    def monday(self) -> date | None:
        """The first day of the week."""
        return None if self.week is None else self.week - timedelta(days=self.week.weekday())


def _check(duties: Sequence[UnplannedDuty]) -> Iterable[Flaw]:
    """Each week stands once."""
    seen: set[date] = set()
    for index, duty in enumerate(duties):
        if duty.monday is None:
            continue
        if duty.monday in seen:
            yield Flaw(index, "week", f"the week of {duty.monday} stands here already; each week has one row.")
        seen.add(duty.monday)


DUTIES: Sheet[UnplannedDuty] = Sheet(
    id="unplanned-weeks",
    title="Unplanned against value work",
    one="week",
    many="weeks",
    record=UnplannedDuty,
    columns=(
        date_column("week", "Week of", required=True),
        text_column("who", "Takes the unplanned", "who takes what comes in between", required=True, longest=60),
        text_column("first", "Goes first", "the value work that nothing may push aside"),
        text_column("waits", "Waits if need be", "the value work that gives way"),
        count_column("limit", "Talk above %", most=100),
    ),
    new=UnplannedDuty,
    check=_check,
)
"""One row a week."""


def duty_of(rows: Iterable[Row[UnplannedDuty]], day: date) -> UnplannedDuty | None:
    """The duty in the week of this day, None if nobody was named."""
    monday = day - timedelta(days=day.weekday())
    return next((row.record for row in rows if row.record.monday == monday), None)
