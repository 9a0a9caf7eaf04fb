from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.tickets.values.dates import FIRST_YEAR, LAST_YEAR
from playbook.tickets.values.days import DayReader, Unread, read_day

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
times = st.sampled_from(["", " 12:38 PM", " 1:05 am", " 23:59", " 07:15:55"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-01", date(2025, 11, 1)),
        ("2020-06-12T08:13:13.360+0800", date(2020, 6, 12)),
        ("2022-07-17 07:15:55.959+00:00", date(2022, 7, 17)),
        ("2023-01-26T19:01:12Z", date(2023, 1, 26)),
        ("2020-01-17 10:36:26", date(2020, 1, 17)),
        ("20/Aug/25 12:38 PM", date(2025, 8, 20)),
        ("20/Aug/25 12:38\u202fPM", date(2025, 8, 20)),
        ("05/Aug/2025", date(2025, 8, 5)),
        ("5-aug-25 9:05", date(2025, 8, 5)),
        ("14/Sept/25", date(2025, 9, 14)),
        ("1 March 2025, 10:00", date(2025, 3, 1)),
        ("20.08.2025 10:00", date(2025, 8, 20)),
        ("05/août/25 2:47 PM", date(2025, 8, 5)),
        ("15/juil./25 5:50 PM", date(2025, 7, 15)),
        ("14/sept./25", date(2025, 9, 14)),
        ("10/nov/25 4:51 PM", date(2025, 11, 10)),
        ("03/ene/26 4:51 p. m.", date(2026, 1, 3)),
        ("05/Mär/25 14:47", date(2025, 3, 5)),
        ("05.08.25 14:47", date(2025, 8, 5)),
        ("Mon Apr 21 2025 10:17:06 GMT+0000 (GMT)", date(2025, 4, 21)),
        ("Wed, 2 Oct 2013 10:15:50 +0300", date(2013, 10, 2)),
        ("Aug 20, 2025", date(2025, 8, 20)),
        ("2025/8/5 6:04", date(2025, 8, 5)),
    ],
)
def test_dates_as_trackers_write_them_are_read(text: str, expected: date) -> None:
    assert read_day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/Feb/2025",
        "05/08/2025",
        "20/Ma/25",
        "2025-13-01",
        "20250101",
        "0025-11-01",
        "3025-11-01",
        "2025-11-01 soon",
        "2025-11-01T",
        "2025-11-0112:00",
        "12:38",
        "1/Aug/225",
        "٢٠٢٥-١١-٠١",
    ],
)
def test_what_is_no_certain_date_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


@given(days, times)
def test_every_day_is_read_in_every_form(day: date, time: str) -> None:
    month = day.strftime("%b")
    assert read_day(f"{day.isoformat()}{time}") == day
    assert read_day(f"{day.day:02d}/{month}/{day.year}{time}") == day
    if day.year >= 2000:
        assert read_day(f"{day.day}/{month}/{day.year % 100:02d}{time}") == day


@given(st.datetimes(datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 1, 1)), st.sampled_from([None, UTC]))
def test_any_iso_time_gives_its_own_day(moment: datetime, zone: tzinfo | None) -> None:
    assert read_day(moment.replace(tzinfo=zone).isoformat()) == moment.date()


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_day(text)
    assert found is None or FIRST_YEAR <= found.year <= LAST_YEAR


@pytest.mark.parametrize("odd", [" ", "", "-", "NULL", "None"])
def test_one_cell_that_says_nothing_spoils_no_column(odd: str) -> None:
    reader = DayReader()
    codes = reader.column([odd, "20/Aug/25 12:38 PM", odd, "5/Sep/25", "'21/Aug/25", " 22/Aug/25 1:00 AM"])
    days = [reader.days[code] for code in codes]
    assert days == [None, date(2025, 8, 20), None, date(2025, 9, 5), date(2025, 8, 21), date(2025, 8, 22)]


@pytest.mark.parametrize("text", [" 12:30", "12:30", "20/Aug/25 soon", "soon", "2025-08-20Tsoon", "31/Feb/2025"])
def test_what_is_no_date_is_kept_for_the_message(text: str) -> None:
    reader = DayReader()
    codes = reader.column([text, "20/Aug/25 12:38 PM"])
    assert [reader.days[code] for code in codes] == [Unread(text), date(2025, 8, 20)]
