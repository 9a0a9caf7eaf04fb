"""The day of a date as trackers write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache

from playbook.tickets.values.month_names import month_number

EXAMPLES = "2025-11-01 or 20/Aug/25 12:38 PM"
FIRST_YEAR, LAST_YEAR = 1990, 2099
MOST_REMEMBERED = 1 << 16
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


class _Days(dict[str, "date | None"]):
    """Days by their text; a text with a time in it is read but not kept, because there are too many of them."""

    def __init__(self, read: Callable[[str], date | None]) -> None:
        super().__init__({"": None})
        self._read = read

    def __missing__(self, text: str) -> date | None:
        found = self._read(text)
        if ":" not in text and len(self) < MOST_REMEMBERED:
            self[text] = found
        return found


class _Times(dict[str, bool]):
    """Whether a text is a time, for each text once; `zones` collects their zones."""

    def __init__(self) -> None:
        super().__init__({"": True})
        self.zones: set[str] = set()

    def __missing__(self, text: str) -> bool:
        matched = _TIME.fullmatch(text)
        if matched is not None:
            self.zones.add(_zone(matched["zone"]))
        if len(self) < MOST_REMEMBERED:
            self[text] = matched is not None
        return matched is not None


class DayReader:
    """Reads the days of one file.

    Two memories make a cell cost two look-ups: exports hold millions of times but few days, and few minutes of a day.
    """

    def __init__(self, order: DayOrder | None = None) -> None:
        self.order = order
        self._times = _Times()
        self._days = _Days(self._read)

    def __call__(self, text: str) -> date | None:
        """The day as written, the time and its zone shift nothing; None if it is no date of the years 1990–2099.

        Read are ISO dates, `20/Aug/25`, `20 August 2025`, `Aug 20, 2025` with month names of seven languages,
        `20.08.2025`, and `08/20/2025` if the order is known. Two-digit years are of this century.
        """
        return self.column([text])[0]

    def column(self, texts: Sequence[str]) -> list[date | None]:
        """The days of many cells; None for a cell that is empty or no date."""
        days, times = self._days, self._times
        if texts and texts[0][10:11] == "T":
            return [
                days[text[:10]] if text[10:11] == "T" and text[11:] and times[text[11:]] else self._read(text)
                for text in texts
            ]
        parts = [text.partition(" ") for text in texts]
        found = [days[day] if times[time] else None for day, _, time in parts]
        if found.count(None) != texts.count(""):
            return [day or self._read(text) for day, text in zip(found, texts, strict=True)]
        return found

    def zone_words(self, usual: str) -> str:
        """In whose days the dates stand; `usual` is said where times name no zone."""
        zones = self._times.zones
        named = sorted(zones - {""})
        if not named:
            return usual
        written = " and ".join(named[:3]) + (" and others" if len(named) > 3 else "")
        return f"{written} as written in the file" if named != ["UTC"] or "" in zones else "UTC"

    def _read(self, text: str) -> date | None:
        day, time = split(text)
        found = read_day_alone(day, self.order) if day else None
        if found is None or time is None:
            return None
        return found if not time or self._times[time] else None


def read_day(text: str, order: DayOrder | None = None) -> date | None:
    """The day of one date, as `DayReader` reads it."""
    return DayReader(order)(text)


def split(text: str) -> tuple[str, str | None]:
    """The day and the time of a date; the time is empty if there is none, None if it is glued to the day."""
    hour_end = text.find(":")
    if hour_end < 0:
        return text, ""
    start = text[:hour_end].rstrip(_DIGITS)
    day = start.rstrip(_BETWEEN)
    return day, text[len(start) :] if len(day) < len(start) else None


@lru_cache(maxsize=1 << 12)
def read_day_alone(text: str, order: DayOrder | None) -> date | None:
    """The day of a date without a time."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    if found["iso"]:
        year, month, day = re.split(r"[-/.]", text)
    elif found["dotted"]:
        day, month, year = text.split(".")
    elif found["numeric"]:
        first, second, year = re.split(r"[/-]", text)
        day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
        if order is None:
            return None
    elif found["name_first"]:
        name, day, year = re.split(r"[\s,]+", text)[-3:]
        month = str(month_number(name))
    else:
        day, name, year = re.split(r"[/\s-]+", text)[-3:]
        day, month = day.rstrip("."), str(month_number(name))
    return _valid_day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


@lru_cache(maxsize=1 << 12)
def numeric_parts(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date such as `05/08/2025 10:00`, whose order the text alone does not tell."""
    day, time = split(text.strip().removeprefix("'"))
    found = _DAY.fullmatch(day)
    if found is None or not found["numeric"] or time is None or (time and not _TIME.fullmatch(time)):
        return None
    first, second, _ = re.split(r"[/-]", day)
    return int(first), int(second)


def _zone(written: str | None) -> str:
    """`UTC`, an offset such as `+08:00`, or nothing."""
    text = (written or "").upper().removeprefix("UTC").removeprefix("GMT")
    digits = re.sub(r"[^0-9]", "", text)
    if not written:
        return ""
    return f"{text[0]}{digits[:2]}:{digits[2:] or '00'}" if digits.strip("0") else "UTC"


def _valid_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
