from __future__ import annotations

from fractions import Fraction
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import norm, t

from surveys.statistics.effects import clear_theta, cliffs_delta, theta
from surveys.statistics.exact import mann_whitney
from surveys.statistics.intervals import (
    asymmetric_interval,
    delta_interval,
    delta_variance,
    share_difference_interval,
)
from surveys.statistics.scores import Scores

side = st.lists(st.integers(1, 5), min_size=2, max_size=9)


def signs(before: list[int], after: list[int]) -> NDArray[np.float64]:
    table: NDArray[np.float64] = np.sign(np.subtract.outer(np.array(after, float), np.array(before, float)))
    return table


@given(side, side)
def test_delta_and_theta_count_pairs(before: list[int], after: list[int]) -> None:
    table = signs(before, after)
    delta = cliffs_delta(Scores.of(before), Scores.of(after))
    assert float(delta) == pytest.approx(table.mean())
    assert theta(Scores.of(before), Scores.of(after)) == (delta + 1) / 2


@given(side, side)
def test_the_variance_is_the_one_of_the_table_of_signs(before: list[int], after: list[int]) -> None:
    table = signs(before, after)
    n, m = table.shape
    delta = table.mean()
    unbiased = (
        m**2 * ((table.mean(1) - delta) ** 2).sum()
        + n**2 * ((table.mean(0) - delta) ** 2).sum()
        - ((table - delta) ** 2).sum()
    ) / (m * n * (m - 1) * (n - 1))
    expected = max(unbiased, (1 - delta**2) / (m * n - 1))
    assert float(delta_variance(Scores.of(before), Scores.of(after))) == pytest.approx(expected, abs=1e-12)


@given(side, side)
def test_an_interval_holds_delta_and_stays_on_its_scale(before: list[int], after: list[int]) -> None:
    found = delta_interval(Scores.of(before), Scores.of(after))
    assert found is not None
    low, high = found
    assert not isnan(low)
    assert not isnan(high)
    assert -1 <= low <= float(cliffs_delta(Scores.of(before), Scores.of(after))) + 1e-12
    assert high <= 1
    assert low < high


@given(side, side)
def test_swapping_the_sides_mirrors_the_interval(before: list[int], after: list[int]) -> None:
    there = delta_interval(Scores.of(before), Scores.of(after))
    back = delta_interval(Scores.of(after), Scores.of(before))
    assert there is not None
    assert back is not None
    assert there == pytest.approx((-back[1], -back[0]))


def test_the_interval_agrees_with_the_example_of_the_r_package_effsize() -> None:
    # effsize 0.8 (M. Torchiano), cliff.delta(treatment, control): -0.25, interval -0.7265846 to 0.3890062.
    treatment = Scores.of([10, 10, 20, 20, 20, 30, 30, 30, 40, 50])
    control = Scores.of([10, 20, 30, 40, 40, 50])
    assert cliffs_delta(control, treatment) == Fraction(-1, 4)
    assert delta_interval(control, treatment) == pytest.approx((-0.7265846, 0.3890062), abs=5e-8)


def test_variance_and_interval_agree_with_the_example_of_real_statistics() -> None:
    # real-statistics.com, "Cliff's delta": -0.40152, standard error .225, with z the interval -.730 to .0778.
    control = Scores.of([11, 15, 9, 4, 34, 17, 18, 14, 12, 13, 26, 31])
    drug = Scores.of([34, 31, 35, 29, 28, 12, 18, 30, 14, 22, 10])
    delta, variance = cliffs_delta(drug, control), delta_variance(drug, control)
    assert float(delta) == pytest.approx(-0.40152, abs=5e-6)
    assert float(variance) ** 0.5 == pytest.approx(0.225, abs=5e-4)
    interval = asymmetric_interval(float(delta), float(variance), norm.ppf(0.975))
    assert interval == pytest.approx((-0.730, 0.0778), abs=5e-4)


@pytest.mark.parametrize(("m", "n"), [(4, 4), (5, 8), (12, 12)])
def test_complete_separation_has_the_bound_of_the_smaller_side(m: int, n: int) -> None:
    before, after = Scores.of(range(m)), Scores.of(range(m, m + n))
    squared = t.ppf(0.975, m + n - 2) ** 2
    bound = (min(m, n) - squared) / (min(m, n) + squared)
    assert delta_interval(before, after) == pytest.approx((bound, 1.0))
    assert delta_interval(after, before) == pytest.approx((-1.0, -bound))


def test_equal_answers_everywhere_have_an_interval_around_nothing() -> None:
    low, high = delta_interval(Scores.of([3] * 8), Scores.of([3] * 8)) or (0, 0)
    assert low == -high
    assert 0 < high < 0.3


@pytest.mark.parametrize(("before", "after"), [([1], [2, 3]), ([1, 2], [3]), ([1], [1])])
def test_one_person_on_a_side_has_no_interval(before: list[int], after: list[int]) -> None:
    assert delta_interval(Scores.of(before), Scores.of(after)) is None


def test_the_interval_of_two_shares_adds_one_of_each_to_both_sides() -> None:
    # Agresti & Caffo (2000): 2 of 10 against 7 of 10 becomes 3 of 12 against 8 of 12.
    half = norm.ppf(0.975) * (0.25 * 0.75 / 12 + (2 / 3) * (1 / 3) / 12) ** 0.5
    expected = (8 / 12 - 3 / 12 - half, 8 / 12 - 3 / 12 + half)
    assert share_difference_interval(2, 10, 7, 10) == pytest.approx(expected)


@pytest.mark.parametrize(("before", "after"), [(0, 0), (8, 8), (0, 8), (8, 0)])
def test_extreme_shares_have_an_interval_within_bounds(before: int, after: int) -> None:
    low, high = share_difference_interval(before, 8, after, 8)
    assert -1 <= low < high <= 1


@pytest.mark.parametrize(("m", "n"), [(4, 4), (5, 7), (8, 8), (12, 10)])
def test_the_clear_theta_is_where_the_test_begins_to_reject(m: int, n: int) -> None:
    alpha = Fraction(1, 20)
    needed = clear_theta(m, n, alpha)
    # Later scores that win `wins` of the m * n pairings: one later score moves past the earlier ones at a time.
    for wins in range(m * n + 1):
        full, rest = divmod(wins, m)
        after = [2 * m + 1] * full + [2 * rest + 1] + [0] * (n - full - 1)
        after = [score * 1000 + place for place, score in enumerate(after[:n])]
        before = [2 * place * 1000 + 1000 - 1 for place in range(1, m + 1)]
        result = mann_whitney(Scores.of(before), Scores.of(after))
        found = theta(Scores.of(before), Scores.of(after))
        if found > Fraction(1, 2):
            assert (result.p_value <= alpha) == (found >= needed)


def test_where_nothing_can_be_found_the_clear_theta_is_above_one() -> None:
    assert clear_theta(3, 3, Fraction(1, 20)) > 1


def test_the_clear_theta_of_large_teams_continues_that_of_small_ones() -> None:
    small, large = clear_theta(50, 50, Fraction(1, 20)), clear_theta(51, 51, Fraction(1, 20))
    assert float(large) == pytest.approx(float(small), abs=0.005)
