"""What so few answers can show at all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.statistics.exact import sign_flip
from surveys.statistics.scores import Scores
from ybiyri_tui.usecases.survey.comparing.rounds import findable, findable_of_pairs, findable_sentence


def test_eight_answers_each_time_need_four_fifths_of_all_pairings() -> None:
    # Two-sided 5 % critical value of Mann-Whitney's U for 8 and 8 is 13 (Siegel 1956, table K): 1 - 13/64 = 0.797.
    found = findable(8, 8, 1)
    assert found.times == 80
    assert found.p_smallest == 2 / 12870


def test_more_main_topics_find_less() -> None:
    alone, together = findable(8, 8, 1).times, findable(8, 8, 4).times
    assert alone is not None
    assert together is not None
    assert alone < together


def test_too_few_answers_are_said_to_show_nothing() -> None:
    found = findable(3, 3, 1)
    assert found.times is None
    assert findable_sentence(found) == "3 answers each time cannot show any change of a main topic, however large."


def test_a_complete_turn_has_no_shift_in_steps() -> None:
    assert "only a complete turn" in findable_sentence(findable(5, 5, 4))


@given(st.integers(4, 40), st.integers(4, 40), st.integers(0, 4))
def test_the_sentence_names_both_numbers_of_answers(n_before: int, n_after: int, topics: int) -> None:
    sentence = findable_sentence(findable(n_before, n_after, topics))
    assert sentence.startswith(f"{n_before} answers")
    assert f"{n_after} after" in sentence or n_before == n_after


@pytest.mark.parametrize(("people", "topics", "moves"), [(8, 1, 6), (8, 2, 7), (8, 4, 8), (6, 1, 6), (5, 1, None)])
def test_pairs_show_a_change_where_enough_move_one_way(people: int, topics: int, moves: int | None) -> None:
    found = findable_of_pairs(people, topics)
    assert found.moves == moves
    assert found.p_smallest == 2 ** (1 - people)
    if moves is None:
        assert "cannot show any change" in findable_sentence(found)
        return
    enough = sign_flip(Scores.of([1] * moves + [0] * (people - moves)))
    assert enough.p_value <= Fraction(1, 20 * topics)
    assert sign_flip(Scores.of([3] * (moves - 1) + [0] * (people - moves + 1))).p_value > Fraction(1, 20 * topics)
