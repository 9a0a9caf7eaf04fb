"""A goal counts once somebody answers for what customers get, and once it was said aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from playbook.worksheets.goals.goals import GOALS, Goal, GoalCounts, count
from playbook.worksheets.sheets.csv_form import read_csv
from playbook.worksheets.sheets.reading import SheetError, read_records

BARE = Goal("99.9 % of payments")
LINKED = replace(BARE, outcome="orders are completed", answers="Head of Product")
SAID = replace(LINKED, said_to="all teams", said_on=date(2026, 12, 3))


def test_goals_are_counted_by_how_far_they_are() -> None:
    assert count([BARE, LINKED, SAID, Goal()]) == GoalCounts(goals=3, linked=2, said=1)


def test_a_goal_says_what_it_lacks() -> None:
    assert SAID.missing == ()
    assert LINKED.missing == ("said aloud to whom", "said on which day")
    assert BARE.missing[0] == "what customers get"


def test_what_was_said_without_an_outcome_does_not_count_as_said() -> None:
    assert count([replace(SAID, outcome="")]) == GoalCounts(goals=1, linked=0, said=0)


def test_the_same_goal_twice_is_refused() -> None:
    with pytest.raises(SheetError, match="row 3, column objective"):
        read_records(GOALS, "goals.csv", read_csv("goals.csv", b"objective\nfast\nfast\n"))
