"""A workshop as it goes on, and its countdown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.room import workshop as rules
from playbook.room.workshop import Timer, Workshop, WorkshopState

AT = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
TODAY = date(2026, 12, 3)
AGENDA = ("developers.listened", "developers.put-right", "scale.forecast")
SECONDS = 400


def new() -> Workshop:
    return rules.start(1, TODAY, first_note=7, first_promise=2)


def talking() -> Workshop:
    return rules.choose(new(), AGENDA, SECONDS, AT)


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def test_a_new_workshop_is_at_no_question() -> None:
    assert new().state is WorkshopState.CHOOSING
    assert new().question_id is None
    assert (new().first_note, new().first_promise) == (7, 2)


def test_choosing_begins_with_the_first_question_and_a_timer_that_waits() -> None:
    workshop = talking()
    assert workshop.question_id == "developers.listened"
    assert workshop.objections == ("developers", "scale")
    assert workshop.timer == Timer(SECONDS)


def test_choosing_nothing_is_refused() -> None:
    with pytest.raises(PlaybookError, match="Nothing was chosen"):
        rules.choose(new(), (), SECONDS, AT)


def test_choosing_again_stays_at_the_question_that_is_talked_about() -> None:
    workshop = rules.go_to(talking(), 2, SECONDS, AT)
    again = rules.choose(workshop, ("scale.forecast", "firefighters.manage-unplanned"), SECONDS, AT)
    assert again.question_id == "scale.forecast"
    assert again.position == 0
    elsewhere = rules.choose(workshop, ("firefighters.manage-unplanned",), SECONDS, AT)
    assert elsewhere.question_id == "firefighters.manage-unplanned"


def test_a_question_chosen_twice_is_asked_once() -> None:
    assert rules.choose(new(), (*AGENDA, AGENDA[0]), SECONDS, AT).agenda == AGENDA


def test_going_on_after_the_last_question_reads_back_and_there_is_a_way_back() -> None:
    workshop = rules.go_to(talking(), 3, SECONDS, AT)
    assert (workshop.state, workshop.question_id) == (WorkshopState.READING_BACK, None)
    back = rules.go_to(workshop, 2, SECONDS, AT)
    assert (back.state, back.question_id) == (WorkshopState.TALKING, "scale.forecast")


@given(st.integers(-5, 12))
def test_no_position_leads_out_of_the_agenda(position: int) -> None:
    workshop = rules.go_to(talking(), position, SECONDS, AT)
    assert 0 <= workshop.position <= len(AGENDA)
    assert (workshop.question_id is None) == (position >= len(AGENDA))


def test_each_question_has_its_own_time_and_a_running_timer_runs_on() -> None:
    running = rules.with_timer(talking(), talking().timer.started(AT))
    there = rules.go_to(running, 1, 240, after(100))
    assert there.timer.runs
    assert there.timer.left_at(after(100)) == 240


def test_going_where_it_is_already_keeps_the_time() -> None:
    running = rules.with_timer(talking(), talking().timer.started(AT))
    assert rules.go_to(running, 0, SECONDS, after(90)) == running


def test_without_an_agenda_there_is_nowhere_to_go() -> None:
    with pytest.raises(PlaybookError, match="Nothing was chosen"):
        rules.go_to(new(), 1, SECONDS, AT)


def test_a_workshop_that_is_over_stays_over() -> None:
    over = rules.end(talking(), TODAY)
    assert (over.state, over.ended_on, over.question_id) == (WorkshopState.OVER, TODAY, None)
    assert rules.end(over, date(2027, 1, 1)) == over
    with pytest.raises(PlaybookError, match="over"):
        rules.choose(over, AGENDA, SECONDS, AT)
    with pytest.raises(PlaybookError, match="over"):
        rules.go_to(over, 0, SECONDS, AT)


def test_the_timer_belongs_to_a_question() -> None:
    with pytest.raises(PlaybookError, match="belongs to a question"):
        rules.with_timer(new(), Timer(60))


def test_dots_are_counted_anew_and_none_are_none() -> None:
    workshop = rules.count_dots(rules.count_dots(new(), "scale", 3), "developers", 5)
    assert (workshop.dots_of("scale"), workshop.dots_of("developers"), workshop.dots_of("firefighters")) == (3, 5, 0)
    assert rules.count_dots(workshop, "scale", 0) == rules.count_dots(new(), "developers", 5)


@pytest.mark.parametrize("count", [-1, 1000])
def test_impossible_numbers_of_dots_are_refused(count: int) -> None:
    with pytest.raises(PlaybookError, match="dots cannot be"):
        rules.count_dots(new(), "scale", count)


def test_a_timer_stands_still_until_it_is_started_and_again_when_paused() -> None:
    timer = Timer(400)
    assert timer.left_at(after(1000)) == 400
    running = timer.started(AT)
    assert running.left_at(after(30)) == 370
    assert running.started(after(30)) == running
    paused = running.paused(after(30))
    assert paused.left_at(after(900)) == 370


def test_a_minute_more_is_a_minute_more_and_starts_anew_once_time_is_over() -> None:
    running = Timer(60).started(AT)
    assert running.longer(60, after(20)).left_at(after(20)) == 100
    assert running.longer(60, after(90)).left_at(after(90)) == 60
    assert Timer(10).longer(60, AT) == Timer(70)


def test_a_running_timer_goes_below_zero() -> None:
    assert Timer(60).started(AT).left_at(after(65)) == -5


@given(st.integers(0, 7200), st.integers(0, 7200))
def test_pausing_and_starting_again_at_once_loses_no_time(left: int, passed: int) -> None:
    running = Timer(left).started(AT)
    again = running.paused(after(passed)).started(after(passed))
    assert again.left_at(after(passed)) == running.left_at(after(passed)) == left - passed


def test_minutes_are_shared_by_the_questions() -> None:
    assert rules.seconds_each(20, AGENDA) == 400
    assert rules.seconds_each(20, ()) == 1200


@pytest.mark.parametrize(("seconds", "shown"), [(400, "06:40"), (0, "00:00"), (-65, "01:05"), (6000, "100:00")])
def test_a_clock_shows_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert rules.clock(seconds) == shown
