"""Low, likely and high as they are typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate

numbers = st.decimals(min_value=0, max_value=10**6, places=3)


@pytest.mark.parametrize(
    ("typed", "written"), [("4", "4"), ("2/4/8", "2 / 4 / 8"), (" 0.50 / 1 / 1.0 ", "0.5 / 1 / 1")]
)
def test_numbers_are_read(typed: str, written: str) -> None:
    assert str(Estimate.parse(typed)) == written


@pytest.mark.parametrize("typed", ["", "4/2", "8/4/2", "-1", "1/2/3/4", "many", "1e9", "1,5", "99999999999"])
def test_other_numbers_are_refused_with_the_expected_form(typed: str) -> None:
    with pytest.raises(PlaybookError, match=r"low / likely / high|believable"):
        Estimate.parse(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("540 usd", "540 USD"),
        ("400/540/700 USD", "400 / 540 / 700 USD"),
        ("1K / 1.2K / 2K eur", "1000 / 1200 / 2000 EUR"),
    ],
)
def test_amounts_are_read(typed: str, written: str) -> None:
    assert str(MoneyEstimate.parse(typed)) == written


@pytest.mark.parametrize("typed", ["540", "1/2/3", "1/2 EUR", "3/2/1 EUR", "1 EUR / 2 USD / 3 EUR", "-5 EUR", "x EUR"])
def test_other_amounts_are_refused(typed: str) -> None:
    with pytest.raises(PlaybookError, match=r"EUR|USD|in order"):
        MoneyEstimate.parse(typed)


@given(st.lists(numbers, min_size=3, max_size=3).map(sorted))
def test_what_is_written_can_be_read_again(three: list[Decimal]) -> None:
    estimate = Estimate(*three)
    assert Estimate.parse(str(estimate)) == estimate
    assert MoneyEstimate.parse(str(MoneyEstimate(estimate, "CHF"))).amount == estimate
