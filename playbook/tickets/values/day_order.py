"""Whether dates such as 05/08/2025 begin with the day or the month: decided for a whole file, from its own evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.tickets.text.cells import quoted
from playbook.tickets.values.dates import DayOrder, Numeric

_MONTHS = 12


@dataclass(frozen=True)
class OrderFound:
    """What the file says: how many dates can only be read with the day, or with the month, first.

    `example` is one of the dates that need an order, in quotation marks; None if the file has none.
    """

    day_first: int = 0
    month_first: int = 0
    example: str | None = None

    @property
    def order(self) -> DayOrder | None:
        """The order that more dates speak for; None if none does."""
        if self.day_first == self.month_first:
            return None
        return DayOrder.DAY_FIRST if self.day_first > self.month_first else DayOrder.MONTH_FIRST

    def sentence(self, chosen: DayOrder | None) -> str | None:
        """What is to be said about the order in a report; None if no date needs one."""
        if self.example is None:
            return None
        shown = f"Dates like {self.example}"
        if chosen is not None:
            return f"{shown} were read with the {_word(chosen)} first, as was asked for."
        if self.order is None:
            return (
                f"{shown} can be read with the day or the month first, and nothing in the file decides it, so they "
                "were left out; say --map dates=dmy or --map dates=mdy."
            )
        other = min(self.day_first, self.month_first)
        against = f", against {other} that speak for the other order" if other else ""
        proof = max(self.day_first, self.month_first)
        return f"{shown} were read with the {_word(self.order)} first; dates that show it: {proof}{against}."


def find_order(days: Iterable[tuple[Numeric, int]]) -> OrderFound:
    """What the days of a file that need an order say about it; each comes with how often it stands there."""
    day_first = month_first = 0
    example: str | None = None
    for day, times in days:
        example = example or quoted(day.text)
        day_first += times * (day.first > _MONTHS >= day.second)
        month_first += times * (day.second > _MONTHS >= day.first)
    return OrderFound(day_first, month_first, example)


def _word(order: DayOrder) -> str:
    return "day" if order is DayOrder.DAY_FIRST else "month"
