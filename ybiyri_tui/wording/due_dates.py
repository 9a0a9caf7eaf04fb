"""Dates as people type them: `2026-12-03`, `3 dec`, `3 dec 2026`, `+14`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.wording.states import short_day

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
EXPECTED = "write it like 2026-12-03, 3 dec, or +14 for in 14 days"

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\.? ?([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII)
_DAYS = re.compile(r"\+ ?(\d{1,4})(?: ?d(?:ays?)?)?", re.ASCII)


def parse_due(text: str, today: date) -> date | None:
    """The day that is meant, None for no text. A day without a year is the next one, today included.

    Raises ProgramError for anything else.
    """
    text = " ".join(text.casefold().split())
    if not text:
        return None
    try:
        if found := _ISO.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _DAYS.fullmatch(text):
            return today + timedelta(days=int(found[1]))
        if (found := _NAMED.fullmatch(text)) and (month := _month(found[2])):
            return _day(int(found[1]), month, int(found[3]) if found[3] else None, today)
    except (ValueError, OverflowError) as error:
        raise ProgramError(f"There is no such day as {text!r}; {EXPECTED}.") from error
    raise ProgramError(f"{text!r} is not a date; {EXPECTED}.")


def explain_due(text: str, today: date) -> str:
    """What the text means: `3 Dec 2026, in 14 days`. Raises ProgramError if it is no date."""
    day = parse_due(text, today)
    if day is None:
        return "no date"
    days = (day - today).days
    distance = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(
        days, f"in {days} days" if days > 0 else f"{-days} days ago"
    )
    return f"{short_day(day)}, {distance}"


def _month(name: str) -> int | None:
    for names in (MONTHS, FULL_MONTHS):
        if name in names:
            return names.index(name) + 1
    return 9 if name == "sept" else None


def _day(day: int, month: int, year: int | None, today: date) -> date:
    if year is not None:
        return date(year, month, day)
    for candidate in range(today.year, today.year + 9):  # 29 feb may be eight years away
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError
