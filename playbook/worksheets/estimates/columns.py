"""Columns whose cells hold low, likely and high, or one number that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from playbook.errors import PlaybookError
from playbook.worksheets.estimates.estimate import AMOUNTS, NUMBERS, Estimate, MoneyEstimate
from playbook.worksheets.sheets.column import Column
from playbook.worksheets.sheets.sheet import Flaw

Record = TypeVar("Record")


def estimate_column(
    field: str, title: str, *, most: Decimal = Decimal(10) ** 6, expects: str = NUMBERS, required: bool = False
) -> Column:
    """A number, or low / likely / high, none above `most`."""

    def read(text: str) -> object:
        found = Estimate.parse(text)
        if found.high > most:
            raise PlaybookError(f"{found.high:f} is not believable here; at most {most:f} is taken.")
        return found

    return Column(field, title, expects, read, required=required, right=True)


def money_estimate_column(field: str, title: str, *, expects: str = AMOUNTS, required: bool = False) -> Column:
    """An amount, or low / likely / high, with its currency."""
    return Column(field, title, expects, MoneyEstimate.parse, required=required, right=True, is_money=True)


@dataclass(frozen=True)
class _Defaulted(Column):
    default: object = None

    def parse(self, text: str, currency: str | None = None) -> object:
        """The value of a cell; an empty one has the default."""
        return super().parse(text, currency) if text.strip() else self.default


def defaulted(column: Column, default: object) -> Column:
    """The same column, in which an empty cell stands for `default`, which is written out."""
    return _Defaulted(**vars(column), default=default)


def one_currency(
    records: Sequence[Record], amounts: Callable[[Record], Iterable[tuple[str, MoneyEstimate]]]
) -> Iterable[Flaw]:
    """A flaw for every amount in another currency than the first; `amounts` gives those of a record by field."""
    first: str | None = None
    for index, record in enumerate(records):
        for field, amount in amounts(record):
            first = first or amount.currency
            if amount.currency != first:
                says = f"{amount} is in {amount.currency} and the first amount in {first}; enter all in one currency."
                yield Flaw(index, field, says)


def only_once(records: Sequence[Record], field: str, one: str) -> Iterable[Flaw]:
    """A flaw for every text of a field that an earlier record has already, whatever its case."""
    seen: set[str] = set()
    for index, record in enumerate(records):
        text = str(getattr(record, field)).casefold()
        if text and text in seen:
            yield Flaw(index, field, f"There is another {one} called {getattr(record, field)!r}; call it differently.")
        seen.add(text)
