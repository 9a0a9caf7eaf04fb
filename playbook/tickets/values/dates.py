"""The day and the time of a date, as trackers write them."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from playbook.tickets.values.month_names import month_number

EXAMPLES = "2025-11-01 or 20/Aug/25 12:38 PM"
FIRST_YEAR, LAST_YEAR = 1990, 2099
_DAY = re.compile(
    r"""
    (?P<iso> [0-9]{4} ([-/.]) [0-9]{1,2} \2 [0-9]{1,2} )
  | (?P<named> (?: [^\W\d_]{2,9}\.?,?\s+ )? [0-9]{1,2}\.? ([/\s-]) [^\W\d_]{3,10}\.? \4 (?:[0-9]{4}|[0-9]{2}) )
  | (?P<name_first> (?: [^\W\d_]{2,9}\.?,?\s+ )? [^\W\d_]{3,10}\.? \s+ [0-9]{1,2},? \s+ [0-9]{4} )
  | (?P<dotted> [0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2}) )
  | (?P<numeric> [0-9]{1,2} ([/-]) [0-9]{1,2} \8 (?:[0-9]{4}|[0-9]{2}) )
    """,
    re.VERBOSE,
)
_TIME = re.compile(
    r"""
    [0-9]{1,2}:[0-9]{2} (?: :[0-9]{2} (?:[.,][0-9]{1,9})? )?
    (?: \s*[ap]\.?\s?m\.? )?
    (?: \s* (?P<zone> z | (?:utc|gmt)? [+-][0-9]{2} (?: :?[0-9]{2} )? | utc | gmt ) )?
    (?: \s* \( [^()]{1,40} \) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = "0123456789"
_BETWEEN = " ,Tt\t\u00a0\u202f"


class DayOrder(StrEnum):
    """Which of two numbers comes first in a date such as `05/08/2025`."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Numeric(NamedTuple):
    """A day such as `05/08/2025`, which only the whole file can tell."""

    text: str
    first: int
    second: int
    year: int

    def day(self, order: DayOrder | None) -> date | None:
        """The day in this order; None without one, or if there is no such day."""
        if order is None:
            return None
        month, day = (self.second, self.first) if order is DayOrder.DAY_FIRST else (self.first, self.second)
        return _valid_day(self.year, month, day)


DayAlone: TypeAlias = "date | Numeric | None"


def split(text: str) -> tuple[str, str | None]:
    """The day and the time of a date; the time is empty if there is none, None if it is glued to the day."""
    hour_end = text.find(":")
    if hour_end < 0:
        return text, ""
    start = text[:hour_end].rstrip(_DIGITS)
    day = start.rstrip(_BETWEEN)
    return day, text[len(start) :] if len(day) < len(start) else None


def read_day_alone(text: str) -> DayAlone:
    """The day of a date without a time; None if it is no date of the years 1990–2099.

    Read are ISO dates, `20/Aug/25`, `20 August 2025`, `Aug 20, 2025` with month names of seven languages and
    `20.08.2025`; two-digit years are of this century.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    if found["iso"]:
        year, month, day = re.split(r"[-/.]", text)
    elif found["dotted"]:
        day, month, year = text.split(".")
    elif found["numeric"]:
        first, second, year = re.split(r"[/-]", text)
        return Numeric(text, int(first), int(second), _full_year(year))
    elif found["name_first"]:
        name, day, year = re.split(r"[\s,]+", text)[-3:]
        month = str(month_number(name))
    else:
        day, name, year = re.split(r"[/\s-]+", text)[-3:]
        day, month = day.rstrip("."), str(month_number(name))
    return _valid_day(_full_year(year), int(month), int(day))


def zone_of(time: str) -> str | None:
    """`UTC`, an offset such as `+08:00`, or nothing where a time names no zone; None if it is no time."""
    found = _TIME.fullmatch(time)
    return None if found is None else _zone(found["zone"])


def _zone(written: str | None) -> str:
    """`UTC`, an offset such as `+08:00`, or nothing."""
    text = (written or "").upper().removeprefix("UTC").removeprefix("GMT")
    digits = re.sub(r"[^0-9]", "", text)
    if not written:
        return ""
    return f"{text[0]}{digits[:2]}:{digits[2:] or '00'}" if digits.strip("0") else "UTC"


def _full_year(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _valid_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
