"""Columns of durations: people type minutes, hours or days, records hold seconds."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from playbook.errors import PlaybookError
from playbook.worksheets.sheets.column import Column

LONGEST = 10 * 366 * 86_400
"""Seconds in ten years; no duration on a worksheet is longer."""
_WRITTEN = re.compile(r"(?P<number>[0-9]{1,12}([.,][0-9]{1,6})?)\s*(?P<unit>[a-z]*)")


class Unit(StrEnum):
    """What a bare number in a cell means."""

    SECONDS = "s"
    MINUTES = "min"
    HOURS = "h"
    DAYS = "d"

    @property
    def seconds(self) -> int:
        """How long one is."""
        return _SECONDS[self]


_SECONDS = {Unit.SECONDS: 1, Unit.MINUTES: 60, Unit.HOURS: 3600, Unit.DAYS: 86_400}
_UNITS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), Unit.SECONDS),
    **dict.fromkeys(("m", "min", "minute", "minutes"), Unit.MINUTES),
    **dict.fromkeys(("h", "hour", "hours"), Unit.HOURS),
    **dict.fromkeys(("d", "day", "days"), Unit.DAYS),
}


def duration_column(field: str, title: str, *, unit: Unit = Unit.MINUTES, required: bool = False) -> Column:
    """A duration in whole seconds; a bare number is in `unit`, and so are those that are written."""
    other = "2 h" if unit is Unit.SECONDS else "30 s"
    expects = f"a duration such as 5 {unit.value} or {other}; a bare number is in {unit.value}"
    return Column(
        field,
        title,
        expects,
        lambda text: read_duration(text, unit, expects),
        write=lambda seconds: write_duration(seconds, unit),
        show=short_duration,
        required=required,
        right=True,
    )


def read_duration(text: str, unit: Unit, expects: str) -> int:
    """Seconds. Raises PlaybookError that says what was expected."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    meant = _UNITS.get(found["unit"] or unit.value) if found else None
    if found is None or meant is None:
        raise PlaybookError(f"{text!r} is not {expects}.")
    seconds = Decimal(found["number"].replace(",", ".")) * meant.seconds
    if seconds > LONGEST:
        raise PlaybookError(f"{text!r} is longer than ten years; {expects} was expected.")
    return int(seconds.to_integral_value())


def write_duration(seconds: int, unit: Unit) -> str:
    """For files and editing, exact: in the unit where a few decimals hold it, else in seconds."""
    number = Decimal(seconds) / unit.seconds
    return f"{number.normalize() + 0:f}" if number == round(number, 4) else f"{seconds} s"


def short_duration(seconds: float) -> str:
    """For screens, at most two units: `40 s`, `5 min`, `1 h 20 min`, `3 d 4 h`; days have 24 hours."""
    whole = round(seconds)
    for size, name, smaller, small_name in (
        (86_400, "d", 3600, "h"),
        (3600, "h", 60, "min"),
        (60, "min", 1, "s"),
    ):
        if whole >= size:
            big, rest = divmod(whole, size)
            small = rest // smaller
            return f"{big} {name} {small} {small_name}" if small else f"{big} {name}"
    return f"{whole} s"
