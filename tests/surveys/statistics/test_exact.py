from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import PermutationMethod, mannwhitneyu

from surveys.statistics.exact import (
    Attainable,
    Continuous,
    mann_whitney,
    smallest_p,
    swapped_and_chosen,
    untied_exact,
)
from surveys.statistics.scores import Scores

likert = st.lists(st.integers(1, 5), min_size=1, max_size=6)
fine = st.lists(st.integers(-1000, 1000), min_size=1, max_size=6)
pairs = st.one_of(st.tuples(likert, likert), st.tuples(fine, fine))


def enumerated(before: list[int], after: list[int]) -> tuple[Fraction, Fraction, dict[Fraction, Fraction]]:
    """Both tails, and the distribution of the two-sided p, by listing every relabelling."""
    pooled = before + after
    ranks = [sum((other < score) * 2 + (other == score) for other in pooled) + 1 for score in pooled]
    observed = sum(ranks[len(before) :])
    sums = [sum(chosen) for chosen in combinations(ranks, len(after))]
    total = len(sums)

    def tails(value: int) -> tuple[Fraction, Fraction]:
        return (
            Fraction(sum(other <= value for other in sums), total),
            Fraction(sum(other >= value for other in sums), total),
        )

    by_sum = {value: min(Fraction(1), 2 * min(tails(value))) for value in set(sums)}
    chances: dict[Fraction, Fraction] = {}
    for value in sums:
        chances[by_sum[value]] = chances.get(by_sum[value], Fraction(0)) + Fraction(1, total)
    return *tails(observed), chances


@given(pairs)
@settings(deadline=None)
def test_it_agrees_with_listing_every_relabelling(sides: tuple[list[int], list[int]]) -> None:
    before, after = sides
    result = mann_whitney(Scores.of(before), Scores.of(after))
    less, greater, _ = enumerated(before, after)
    assert result.exact
    assert (result.p_less, result.p_greater) == (less, greater)
    assert result.p_value == min(Fraction(1), 2 * min(less, greater))


@given(pairs)
@settings(deadline=None)
def test_the_attainable_p_values_agree_with_listing_every_relabelling(
    sides: tuple[list[int], list[int]],
) -> None:
    before, after = sides
    null = mann_whitney(Scores.of(before), Scores.of(after)).null
    _, _, chances = enumerated(before, after)
    assert isinstance(null, Attainable)
    assert null.smallest == min(chances)
    for p_value in chances:
        expected = sum((chance for other, chance in chances.items() if other <= p_value), Fraction(0))
        assert null.cdf(p_value) == expected


@given(pairs)
@settings(deadline=None)
def test_swapping_the_sides_swaps_the_tails(sides: tuple[list[int], list[int]]) -> None:
    before, after = (Scores.of(side) for side in sides)
    there, back = mann_whitney(before, after), mann_whitney(after, before)
    assert (there.p_value, there.p_less, there.p_greater) == (back.p_value, back.p_greater, back.p_less)


@given(pairs)
@settings(deadline=None)
def test_a_null_distribution_never_rejects_more_often_than_promised(
    sides: tuple[list[int], list[int]],
) -> None:
    null = mann_whitney(Scores.of(sides[0]), Scores.of(sides[1])).null
    assert isinstance(null, Attainable)
    assert all(null.cdf(Fraction(at, null.total)) <= Fraction(at, null.total) for at in null.p_values)
    assert null.cdf(null.smallest - Fraction(1, 10**9)) == 0
    assert null.cdf(Fraction(1)) == 1


@pytest.mark.parametrize(("n", "rounded"), [(3, "0.1000"), (4, "0.0286"), (5, "0.0079"), (6, "0.0022"), (8, "0.0002")])
def test_complete_separation_gives_the_smallest_p_for_the_size(n: int, rounded: str) -> None:
    # 4 v 4 .029, 5 .0079, 6 .0022, 8 .00016: exact tables of the Mann-Whitney test, 2 / C(2n, n).
    result = mann_whitney(Scores.of(range(n)), Scores.of(range(n, 2 * n)))
    assert result.p_value == smallest_p(n, n) == Fraction(2, comb(2 * n, n))
    assert f"{float(result.p_value):.4f}" == rounded
    assert untied_exact(n, n).smallest == smallest_p(n, n)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([1, 2, 2, 3], [3, 4, 4, 5]),
        ([1, 1, 2, 5, 5], [2, 2, 3, 4]),
        ([3, 3, 3, 4, 2], [3, 3, 4, 4, 5]),
        ([1, 2, 3, 4, 5, 5], [2, 2, 2, 3, 3, 1]),
        ([10, 20, 30, 40, 40, 50], [10, 10, 20, 20, 30, 30]),
    ],
)
def test_it_agrees_with_the_full_permutation_method_of_scipy(before: list[int], after: list[int]) -> None:
    expected = mannwhitneyu(after, before, method=PermutationMethod(n_resamples=np.inf)).pvalue
    result = mann_whitney(Scores.of(before), Scores.of(after))
    assert float(result.p_value) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("m", "n"), [(4, 4), (5, 9), (12, 12), (30, 25)])
