from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.records import WorkItem
from playbook.tickets.reading.importing import ImportReport
from playbook.tickets.share.rework import Week, normal_range, weekly_share

Read = Callable[..., ImportReport]
days = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
items = st.lists(st.builds(WorkItem, st.text(), st.text(), st.booleans(), days, days), max_size=40)

# Worked out by hand from the files, by week of Resolved; unplanned is type Bug or label urgent.
BY_HAND = {
    "jira-simplified.csv": [
        Week(date(2025, 3, 3), items=5, unplanned=3),  # 1 2 3 4 5; 5 was resolved on the Sunday
        Week(date(2025, 3, 10), items=1, unplanned=0),  # 6
        Week(date(2025, 3, 17), items=0, unplanned=0),
        Week(date(2025, 3, 24), items=1, unplanned=1),  # 7
    ],
    "jira-spektr.csv": [
        Week(date(2025, 11, 3), items=3, unplanned=2),  # 001 003 032
        Week(date(2025, 11, 10), items=3, unplanned=1),  # 002 004 005
        Week(date(2025, 11, 17), items=6, unplanned=1),  # 006 008 009 010 033 040
        Week(date(2025, 11, 24), items=1, unplanned=1),  # 007
        Week(date(2025, 12, 1), items=3, unplanned=2),  # 012 014 035
        Week(date(2025, 12, 8), items=1, unplanned=0),  # 036
        Week(date(2025, 12, 15), items=0, unplanned=0),
        Week(date(2025, 12, 22), items=0, unplanned=0),
        Week(date(2025, 12, 29), items=2, unplanned=1),  # 022 024
        Week(date(2026, 1, 5), items=1, unplanned=1),  # 026
    ],
}


def item(resolved: str, *, unplanned: bool = False, created: str = "2025-01-01") -> WorkItem:
    return WorkItem("OPS-1", "Task", unplanned, date.fromisoformat(created), date.fromisoformat(resolved))


def test_the_weeks_are_those_counted_by_hand(
    read: Read, own_files: dict[str, Path], real_files: dict[str, Path]
) -> None:
    files = {name: path for name, path in {**own_files, **real_files}.items() if name in BY_HAND}
    assert "jira-simplified.csv" in files
    for name, path in files.items():
        assert list(weekly_share(read(path.read_bytes()).items).weeks) == BY_HAND[name], name


def test_the_summary_of_the_simplified_export(read: Read, own_files: dict[str, Path]) -> None:
    share = weekly_share(read(own_files["jira-simplified.csv"].read_bytes()).items)
    assert [week.share for week in share.weeks] == [3 / 5, 0.0, None, 1.0]
    assert [week.few for week in share.weeks] == [False, True, True, True]
    assert [week.label for week in share.weeks] == ["2025-W10", "2025-W11", "2025-W12", "2025-W13"]
    assert share.median == 3 / 5
    assert share.latest == Week(date(2025, 3, 24), items=1, unplanned=1)
    assert (share.items, share.unplanned, share.undated) == (7, 4, 2)
    assert share.denominator == "items resolved in the week"
    assert share.normal_range is None
    assert share.refusal is None


def test_a_week_begins_on_monday_also_across_the_year() -> None:
    share = weekly_share([item("2025-12-29"), item("2026-01-04", unplanned=True), item("2026-01-05")])
    assert share.weeks == (Week(date(2025, 12, 29), 2, 1), Week(date(2026, 1, 5), 1, 0))
    assert share.weeks[0].label == "2026-W01"


def test_weeks_can_go_on_after_the_last_item() -> None:
    share = weekly_share([item("2025-03-04")], until=date(2025, 3, 19))
    assert [week.items for week in share.weeks] == [1, 0, 0]
    assert share.latest == share.weeks[0]
    assert weekly_share([item("2025-03-04")], until=date(2024, 1, 1)).weeks == share.weeks[:1]


def test_weeks_can_be_those_of_creation() -> None:
    share = weekly_share([item("2025-03-04", created="2025-02-03")], by="created")
    assert [week.monday for week in share.weeks] == [date(2025, 2, 3)]
    assert share.denominator == "items created in the week"


@given(items, st.sampled_from(["resolved", "created"]))
def test_weeks_hold_each_dated_item_once(found: list[WorkItem], by: str) -> None:
    share = weekly_share(found, by="created" if by == "created" else "resolved")
    dated = [one for one in found if (one.created_on if by == "created" else one.resolved_on)]
    assert (share.items, share.undated) == (len(dated), len(found) - len(dated))
    assert share.unplanned == sum(one.unplanned for one in dated)


@given(items)
def test_weeks_follow_each_other_without_a_gap(found: list[WorkItem]) -> None:
    mondays = [week.monday for week in weekly_share(found).weeks]
    assert all(after - before == timedelta(weeks=1) for before, after in pairwise(mondays))
    assert all(monday.weekday() == 0 for monday in mondays)


@given(items)
def test_shares_and_limits_lie_between_none_and_all(found: list[WorkItem]) -> None:
    share = weekly_share(found)
    assert all(week.share is None or 0 <= week.share <= 1 for week in share.weeks)
    assert all((week.share is None) == (week.items == 0) for week in share.weeks)
    if share.normal_range:
        limits = share.normal_range
        assert 0 <= limits.low <= limits.mean <= limits.high <= 1


def test_without_dates_the_reason_is_a_sentence() -> None:
    undated = weekly_share([WorkItem("OPS-1", "Bug", True, None, None)])
    assert undated.weeks == ()
    assert undated.refusal == "No item has a resolved date, so there is no share by week."
    assert weekly_share([]).refusal == "There are no items yet; import an export of your tickets."
    assert weekly_share([]).latest is None


def test_the_normal_range_is_that_of_an_individuals_chart() -> None:
    # mean .4; moving ranges .2 .1 .1 .1 .1, their mean .12; reach 2.66 × .12 = .3192
    limits = normal_range([0.5, 0.3, 0.4, 0.3, 0.4, 0.5])
    assert limits is not None
    assert (limits.low, limits.mean, limits.high) == pytest.approx((0.0808, 0.4, 0.7192))


def test_five_weeks_have_no_normal_range() -> None:
    assert normal_range([0.5, 0.3, 0.4, 0.3, 0.4]) is None
