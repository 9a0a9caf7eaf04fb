"""Money as an exact amount with its currency; never a binary fraction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from playbook.errors import PlaybookError

MAX_AMOUNT = Decimal(10) ** 15
_WRITTEN = re.compile(
    r"^\s*(?P<amount>[0-9][0-9 _']*(?:\.[0-9]+)?)\s*(?P<unit>[kKmM])?\s*(?P<currency>[A-Za-z]{3})\s*$"
)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


@dataclass(frozen=True)
class Money:
    """A non-negative amount in an ISO 4217 currency."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount.normalize():f} {self.currency}"

    @property
    def short(self) -> str:
        """For screens: thousands as K and millions as M where nothing is lost, such as `200K EUR`."""
        for unit, size in (("M", 1_000_000), ("K", 1_000)):
            scaled = self.amount / size
            if self.amount >= size and scaled == scaled.quantize(Decimal("0.1")):
                return f"{scaled.normalize():f}{unit} {self.currency}"
        return str(self)

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads `200000 EUR`, `200K EUR` or `1.5M usd`; raises PlaybookError naming the expected form."""
        found = _WRITTEN.match(text)
        if not found:
            raise PlaybookError(f"{text!r} is not an amount of money; write it like 200000 EUR or 200K EUR.")
        digits = re.sub(r"[ _']", "", found["amount"])
        try:
            amount = Decimal(digits) * _UNITS[(found["unit"] or "").lower()]
        except InvalidOperation as error:
            raise PlaybookError(f"{text!r} is not an amount of money; write it like 200000 EUR.") from error
        if amount >= MAX_AMOUNT:
            raise PlaybookError(f"{text!r} is not a believable amount of money; it must be below {MAX_AMOUNT:f}.")
        return cls(amount, found["currency"].upper())
