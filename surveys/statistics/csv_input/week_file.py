"""Weekly counts: one row a week, with the columns `period`, `events`, `total` and `phase`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from surveys.errors import SurveyError
from surveys.statistics.csv_input.phase import PHASE, is_after
from surveys.statistics.csv_input.table import Table
from surveys.statistics.weekly import Week

COLUMNS = ("period", "events", "total", PHASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})", re.IGNORECASE)
_WHOLE = re.compile(r"\d{1,9}")


def read_weeks(name: str, data: BinaryIO) -> tuple[tuple[Week, ...], tuple[str, ...]]:
    """Reads `period,events,total,phase`, one row a week; the weeks in order of time, and what is to be noted.

    Periods that are all ISO weeks (2026-W05), ISO days, or whole numbers are put in order; others stay as they come.
    Raises SurveyError that names file, row and column of what cannot be read.
    """
    table = Table(name, data)
    for column in COLUMNS:
        if column not in table.header:
            raise SurveyError(f"{name} has no column {column!r}; it needs {', '.join(COLUMNS)}.")
    weeks: list[Week] = []
    seen: dict[str, int] = {}
    for row, cells in _rows(table):
        period, events, total, phase = cells
        place = f"{name}, row {row}"
        if not period:
            raise SurveyError(f"{place}, column period: a week was expected.")
        if seen.setdefault(period, row) != row:
            raise SurveyError(f"{place}, column period: {period} stands in row {seen[period]} already.")
        week = Week(period, _count(events, f"{place}, column events"), _count(total, f"{place}, column total"), False)
        if week.events > week.total:
            raise SurveyError(f"{place}, column events: {week.events} of {week.total} are more than there are.")
        weeks.append(Week(period, week.events, week.total, is_after(phase, place)))
    empty = [week.period for week in weeks if not week.total]
    notes = [*table.notes, *([f"Weeks without any events were left out: {', '.join(empty)}."] if empty else [])]
    return tuple(_in_order(weeks, notes)), tuple(notes)


def _rows(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    places = [table.header.index(column) for column in COLUMNS]
    for block in table.blocks():
        columns = [block.texts(place) for place in places]
        for row, *cells in zip(block.row_numbers, *columns, strict=True):
            if any(cells):
                yield int(row), tuple(map(str, cells))


def _count(text: str, place: str) -> int:
    if not _WHOLE.fullmatch(text) or not text.isascii():
        raise SurveyError(f"{place}: {text!r} is not a whole number from 0 up.")
    return int(text)


def _in_order(weeks: list[Week], notes: list[str]) -> list[Week]:
    """By time where all periods can be read as one, otherwise as they came, which is noted."""
    for key in (_week_key, _day_key, _number_key):
        keys = [key(week.period) for week in weeks]
        if all(found is not None for found in keys):
            places = sorted(range(len(weeks)), key=lambda at: keys[at] or 0)
            return [weeks[at] for at in places]
    notes.append("The periods are no weeks, days or numbers, so the order of rows was taken for that of time.")
    return weeks


def _week_key(period: str) -> int | None:
    found = _WEEK.fullmatch(period)
    return int(found[1]) * 100 + int(found[2]) if found else None


def _day_key(period: str) -> int | None:
    try:
        return date.fromisoformat(period).toordinal()
    except ValueError:
        return None


def _number_key(period: str) -> int | None:
    return int(period) + 1 if _WHOLE.fullmatch(period) else None
