"""Amounts of money as they are read: commas between thousands, cents only where there are any."""

from __future__ import annotations

from decimal import Decimal

from playbook.money import Money


def amount(money: Money | Decimal | None) -> str:
    """An amount without its currency; a dash for one that is not known."""
    if money is None:
        return "–"
    number = money.amount if isinstance(money, Money) else money
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"


def priced(money: Money) -> str:
    """An amount with its currency, such as `84,240 USD`."""
    return f"{amount(money)} {money.currency}"
