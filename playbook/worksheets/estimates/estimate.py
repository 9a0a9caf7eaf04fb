"""Quantities that are not known exactly: low, likely and high, written `2 / 4 / 8`, or one number that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from playbook.errors import PlaybookError
from playbook.money import Money

LARGEST = Decimal(10) ** 9
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_CURRENCY = re.compile(r"\s*([A-Za-z]{3})\s*$")
NUMBERS = "a number such as 4, or low / likely / high such as 2 / 4 / 8"
AMOUNTS = "an amount such as 540 EUR, or low / likely / high such as 400 / 540 / 700 EUR"


@dataclass(frozen=True)
class Estimate:
    """Low, likely and high: of ten such cases, one lies below low and one above high; likely is the middle."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high:
            raise PlaybookError(f"{self} is not in order; write low / likely / high, none below zero.")
        if self.high > LARGEST:
            raise PlaybookError(f"{self.high:f} is not believable; at most {LARGEST:f} is taken.")

    def __str__(self) -> str:
        if self.is_exact:
            return written(self.likely)
        return " / ".join(written(value) for value in (self.low, self.likely, self.high))

    @property
    def is_exact(self) -> bool:
        """Whether it is one number that is known."""
        return self.low == self.high

    @classmethod
    def exactly(cls, value: Decimal | int | str) -> Estimate:
        """One number that is known."""
        number = Decimal(value)
        return cls(number, number, number)

    @classmethod
    def parse(cls, text: str) -> Estimate:
        """Reads `4` or `2 / 4 / 8`; raises PlaybookError naming the expected form."""
        return cls(*_three(text))


@dataclass(frozen=True)
class MoneyEstimate:
    """An estimate of an amount of money in one currency."""

    amount: Estimate
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    @property
    def likely(self) -> Money:
        """The amount in the middle."""
        return Money(self.amount.likely, self.currency)

    @classmethod
    def exactly(cls, money: Money) -> MoneyEstimate:
        """An amount that is known."""
        return cls(Estimate.exactly(money.amount), money.currency)

    @classmethod
    def parse(cls, text: str) -> MoneyEstimate:
        """Reads `540 EUR`, `1.2K EUR` or `400 / 540 / 700 EUR`; raises PlaybookError naming the expected form."""
        if "/" not in text:
            return cls.exactly(Money.parse(text))
        found = _CURRENCY.search(text)
        if not found:
            raise PlaybookError(f"{text!r} names no currency; write {AMOUNTS}.")
        currency = found[1].upper()
        parts = text[: found.start()].split("/")
        if len(parts) != 3:
            raise PlaybookError(f"{text!r} is not a range; write {AMOUNTS}.")
        return cls(Estimate(*(Money.parse(f"{part} {currency}").amount for part in parts)), currency)


def written(number: Decimal) -> str:
    """A number without needless zeros, such as 0.5 or 120."""
    return f"{number.normalize():f}"


def _three(text: str) -> tuple[Decimal, Decimal, Decimal]:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) not in (1, 3) or not all(_NUMBER.fullmatch(part) for part in parts):
        raise PlaybookError(f"{text!r} is not an estimate; write {NUMBERS}.")
    low, likely, high = [Decimal(part) for part in (parts if len(parts) == 3 else parts * 3)]
    return low, likely, high
