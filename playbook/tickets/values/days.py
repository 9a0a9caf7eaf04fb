"""The days of one file, read column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from playbook.tickets.text.cells import plain_cell
from playbook.tickets.values.coded import MOST_REMEMBERED, Coded
from playbook.tickets.values.dates import DayOrder, Numeric, read_day_alone, split, zone_of
from playbook.tickets.values.day_order import OrderFound, find_order
from playbook.tickets.values.words import is_nothing

LONGEST_SHOWN = 60


class Unread(NamedTuple):
    """A cell that is no date, as far as it is shown in a message."""

    text: str


Day: TypeAlias = "date | Numeric | Unread | None"
_NO_DAY = Unread("")


class DayReader:
    """Reads cells to numbers, each of which stands for one day in `days`; 0 is that of a cell that says nothing.

    A file holds millions of times but few days, and few minutes of a day: both are read once. `Numeric` days wait for
    `settle`, which knows the whole file.
    """

    def __init__(self) -> None:
        self._coded: Coded[Day] = Coded(_day_or_nothing, None)
        self._no_day = self._coded.code(_NO_DAY)
        self._has_one_width = True
        """Whether days were as long as one another in each column so far, which makes them fast to take apart."""
        self._times = {""}
        self._zones: set[str] = set()

    @property
    def days(self) -> list[Day]:
        """What each number stands for."""
        return self._coded.meanings

    def column(self, texts: Sequence[str]) -> list[int]:
        """The numbers of many cells. The day counts as it is written; time and zone shift nothing."""
        if texts.count("") == len(texts):
            return [0] * len(texts)
        width = len(_day_part(next(filter(None, texts)))) if self._has_one_width else 0
        if width:
            found = self._pairs(map(itemgetter(slice(width)), texts), [text[width:] for text in texts])
            if found is not None:
                return found
            self._has_one_width = False
        days = [_day_part(text) for text in texts]
        times = [text[len(day) :] for day, text in zip(days, texts, strict=True)]
        found = self._pairs(days, times) if days.count("") == texts.count("") else None
        return [self._whole(text) if text else 0 for text in texts] if found is None else found

    def settle(self, columns: Iterable[Sequence[int]], asked_for: DayOrder | None) -> OrderFound:
        """Decides about the days that need an order, from all of them, and says what spoke for it."""
        waiting = [(code, day) for code, day in enumerate(self.days) if isinstance(day, Numeric)]
        if not waiting:
            return OrderFound()
        counts: Counter[int] = Counter()
        for column in columns:
            counts.update(column)
        found = find_order((day, counts[code]) for code, day in waiting if counts[code])
        for code, day in waiting:
            self.days[code] = day.day(asked_for or found.order) or Unread(day.text)
        return found

    def zone_words(self, usual: str) -> str:
        """In whose days the dates stand; `usual` is said where times name no zone."""
        named = sorted(self._zones - {""})
        if not named:
            return usual
        written = " and ".join(named[:3]) + (" and others" if len(named) > 3 else "")
        return f"{written} as written in the file" if named != ["UTC"] or "" in self._zones else "UTC"

    def _whole(self, text: str) -> int:
        """The number of one cell, also of an odd one: glued, with what a spreadsheet put around it, or no date."""
        for cell in (text, plain_cell(text)):
            day, time = split(cell)
            code = self._coded[day] if day else self._no_day
            if code != self._no_day and time is not None and self._is_time(time):
                return code
        return 0 if is_nothing(text) else self._coded.code(Unread(text[:LONGEST_SHOWN]))

    def _pairs(self, days: Iterable[str], times: Sequence[str]) -> list[int] | None:
        """The numbers of the days, None if any of the texts is no day or no time."""
        found = list(map(self._coded.__getitem__, days))
        is_plain = self._no_day not in found and (self._times.issuperset(times) or all(map(self._is_time, times)))
        return found if is_plain else None

    def _is_time(self, text: str) -> bool:
        """Whether this is a time, or nothing, with what stands between it and the day."""
        if text in self._times:
            return True
        zone = zone_of(text[1:] if text[0] in " T" else text)
        if zone is None:
            return False
        self._zones.add(zone)
        if len(self._times) < MOST_REMEMBERED:
            self._times.add(text)
        return True


def _day_or_nothing(text: str) -> Day:
    return read_day_alone(text) or (None if is_nothing(text) else _NO_DAY)


def _day_part(text: str) -> str:
    """What stands before the first blank, or before the T of an ISO date."""
    return text[:10] if text[10:11] == "T" else text.partition(" ")[0]


def read_day(text: str, order: DayOrder | None = None) -> date | None:
    """The day of one date; None if it is none."""
    reader = DayReader()
    codes = reader.column([text])
    reader.settle([codes], order)
    day = reader.days[codes[0]]
    return day if isinstance(day, date) else None
