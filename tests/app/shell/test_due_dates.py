"""Dates as people type them, and one sentence for everything else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.wording.due_dates import explain_due, parse_due

TODAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-03", TODAY),
        ("2026-1-9", date(2026, 1, 9)),
        ("3 dec", TODAY),
        ("3. Dec.", TODAY),
        ("3dec", TODAY),
        ("03 DECEMBER", TODAY),
        ("2 dec", date(2027, 12, 2)),
        ("1 sept 2028", date(2028, 9, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("+14", date(2026, 12, 17)),
        ("+ 14 days", date(2026, 12, 17)),
        ("+0", TODAY),
        ("  3   dec  2026 ", TODAY),
        ("", None),
        ("   ", None),
    ],
)
def test_what_is_meant(typed: str, meant: date | None) -> None:
    assert parse_due(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "tomorrowish",
        "3",
        "14",
        "-3",
        "3/12",
        "12/3/26",
        "2026-13-01",
        "31 feb",
        "31 jun 2026",
        "3 dez",
        "+99999",
        "٣ dec",
    ],
)
def test_anything_else_is_refused_with_what_was_expected(typed: str) -> None:
    with pytest.raises(ProgramError, match=r"write it like 2026-12-03, 3 dec, or \+14 for in 14 days\.") as error:
        parse_due(typed, TODAY)
    assert repr(typed) in str(error.value)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(9000, 1, 1)))
def test_every_day_can_be_typed_as_it_is_stored(day: date) -> None:
    assert parse_due(day.isoformat(), TODAY) == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 364))
def test_a_day_without_a_year_is_the_next_one(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if (day.month, day.day) != (2, 29):
        assert parse_due(f"{day.day} {day:%b}", today) == day


@given(st.text(max_size=30))
def test_no_text_does_anything_but_give_a_day_or_one_sentence(typed: str) -> None:
    try:
        told = str(parse_due(typed, TODAY))
    except ProgramError as error:
        told = str(error)
    assert told == "None" or told[:4].isdigit() or told.endswith("14 days.")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "no date"),
        ("3 dec", "3 Dec 2026, today"),
        ("+1", "4 Dec 2026, tomorrow"),
        ("2026-12-02", "2 Dec 2026, yesterday"),
        ("+14", "17 Dec 2026, in 14 days"),
        ("2026-11-23", "23 Nov 2026, 10 days ago"),
    ],
)
def test_it_is_told_what_the_text_will_be_taken_for(typed: str, told: str) -> None:
    assert explain_due(typed, TODAY) == told
