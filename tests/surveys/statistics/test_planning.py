from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from surveys.errors import SurveyError
from surveys.statistics.planning import Plan, Setting, plan


def planned(before: int, after: int, pairs: int = 0, topics: int = 1, questions: int = 3) -> Plan:
    return plan(Setting(before, after, pairs, topics, questions), runs=300)


@pytest.mark.parametrize(
    ("people", "shift"),
    [(6, 1.1), (8, 0.8), (10, 0.7), (12, 0.7)],
)
def test_a_paired_topic_of_five_questions_needs_what_the_specification_says(people: int, shift: float) -> None:
    # STATISTICS § 2: 1.1 points with 6 people, 0.8 with 8, 0.7 with 10 to 12; our model is not theirs to the digit.
    found = planned(people, people, people, 1, 5).minimum_shift
    assert found is not None
    assert abs(found - shift) < 0.15


@pytest.mark.parametrize("people", [6, 8, 9])
def test_a_single_paired_question_never_gets_there_below_ten_people(people: int) -> None:
    assert planned(people, people, people, 1, 1).minimum_shift is None


def test_four_main_topics_of_eight_against_eight_find_little() -> None:
    # STATISTICS § 3: 1.1 points are found in about one run in four.
    found = planned(8, 8, 0, 4, 3)
    chances = dict(found.chances)
    assert found.minimum_shift is None
    assert 0.15 < chances[1.0] < 0.35
    assert chances[0.5] < 0.12


@pytest.mark.slow
def test_more_people_pairs_and_fewer_topics_find_smaller_shifts() -> None:
    chances = [dict(planned(*numbers).chances)[1.0] for numbers in [(8, 8, 0, 2, 3), (8, 8, 6, 2, 3), (8, 8, 8, 2, 3)]]
    assert chances == sorted(chances)
    assert dict(planned(12, 12, 0, 1, 3).chances)[1.0] > dict(planned(12, 12, 0, 4, 3).chances)[1.0]


def test_where_nothing_can_be_found_it_says_so_without_simulating() -> None:
    found = planned(6, 6, 6, 2, 3)
    assert not found.possible
    assert (found.p_smallest, found.p_smallest_adjusted) == (Fraction(1, 32), Fraction(1, 16))
    assert (found.minimum_shift, found.runs) == (None, 0)
    assert {chance for _, chance in found.chances} == {0.0}


def test_the_same_seed_gives_the_same_plan_and_the_assumptions_are_said() -> None:
    first, again = (plan(Setting(7, 8, 3), seed=5, runs=100) for _ in range(2))
    assert first == again
    assert any("differ by 0.9" in sentence for sentence in first.assumptions)
    assert any("100 simulated teams" in sentence for sentence in first.assumptions)


def test_large_teams_are_planned_by_the_approximation() -> None:
    found = planned(40, 40, 30, 1, 3)
    assert found.minimum_shift is not None
    assert found.minimum_shift < 0.6


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 8), "1 to 200 people"),
        ((8, 300), "1 to 200 people"),
        ((8, 6, 7), "7 pairs do not fit"),
        ((8, 8, 0, 5), "1 to 4 main topics"),
        ((8, 8, 0, 1, 0), "1 to 20 questions"),
    ],
)
def test_impossible_numbers_are_refused(numbers: tuple[int, ...], said: str) -> None:
    with pytest.raises(SurveyError, match=said):
        planned(*numbers)


def test_another_simulation_with_sign_flips_listed_one_by_one_finds_the_same_shift() -> None:
    # Eight people, both times, one main topic of five questions; nothing here is our own but the assumptions.
    random = np.random.default_rng(20261125)
    flips = np.array(list(product((1, -1), repeat=8)))

    def found(felt: float) -> tuple[float, float]:
        """The shift that the answers show, and how often it is found."""
        people = random.normal(0, 0.9, (600, 8, 1))
        before, after = (
            np.clip(np.rint(3 + people + random.normal(0, 1.0, (600, 8, 5)) + half), 1, 5)
            for half in (-felt / 2, felt / 2)
        )
        moved = (after - before).sum(axis=2)
        sums, seen = moved @ flips.T, moved.sum(axis=1, keepdims=True)
        p_values = 2 * np.minimum((sums >= seen).mean(axis=1), (sums <= seen).mean(axis=1))
        return float(after.mean() - before.mean()), float(((p_values <= 0.05) & (seen[:, 0] > 0)).mean())

    minimum = plan(Setting(8, 8, 8, 1, 5)).minimum_shift
    assert minimum is not None
    below, seldom = found(minimum - 0.1)
    above, often = found(minimum + 0.3)
    assert below < minimum < above + 0.05
    assert seldom < 0.8 < often
