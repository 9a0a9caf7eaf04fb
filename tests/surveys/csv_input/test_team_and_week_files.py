from __future__ import annotations

import io
from fractions import Fraction

import pytest

from surveys.errors import SurveyError
from surveys.statistics.csv_input.settings import Settings
from surveys.statistics.csv_input.team_file import TeamsFile, read_teams
from surveys.statistics.csv_input.week_file import read_weeks
from surveys.statistics.weekly import Week


def teams(text: str, chosen: Settings | None = None) -> TeamsFile:
    return read_teams("teams.csv", io.BytesIO(text.encode()), chosen or Settings())


def weeks(text: str) -> tuple[tuple[Week, ...], tuple[str, ...]]:
    return read_weeks("weeks.csv", io.BytesIO(text.encode()))


def test_each_team_has_one_shift_a_question() -> None:
    found = teams("team,phase,q\nB,before,1\nB,after,3\nA,before,2\nA,before,3\nA,after,4\nA,after,\n,,\n")
    assert list(found.questions) == ["q"]
    first, second = found.questions["q"]
    assert (first.team, first.n_before, first.n_after, first.shift) == ("A", 2, 1, Fraction(3, 2))
    assert (second.team, second.shift) == ("B", Fraction(2))


def test_a_team_that_answered_only_once_is_left_out_and_noted() -> None:
    found = teams("team,phase,q\nA,before,1\nA,after,3\nB,before,1\n")
    assert [shift.team for shift in found.questions["q"]] == ["A"]
    assert found.notes == ("q: left out, because they answered only once: B.",)


def test_a_turned_question_shifts_the_other_way() -> None:
    found = teams("team,phase,q\nA,before,1\nA,after,3\n", Settings(reverse=("q",)))
    assert found.questions["q"][0].shift == -2
    assert found.questions["q"][0].mean_before == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("team,q\nA,1\n", "teams.csv has no column 'phase'"),
        ("team,phase,q\nA,then,1\n", "teams.csv, row 2, column phase: 'then' is neither before nor after."),
        ("team,phase,q\n,after,1\n", "teams.csv, row 2, column team: the name of a team was expected."),
        ("team,phase,q\nA,after,9\n", "row 2, column q: '9' is not a whole number from 1 to 5."),
        ("team,phase,q\nA,after,1\n", "no team that answered any question both before and after"),
    ],
)
def test_bad_team_files_are_named_by_row_and_column(text: str, said: str) -> None:
    with pytest.raises(SurveyError) as caught:
        teams(text)
    assert said in str(caught.value)


def test_weeks_are_put_in_order_of_time() -> None:
    found, notes = weeks("period;events;total;phase\n2026-W02;1;9;before\n2026-W10;2;9;After\n2025-W52;3;9;before\n")
    assert [week.period for week in found] == ["2025-W52", "2026-W02", "2026-W10"]
    assert [week.is_after for week in found] == [False, False, True]
    assert len(notes) == 1
    days, _ = weeks("phase,period,events,total,note\nafter,2026-01-12,1,9,x\nbefore,2026-01-05,2,9,\n")
    assert [week.events for week in days] == [2, 1]
    numbers, _ = weeks("period,events,total,phase\n10,1,9,after\n9,2,9,before\n0,3,9,before\n")
    assert [week.events for week in numbers] == [3, 2, 1]


def test_other_periods_stay_in_the_order_of_rows() -> None:
    found, notes = weeks("period,events,total,phase\nsecond,1,9,before\nfirst,2,9,after\n")
    assert [week.period for week in found] == ["second", "first"]
    assert "order of rows" in notes[0]


def test_weeks_without_events_are_noted() -> None:
    _, notes = weeks("period,events,total,phase\n1,0,0,before\n2,1,3,after\n,,,\n")
    assert notes == ("Weeks without any events were left out: 1.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "period,events,phase\n1,2,before\n",
            "weeks.csv has no column 'total'; it needs period, events, total, phase.",
        ),
        ("period,events,total,phase\n1,x,3,before\n", "weeks.csv, row 2, column events: 'x' is not a whole number"),
        ("period,events,total,phase\n1,2,-3,before\n", "row 2, column total: '-3' is not a whole number"),
        ("period,events,total,phase\n1,4,3,before\n", "row 2, column events: 4 of 3 are more than there are."),
        ("period,events,total,phase\n1,2,3,\n", "row 2, column phase: '' is neither before nor after."),
        ("period,events,total,phase\n1,2,3,before\n1,2,3,after\n", "row 3, column period: 1 stands in row 2 already."),
        ("period,events,total,phase\n,2,3,before\n", "row 2, column period: a week was expected."),
    ],
)
def test_bad_week_files_are_named_by_row_and_column(text: str, said: str) -> None:
    with pytest.raises(SurveyError) as caught:
        weeks(text)
    assert said in str(caught.value)
