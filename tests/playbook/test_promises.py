"""You said, we did: what was promised, and what only the team says about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.room.promises import (
    Promise,
    PromiseState,
    count,
    raise_concern,
    reword,
    set_state,
    tick,
    with_promise,
)

TODAY = date(2026, 12, 3)
LATER = date(2026, 12, 9)
RAISED = raise_concern(1, "  Nobody pays\n for the nights ", TODAY)
PROMISED = with_promise(RAISED, "Pay is agreed").with_owner("Head of Product").with_due(TODAY)
texts = st.text("ab ", max_size=6)


def test_a_concern_stands_on_one_line_and_has_no_promise_yet() -> None:
    assert RAISED.raised == "Nobody pays for the nights"
    assert (RAISED.promise, RAISED.state, RAISED.understood_on, RAISED.fixed_on) == (
        None,
        PromiseState.OPEN,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("text", "sentence"), [(" ", "is empty"), ("x" * 501, "at most 500"), ("a\x1b[2Jb", "control")]
)
def test_a_concern_that_cannot_be_shown_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(PlaybookError, match=sentence):
        raise_concern(1, text, TODAY)


def test_emoji_and_right_to_left_text_are_kept_and_marks_that_turn_a_line_around_are_not() -> None:
    assert raise_concern(1, "👩‍👩‍👧 שלום 深夜", TODAY).raised == "👩‍👩‍👧 שלום 深夜"
    assert raise_concern(1, "\u202eevil", TODAY).raised == "evil"


def test_a_promise_is_late_only_while_it_is_open_after_its_day() -> None:
    assert not PROMISED.is_late(TODAY)
    assert PROMISED.is_late(LATER)
    assert not set_state(PROMISED, PromiseState.KEPT).is_late(LATER)


def test_keeping_a_promise_ticks_nothing_for_the_team() -> None:
    kept = set_state(PROMISED, PromiseState.KEPT)
    assert (kept.understood_on, kept.fixed_on) == (None, None)


def test_only_what_was_promised_can_be_kept() -> None:
    with pytest.raises(PlaybookError, match="Nothing was promised yet"):
        set_state(RAISED, PromiseState.KEPT)


def test_a_plain_no_needs_the_reason_that_the_team_was_told() -> None:
    with pytest.raises(PlaybookError, match="with the reason"):
        set_state(RAISED, PromiseState.DROPPED)
    dropped = set_state(RAISED, PromiseState.DROPPED, "no budget before May")
    assert (dropped.state, dropped.reason) == (PromiseState.DROPPED, "no budget before May")
    assert set_state(dropped, PromiseState.OPEN).reason is None
    with pytest.raises(PlaybookError, match="only for dropped"):
        set_state(PROMISED, PromiseState.KEPT, "because")


def test_the_teams_ticks_keep_the_day_on_which_they_were_given() -> None:
    first = tick(PROMISED, understood=True, today=TODAY)
    both = tick(first, understood=True, fixed=True, today=LATER)
    assert (both.understood_on, both.fixed_on) == (TODAY, LATER)
    assert tick(both, fixed=False, today=LATER) == first


def test_other_words_take_back_what_the_team_said_about_the_old_ones() -> None:
    ticked = tick(PROMISED, understood=True, fixed=True, today=TODAY)
    assert reword(ticked, RAISED.raised) == ticked
    again = reword(ticked, "Nights are not paid")
    assert (again.understood_on, again.fixed_on) == (None, None)
    other = with_promise(set_state(ticked, PromiseState.KEPT), "Pay is discussed")
    assert (other.state, other.understood_on, other.fixed_on) == (PromiseState.OPEN, TODAY, None)


def test_another_owner_has_not_accepted_yet() -> None:
    accepted = PROMISED.with_accepted(True)
    assert accepted.with_owner("Head of Product").accepted is True
    assert accepted.with_owner("Sponsor").accepted is None
    assert accepted.with_owner(None).accepted is None
    with pytest.raises(PlaybookError, match="name an owner first"):
        RAISED.with_accepted(False)


CHANGES: dict[str, Callable[[Promise, str], Promise]] = {
    "promise": with_promise,
    "keep": lambda promise, _: set_state(promise, PromiseState.KEPT),
    "drop": lambda promise, text: set_state(promise, PromiseState.DROPPED, text),
    "open": lambda promise, _: set_state(promise, PromiseState.OPEN),
    "understood": lambda promise, _: tick(promise, understood=True, today=TODAY),
    "fixed": lambda promise, _: tick(promise, fixed=True, today=TODAY),
    "reword": reword,
}


@given(st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), texts)))
def test_no_sequence_of_changes_contradicts_itself(steps: list[tuple[str, str]]) -> None:
    promise = RAISED
    for step, text in steps:
        before = promise
        with suppress(PlaybookError):
            promise = CHANGES[step](promise, text)
        assert (promise.reason is not None) == (promise.state is PromiseState.DROPPED)
        assert promise.state is not PromiseState.KEPT or promise.promise is not None
        if step not in ("understood", "fixed"):
            assert promise.understood_on in (None, before.understood_on)
            assert promise.fixed_on in (None, before.fixed_on)


def test_counts_add_up() -> None:
    promises: tuple[Promise, ...] = (
        RAISED,
        PROMISED,
        tick(set_state(PROMISED, PromiseState.KEPT), fixed=True, understood=True, today=TODAY),
        set_state(PROMISED, PromiseState.DROPPED, "no"),
    )
    counts = count(promises, LATER)
    assert (counts.raised, counts.made, counts.kept, counts.dropped, counts.late) == (4, 3, 1, 1, 1)
    assert (counts.understood, counts.fixed) == (1, 1)
