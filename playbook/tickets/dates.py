"""The day of a date as trackers write it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

EXAMPLES = "2025-11-01 or 20/Aug/25 12:38 PM"
FIRST_YEAR, LAST_YEAR = 1990, 2099
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY = re.compile(
    r"""
    (?P<iso> [0-9]{4}-[0-9]{2}-[0-9]{2} )
  | (?P<named> [0-9]{1,2} ([/\s-]) [^\W\d_]{3,9}\.? \3 (?:[0-9]{4}|[0-9]{2}) )
  | (?P<dotted> [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4} )
    """,
    re.VERBOSE,
)
_TIME = re.compile(
    r"""
    [0-9]{1,2}:[0-9]{2} (?: :[0-9]{2} (?:[.,][0-9]{1,9})? )?
    (?: \s*[ap]\.?m\.? )?
    (?: \s*(?: z | utc | gmt | [+-][0-9]{2} (?: :?[0-9]{2} )? ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = "0123456789"
_BETWEEN = " ,Tt\t\u00a0\u202f"


def read_day(text: str) -> date | None:
    """The day of a date with or without a time; None if it is no date of the years 1990–2099.

    Read are `2025-11-01`, `20/Aug/25`, `20-Aug-2025`, `20 August 2025` with English month names, and
    `20.08.2025`; two-digit years are of this century. The day is taken as written: the time and its zone
    shift nothing. `05/08/2025` is not read, because its month cannot be told.
    """
    hour_end = text.find(":")
    if hour_end < 0:
        return _day(text)
    start = text[:hour_end].rstrip(_DIGITS)
    day = start.rstrip(_BETWEEN)
    return _day(day) if len(day) < len(start) and _is_time(text[len(start) :]) else None


@lru_cache(maxsize=1 << 12)
def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    if found["iso"]:
        year, month, day = text.split("-")
    elif found["dotted"]:
        day, month, year = text.split(".")
    else:
        day, name, year = re.split(r"[/\s-]", text)
        month = str(_month(name))
    return _valid_day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _month(name: str) -> int:
    """The number of an English month, also shortened to three letters or more; 0 for other words."""
    start = name.rstrip(".").casefold()
    return next((number for number, full in enumerate(_MONTHS, 1) if full.startswith(start)), 0)


def _valid_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
