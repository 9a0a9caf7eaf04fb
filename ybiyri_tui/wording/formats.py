"""How days and numbers are written: as on screens, or as a workspace wants its documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

DAYS = {
    "d mmm yyyy": "3 Dec 2026",
    "yyyy-mm-dd": "2026-12-03",
    "dd/mm/yyyy": "03/12/2026",
    "mm/dd/yyyy": "12/03/2026",
    "dd.mm.yyyy": "03.12.2026",
}
"""Ways to write a day, each with an example."""

NUMBERS = {
    "1234.5": ("", "."),
    "1,234.5": (",", "."),
    "1.234,5": (".", ","),
    "1 234,5": ("\N{NARROW NO-BREAK SPACE}", ","),
    "1'234.5": ("'", "."),
}
"""Ways to write a number, each with what groups its digits and its decimal sign."""


@dataclass(frozen=True)
class Formats:
    """One way to write days and one to write numbers; keys of `DAYS` and `NUMBERS`."""

    day: str = "d mmm yyyy"
    number: str = "1234.5"


_current: ContextVar[Formats] = ContextVar("formats", default=Formats())  # noqa: B039


@contextmanager
def written_as(formats: Formats) -> Iterator[None]:
    """Within it, in this thread, days and numbers are written this way."""
    before = _current.set(formats)
    try:
        yield
    finally:
        _current.reset(before)


def day_words(day: date) -> str:
    """A day, such as `3 Dec 2026`."""
    form = _current.get().day
    if form == "d mmm yyyy":
        return f"{day.day} {day:%b %Y}"
    return form.replace("dd", f"{day:%d}").replace("mm", f"{day:%m}").replace("yyyy", f"{day.year:04d}")


def number_words(number: str) -> str:
    """A number as Python writes it, such as `1234.5`; what is around its digits stays as it is."""
    group, decimal = NUMBERS[_current.get().number]
    whole, point, rest = number.partition(".")
    digits = [char for char in whole if char.isdigit()]
    if not group or len(digits) != len(whole):
        return f"{whole}{decimal if point else ''}{rest}"
    head = len(whole) % 3
    parts = [whole[:head]] if head else []
    parts += [whole[at : at + 3] for at in range(head, len(whole), 3)]
    return f"{group.join(parts)}{decimal if point else ''}{rest}"
