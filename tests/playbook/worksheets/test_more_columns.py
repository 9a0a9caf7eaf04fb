"""Columns of durations and times: what is written is read back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.worksheets.chaos_day import sheets as chaos
from playbook.worksheets.incident_flow import sheets as flow
from playbook.worksheets.pilot_plan import sheets as plan
from playbook.worksheets.sheets.durations import LONGEST, Unit, duration_column, short_duration
from playbook.worksheets.sheets.moments import moment_column
from playbook.worksheets.sheets.sheet import Sheet
from playbook.worksheets.specialists.sheets import ROADS, TASKS

SHEETS = (*flow.SHEETS, *chaos.SHEETS, TASKS, ROADS, *plan.SHEETS)


@given(st.integers(0, LONGEST), st.sampled_from(Unit))
def test_durations_are_written_exactly(seconds: int, unit: Unit) -> None:
    column = duration_column("wait", "Wait", unit=unit)
    assert column.read(column.write(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"), [("5", 300), ("0.5", 30), ("30 s", 30), ("2h", 7200), ("1,5 d", 129_600), ("3 minutes", 180)]
)
def test_durations_are_read_with_and_without_a_unit(text: str, seconds: int) -> None:
    assert duration_column("wait", "Wait", unit=Unit.MINUTES).read(text) == seconds


@given(st.text(max_size=20))
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    column = duration_column("wait", "Wait")
    try:
        found = column.read(text)
    except PlaybookError:
        return
    assert isinstance(found, int)
    assert 0 <= found <= LONGEST


def test_a_refusal_says_what_was_expected() -> None:
    with pytest.raises(PlaybookError, match="'soon' is not a duration such as 5 min or 30 s"):
        duration_column("wait", "Wait").read("soon")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3660, "1 h 1 min"), (90_000, "1 d 1 h"), (599.6, "10 min")],
)
def test_durations_on_screens_have_at_most_two_units(seconds: float, words: str) -> None:
    assert short_duration(seconds) == words


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_are_written_to_the_second(at: datetime) -> None:
    column = moment_column("at", "When")
    assert column.read(column.write(at)) == at.replace(microsecond=0)
    with pytest.raises(PlaybookError, match="a time such as"):
        column.read("yesterday")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_no_title_is_the_name_of_another_column(sheet: Sheet[object]) -> None:
    names = [name for column in sheet.columns for name in {column.field, column.title.lower().replace(" ", "_")}]
    assert sorted(names) == sorted(set(names))
