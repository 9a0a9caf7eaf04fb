"""The chaos days of a pilot, each with everything that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session

from playbook.texts import line
from playbook.worksheets.chaos_day.records import (
    ChaosDay,
    ChaosDayRecord,
    Experiment,
    Improvement,
    LogEntry,
    Person,
)
from playbook.worksheets.chaos_day.sheets import DAYS, EXPERIMENTS, IMPROVEMENTS, LOG, PEOPLE
from playbook.worksheets.sheets.rows import Row
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.books import replace_sheets
from ybiyri_tui.usecases.worksheets.sheets import add_row, rows_in, sheet_view

Of = TypeVar("Of", ChaosDay, Person, Experiment, LogEntry, Improvement)


@dataclass(frozen=True)
class ChaosPage:
    """All days, the newest first, as seen on `today`."""

    days: tuple[ChaosDayRecord, ...]
    today: date

    def day(self, number: int | None) -> ChaosDayRecord | None:
        """The day with this number, None if there is none."""
        return next((found for found in self.days if found.plan.day == number), None)

    @property
    def running(self) -> ChaosDayRecord | None:
        """The day that has begun and not ended."""
        return next((found for found in self.days if found.plan.is_running), None)


def chaos_page(context: Context, pilot_id: int) -> ChaosPage:
    """All chaos days in one consistent state of the file."""

    def work(session: Session) -> tuple[ChaosDayRecord, ...]:
        plans = _records(session, pilot_id, DAYS)
        people = _records(session, pilot_id, PEOPLE)
        cards = _records(session, pilot_id, EXPERIMENTS)
        log = _records(session, pilot_id, LOG)
        improvements = _records(session, pilot_id, IMPROVEMENTS)
        return tuple(
            ChaosDayRecord(
                plan,
                _of(plan, people),
                tuple(sorted(_of(plan, cards), key=lambda card: (card.id is None, card.id or 0))),
                _of(plan, log),
                _of(plan, improvements),
            )
            for plan in plans
        )

    days = context.workspace.read(work)
    return ChaosPage(tuple(sorted(days, key=lambda found: -(found.plan.day or 0))), context.today)


def chaos_day(context: Context, pilot_id: int, number: int | None = None) -> ChaosDayRecord:
    """One day; without a number the one that is running, else the newest.

    Raises ProgramError if there is none.
    """
    page = chaos_page(context, pilot_id)
    if not page.days:
        raise ProgramError("No chaos day is planned yet; `ybiyri chaos plan NAME` plans one.")
    found = page.day(number) if number is not None else page.running or page.days[0]
    if found is None:
        known = ", ".join(str(day.plan.day) for day in reversed(page.days))
        raise ProgramError(f"There is no chaos day {number}; there is {known}.")
    return found


def plan_day(context: Context, pilot_id: int, name: str) -> ChaosDay:
    """Plans another day from today on, with the next number."""
    title = line(name, "the name", 60)
    known = [plan.day or 0 for plan in sheet_view(context, pilot_id, DAYS).records]
    plan = ChaosDay(day=max(known, default=0) + 1, name=title, planned_on=context.today)
    return add_row(context, pilot_id, DAYS, plan).record


def remove_day(context: Context, pilot_id: int, number: int) -> None:
    """Takes a day away with everything that belongs to it; undo brings back one sheet after the other, the plan first.

    Raises ProgramError if there is none, or while it runs.
    """
    if chaos_day(context, pilot_id, number).plan.is_running:
        raise ProgramError(f"Chaos day {number} is running; end it first.")
    kept: dict[str, tuple[object, ...]] = {}
    sheets: tuple[Sheet[Any], ...] = (PEOPLE, EXPERIMENTS, LOG, IMPROVEMENTS, DAYS)
    for sheet in sheets:
        records = sheet_view(context, pilot_id, sheet).records
        kept[sheet.id] = tuple(record for record in records if record.day != number)
    replace_sheets(context, pilot_id, kept)


def plan_row(context: Context, pilot_id: int, number: int) -> Row[ChaosDay]:
    """The stored row of a day's plan. Raises ProgramError if there is none."""
    found = next((row for row in sheet_view(context, pilot_id, DAYS).rows if row.record.day == number), None)
    if found is None:
        raise ProgramError(f"There is no chaos day {number}.")
    return found


def card_row(context: Context, pilot_id: int, number: int, experiment: int) -> Row[Experiment]:
    """The stored row of an experiment card. Raises ProgramError if there is none."""
    rows = sheet_view(context, pilot_id, EXPERIMENTS).rows
    found = next((row for row in rows if (row.record.day, row.record.id) == (number, experiment)), None)
    if found is None:
        raise ProgramError(f"There is no experiment {experiment} on chaos day {number}.")
    return found


def _records(session: Session, pilot_id: int, sheet: Sheet[Of]) -> tuple[Of, ...]:
    return tuple(row.record for row in rows_in(session, pilot_id, sheet))


def _of(plan: ChaosDay, rows: tuple[Of, ...]) -> tuple[Of, ...]:
    return tuple(row for row in rows if row.day == plan.day)
