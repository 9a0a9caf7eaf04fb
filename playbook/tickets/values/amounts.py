"""Points and durations as trackers write them."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from math import isfinite

MOST_POINTS = 100_000.0
MOST_SECONDS = 10 * 365 * 24 * 3600
_HOURS_A_DAY, _DAYS_A_WEEK = 8, 5
_UNITS = {
    "w": 3600 * _HOURS_A_DAY * _DAYS_A_WEEK,
    "mo": 3600 * _HOURS_A_DAY * _DAYS_A_WEEK * 4,
    "d": 3600 * _HOURS_A_DAY,
    "h": 3600,
    "m": 60,
    "s": 1,
}
_PIECE = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(mo|[wdhms])[a-z]*[\s,]*", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9]))?")


class Unit(IntEnum):
    """Seconds that a bare number in a column of durations stands for."""

    SECOND = 1
    MINUTE = 60
    HOUR = 3600


@lru_cache(maxsize=1 << 10)
def read_number(text: str) -> float | None:
    """A number from 0 to 100,000, with a decimal comma or point; None for anything else, such as -1 for "not set"."""
    try:
        found = float(text.strip().strip("'").replace(",", "."))
    except ValueError:
        return None
    return found if isfinite(found) and 0 <= found <= MOST_POINTS else None


@lru_cache(maxsize=1 << 12)
def read_seconds(text: str, unit: Unit) -> int | None:
    """A duration in seconds: a bare number of the column's unit, `3h 30m`, `1w 2d`, or `2:30`; None for other text.

    Days have eight hours and weeks five days, as Jira and GitLab count them.
    """
    plain = text.strip().strip("'")
    clock = _CLOCK.fullmatch(plain)
    if clock:
        return _credible(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0))
    if plain and _PIECE.sub("", plain) == "":
        return _credible(sum(float(n.replace(",", ".")) * _UNITS[u.lower()] for n, u in _PIECE.findall(plain)))
    try:
        return _credible(float(plain.replace(",", ".")) * unit)
    except ValueError:
        return None


def _credible(seconds: float) -> int | None:
    return round(seconds) if isfinite(seconds) and 0 <= seconds <= MOST_SECONDS else None


def unit_in(header: str, usual: Unit) -> Unit:
    """The unit that a header such as `Time Spent (hours)` names, otherwise the tracker's usual one."""
    words = header.casefold()
    named = ((Unit.HOUR, ("hour", "heure", "hora", "stunde")), (Unit.MINUTE, ("minute", "minuto")))
    for unit, names in named:
        if any(name in words for name in names):
            return unit
    return Unit.SECOND if "second" in words else usual
