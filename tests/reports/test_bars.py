"""Bars and intervals as text: to scale, and readable without colour or special characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.records import Segment
from ybiyri_tui.reports.bars import bar, bar_legend, interval_picture


def two(low: float, high: float) -> tuple[Segment, Segment]:
    return Segment("favourable", low, high, ""), Segment("rest", 1 - high, 1 - low, "")


def test_a_bar_is_as_long_as_the_share_it_stands_for() -> None:
    assert bar(two(5 / 8, 5 / 8), 16) == "█" * 10 + "░" * 6


def test_a_band_is_drawn_as_unclear_so_that_nobody_and_one_look_alike() -> None:
    assert bar(two(0, 1 / 8), 16) == "▒▒" + "░" * 14
    assert bar(two(7 / 8, 1), 16) == "█" * 14 + "▒▒"


def test_three_parts_have_the_unfavourable_ones_at_the_right_end() -> None:
    parts = (
        Segment("favourable", 0.5, 0.5, "50 %"),
        Segment("middle", 0.25, 0.25, "25 %"),
        Segment("unfavourable", 0.25, 0.25, "25 %"),
    )
    assert bar(parts, 12) == "█" * 6 + "░" * 3 + "▚" * 3


def test_plain_terminals_get_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YBIYRI_ASCII", "1")
    assert bar(two(0.5, 0.625), 8) == "####?..."
    assert interval_picture(0.75, (0.5, 0.9), 11).isascii()
    assert bar_legend(fine=True).isascii()


@given(st.integers(4, 40), st.data(), st.integers(8, 60))
def test_every_bar_has_exactly_its_width(n: int, data: st.DataObject, width: int) -> None:
    count = data.draw(st.integers(0, n))
    drawn = bar(two(count / n, count / n), width)
    assert len(drawn) == width
    assert drawn.count("█") == round(count / n * width)


def test_the_middle_of_the_effect_is_no_change() -> None:
    assert interval_picture(0.5, (0.25, 0.75), 21) == "     ├────●────┤     "
    assert interval_picture(0.9, (0.7, 0.95), 21) == "          ┊   ├───●┤ "


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_dot_and_both_ends_stay_on_the_line(theta: float, one: float, other: float) -> None:
    drawn = interval_picture(theta, (min(one, other), max(one, other)), 21)
    assert len(drawn) == 21
    assert drawn.count("●") == 1
