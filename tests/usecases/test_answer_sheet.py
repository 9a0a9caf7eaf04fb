"""One person's sheet: every question once, in an order of its own, and nothing of it in any message."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ybiyri_tui import content
from ybiyri_tui.usecases.survey.answering.answer_sheet import AnswerSheet

SURVEY = content.surveys()["developer-concerns"]
MOVES = st.lists(st.one_of(st.integers(1, 5), st.sampled_from(["skip", "back", "forward"])), max_size=60)


def sheet(seed: int = 1) -> AnswerSheet:
    return AnswerSheet(SURVEY, Random(seed))


def test_every_question_is_asked_once_and_in_an_order_of_the_persons_own() -> None:
    first, second = sheet(1), sheet(2)
    ids = [asked.item_id for asked in first.questions]
    assert sorted(ids) == sorted(SURVEY.item_ids())
    assert ids != [asked.item_id for asked in second.questions]


@given(MOVES)
def test_whatever_is_pressed_the_sheet_holds_the_last_answer_to_each_question(moves: list[int | str]) -> None:
    one = sheet()
    expected: dict[str, int] = {}
    for move in moves:
        asked = one.asked
        if move == "back":
            one.back()
        elif move == "forward":
            one.forward()
        else:
            value = move if isinstance(move, int) else None
            one.answer(value)
            if asked is not None and value is None:
                expected.pop(asked.item_id, None)
            elif asked is not None and value is not None:
                expected[asked.item_id] = value
        assert 0 <= one.position <= one.count
    assert one.answers() == expected
    assert one.left_out == one.count - len(expected)


def test_going_forward_stops_at_the_first_question_that_was_not_asked_yet() -> None:
    one = sheet()
    one.answer(4)
    one.back()
    assert one.forward()
    assert not one.forward()
    assert one.position == 1


def test_an_answer_off_the_scale_is_refused_without_being_named() -> None:
    one = sheet()
    with pytest.raises(ValueError, match=r"^not on the scale$"):
        one.answer(6)
    assert one.answers() == {}


def test_nothing_is_left_after_wiping_and_the_repr_never_tells() -> None:
    one = sheet()
    for _ in range(one.count):
        one.answer(2)
    assert one.is_complete
    assert "2" not in repr(one)
    one.wipe()
    assert one.answers() == {}
    assert one.position == 0
    assert not one.is_complete