def test_without_ties_it_agrees_with_the_exact_method_of_scipy(m: int, n: int) -> None:
    random = np.random.default_rng(7)
    pooled = [int(score) for score in random.permutation(m + n)]
    expected = mannwhitneyu(pooled[m:], pooled[:m], method="exact").pvalue
    result = mann_whitney(Scores.of(pooled[:m]), Scores.of(pooled[m:]))
    assert float(result.p_value) == pytest.approx(expected, rel=1e-9)


def test_the_published_number_of_ways_is_kept_at_every_size() -> None:
    sums = swapped_and_chosen((), [(rank, 1) for rank in range(60)], 30)
    assert sum(ways for _, ways in sums) == comb(60, 30)
    assert sums[0] == (sum(range(30)), 1)
    assert sums[-1] == (sum(range(30, 60)), 1)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 7), (4, 6), (8, 8)])
def test_equal_answers_everywhere_give_p_one(m: int, n: int) -> None:
    result = mann_whitney(Scores.of([3] * m), Scores.of([3] * n))
    assert {result.p_value, result.p_less, result.p_greater} == {Fraction(1)}
    assert isinstance(result.null, Attainable)
    assert result.null.smallest == 1


def test_above_fifty_on_a_side_it_is_the_normal_approximation_of_scipy() -> None:
    random = np.random.default_rng(11)
    before, after = random.integers(1, 6, 51).tolist(), random.integers(2, 6, 40).tolist()
    result = mann_whitney(Scores.of(before), Scores.of(after))
    expected = mannwhitneyu(after, before, method="asymptotic", use_continuity=True).pvalue
    assert not result.exact
    assert isinstance(result.null, Continuous)
    assert float(result.p_value) == pytest.approx(expected, rel=1e-12)


def test_many_equal_answers_give_p_one_and_not_nan() -> None:
    result = mann_whitney(Scores.of([4] * 200), Scores.of([4] * 300))
    assert result.p_value == 1


def test_the_exact_test_and_its_approximation_meet_at_the_border() -> None:
    before, after = [1, 2, 3, 4, 5] * 10, [2, 3, 4, 4, 5] * 10
    exact = mann_whitney(Scores.of(before), Scores.of(after))
    large = mann_whitney(Scores.of([*before, 3]), Scores.of([*after, 4]))
    assert exact.exact
    assert not large.exact
    assert float(large.p_value) == pytest.approx(float(exact.p_value), abs=0.03)


def test_the_smallest_p_of_large_teams_continues_that_of_small_ones() -> None:
    assert float(smallest_p(51, 50)) == pytest.approx(2 / comb(101, 50), rel=1e-9)
    assert smallest_p(5000, 5000) == 0
    assert smallest_p(1, 1) == 1


@pytest.mark.parametrize(("before", "after"), [([], [1]), ([1], [])])
def test_an_empty_side_cannot_be_tested(before: list[int], after: list[int]) -> None:
    with pytest.raises(ValueError, match="both sides"):
        mann_whitney(Scores.of(before), Scores.of(after))


def test_scores_of_different_units_cannot_be_tested() -> None:
    with pytest.raises(ValueError, match="one unit"):
        mann_whitney(Scores.of([1], unit=2), Scores.of([1], unit=3))


def test_thirty_against_thirty_takes_well_below_fifty_milliseconds() -> None:
    random = np.random.default_rng(3)
    before, after = (Scores.of(random.integers(1, 6, 30).tolist()) for _ in range(2))
    best = min(_seconds(before, after) for _ in range(5))
    assert best < 0.05


def _seconds(before: Scores, after: Scores) -> float:
    start = perf_counter()
    mann_whitney(before, after)
    return perf_counter() - start


def test_the_untied_distribution_is_that_of_scores_that_all_differ() -> None:
    null = mann_whitney(Scores.of([1, 4, 6, 7]), Scores.of([2, 3, 5, 8, 9])).null
    assert null == untied_exact(4, 5)
