"""Amounts of money as people write them into tables: with a currency of their own, or in that of the table."""

from __future__ import annotations

import re

from playbook.errors import PlaybookError
from playbook.money import Money

NO_CURRENCY = "XXX"
"""ISO 4217's code for amounts that have no currency; never shown."""

_CURRENCY = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})\s*$")
_WITHOUT = re.compile(r"[0-9][0-9 _'.]*\s*[kKmM]?\s*$")
_NEGATIVE = re.compile(r"[-\u2212]\s*[0-9]")


def read_money(text: str) -> Money:
    """An amount with its currency. Raises PlaybookError that says what is wrong with any other text."""
    if _NEGATIVE.match(text):
        raise PlaybookError(f"{text!r} is negative; an amount of money is 0 or more, like 200K EUR.")
    if _WITHOUT.fullmatch(text):
        raise PlaybookError(f"{text!r} has no currency; write it like {text.strip()} EUR.")
    return Money.parse(text)


def with_currency(text: str, currency: str | None) -> str:
    """The text with this currency if it is an amount without one."""
    return f"{text} {currency}" if currency and _WITHOUT.fullmatch(text) else text


def currency_in(text: str) -> str | None:
    """The currency that the text ends with, None if it has none."""
    found = _CURRENCY.search(text)
    return found[1].upper() if found else None


def money_words(money: Money) -> str:
    """For screens, such as `200K EUR`; an amount without a currency is the bare amount."""
    return money.short.removesuffix(f" {NO_CURRENCY}")


def money_text(money: Money) -> str:
    """For files, exact."""
    return str(money).removesuffix(f" {NO_CURRENCY}")
