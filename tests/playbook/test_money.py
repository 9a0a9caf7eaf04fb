"""Money stays exact, from what is typed to what is stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.columns import MoneyText
from playbook.errors import PlaybookError
from playbook.money import Money

AMOUNTS = st.decimals(min_value=0, max_value=10**14, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("200000 EUR", "200000", "EUR"),
        ("200K EUR", "200000", "EUR"),
        ("1.5M usd", "1500000", "USD"),
        ("0.1 EUR", "0.1", "EUR"),
        ("1 234.50 CHF", "1234.50", "CHF"),
        ("7k eur", "7000", "EUR"),
    ],
)
def test_what_people_type_is_read(typed: str, amount: str, currency: str) -> None:
    assert Money.parse(typed) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "typed", ["", "200", "EUR", "-5 EUR", "1e9 EUR", "200 euros", "1,5 EUR", "9999999999M EUR", "١٢ EUR"]
)
def test_anything_else_is_refused_with_the_expected_form(typed: str) -> None:
    with pytest.raises(PlaybookError, match=r"EUR|believable"):
        Money.parse(typed)


@given(AMOUNTS)
def test_storing_and_reading_gives_the_same_amount(amount: Decimal) -> None:
    column, money = MoneyText(), Money(amount, "EUR")
    stored = column.process_bind_param(money, None)  # type: ignore[arg-type]
    assert isinstance(stored, str)
    read = column.process_result_value(stored, None)  # type: ignore[arg-type]
    assert read == money


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("200000", "200K EUR"), ("1500000", "1.5M EUR"), ("7001", "7001 EUR"), ("12.5", "12.5 EUR"), ("0", "0 EUR")],
)
def test_the_short_form_rounds_nothing_away(amount: str, shown: str) -> None:
    assert Money(Decimal(amount), "EUR").short == shown
