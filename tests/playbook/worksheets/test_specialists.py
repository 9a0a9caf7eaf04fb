"""Where specialists' tasks go, what that frees, and which roads count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.worksheets.specialists.roads import Road, sorted_roads
from playbook.worksheets.specialists.tasks import Route, Task, Value, inventory

HOUR = 3600


@pytest.mark.parametrize(
    ("value", "repeatable", "route"),
    [
        (Value.LOW, True, Route.PROVIDER),
        (Value.HIGH, True, Route.SELF_SERVICE),
        (Value.HIGH, False, Route.ASK),
        (Value.LOW, False, Route.STOP),
        (None, True, None),
        (Value.LOW, None, None),
    ],
)
def test_value_and_repetition_give_the_route(value: Value | None, repeatable: bool | None, route: Route | None) -> None:
    assert Task("x", value=value, repeatable=repeatable).route is route


def test_hours_freed_are_times_a_year_times_effort() -> None:
    user = Task("a database user", "DBA", Decimal(100), 2 * 24 * HOUR, HOUR // 2, Value.HIGH, True)
    index = Task("an index", "DBA", Decimal(10), 24 * HOUR, 4 * HOUR, Value.HIGH, False)
    found = inventory([user, index])
    assert found.frees == 50 * HOUR
    assert found.effort == 90 * HOUR
    assert found.freed == 0
    assert found.most_frequent == user


def test_waits_before_and_after_weigh_tasks_by_how_often_they_are_asked_for() -> None:
    common = Task("a", a_year=Decimal(99), wait=48 * HOUR, wait_after=60, done_on=date(2026, 11, 1))
    rare = Task("b", a_year=Decimal(1), wait=HOUR, wait_after=HOUR)
    found = inventory([common, rare, Task("c", a_year=Decimal(500), wait=9)])
    assert (found.wait_before, found.wait_after) == (48 * HOUR, 60)


_tasks = st.builds(
    Task,
    task=st.text(max_size=3),
    a_year=st.none() | st.decimals(0, 1000, places=1),
    wait=st.none() | st.integers(0, 10**6),
    effort=st.none() | st.integers(0, 10**6),
    value=st.none() | st.sampled_from(Value),
    repeatable=st.none() | st.booleans(),
    done_on=st.none() | st.just(date(2026, 1, 1)),
    wait_after=st.none() | st.integers(0, 10**6),
)


@given(st.lists(_tasks, max_size=8))
def test_every_task_stands_once_and_no_more_is_freed_than_worked(tasks: list[Task]) -> None:
    found = inventory(tasks)
    assert found.tasks == len(tasks)
    assert 0 <= found.freed <= found.frees <= found.effort


def test_a_road_counts_once_two_teams_use_it_and_both_times_are_known() -> None:
    road = Road("a new service", wait_before=10 * 24 * HOUR, wait_after=HOUR, teams=2)
    alone = Road("a dashboard", wait_before=HOUR, wait_after=60, teams=1)
    unknown = Road("a certificate", teams=5)
    roads = sorted_roads([alone, unknown, road])
    assert roads.paved == (road,)
    assert roads.roads[0] == road
