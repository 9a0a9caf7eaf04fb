from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import PermutationMethod, binomtest, norm, permutation_test, wilcoxon

from surveys.statistics.contrasts import pair_counts
from surveys.statistics.exact import (
    Attainable,
    Continuous,
    clear_moves,
    joint_permutation,
    mann_whitney,
    sign_flip,
    smallest_p,
)
from surveys.statistics.exact.sums import swapped, swapped_and_chosen
from surveys.statistics.scores import Pairs, Scores

likert = st.integers(1, 5)
change = st.integers(-4, 4)
fine = st.integers(-(10**9), 10**9)
some_changes = st.one_of(st.lists(change, min_size=1, max_size=7), st.lists(fine, min_size=1, max_size=7))
some_pairs = st.lists(st.tuples(likert, likert), max_size=5)
few = st.lists(likert, min_size=1, max_size=4)


def paired(pairs: list[tuple[int, int]]) -> Pairs:
    before, after = [earlier for earlier, _ in pairs], [later for _, later in pairs]
    return pair_counts(before, after, [(at, at) for at in range(len(pairs))])


def check(
    values: list[int], observed: int, found_less: Fraction, found_greater: Fraction, p: Fraction, null: Attainable
) -> None:
    """The tails and the whole distribution of p against a list of every arrangement."""
    total, ordered = len(values), sorted(values)

    def p_of(value: int) -> int:
        less, greater = bisect_right(ordered, value), total - bisect_left(ordered, value)
        return min(total, 2 * min(less, greater))

    assert found_less == Fraction(bisect_right(ordered, observed), total)
    assert found_greater == Fraction(total - bisect_left(ordered, observed), total)
    assert p == Fraction(p_of(observed), total)
    all_p = sorted(p_of(value) for value in values)
    assert null.smallest == Fraction(all_p[0], total)
    for level in set(all_p):
        assert null.cdf(Fraction(level, total)) == Fraction(bisect_right(all_p, level), total)


@given(some_changes)
@settings(deadline=None)
def test_the_sign_flip_agrees_with_listing_every_choice_of_signs(changes: list[int]) -> None:
    found = sign_flip(Scores.of(changes))
    values = [
        sum(sign * move for sign, move in zip(signs, changes, strict=True))
        for signs in product((1, -1), repeat=len(changes))
    ]
    assert found.exact
    assert isinstance(found.null, Attainable)
    check(values, sum(changes), found.p_less, found.p_greater, found.p_value, found.null)


@given(some_pairs, few, few)
@settings(deadline=None, max_examples=60)
def test_the_joint_test_agrees_with_listing_every_swap_and_relabelling(
    pairs: list[tuple[int, int]], before: list[int], after: list[int]
) -> None:
    found = joint_permutation(paired(pairs), Scores.of(before), Scores.of(after))
    unmatched = before + after
    pooled = [score for pair in pairs for score in pair] + unmatched

    def rank(score: int) -> int:
        return sum((other < score) * 2 + (other == score) for other in pooled) + 1

    values = [
        sum(rank(pair[side]) for pair, side in zip(pairs, sides, strict=True))
        + sum(rank(unmatched[at]) for at in later)
        for sides in product((0, 1), repeat=len(pairs))
        for later in combinations(range(len(unmatched)), len(after))
    ]
    observed = sum(rank(later) for _, later in pairs) + sum(rank(score) for score in after)
    assert isinstance(found.null, Attainable)
    check(values, observed, found.p_less, found.p_greater, found.p_value, found.null)


@given(few, few)
def test_without_pairs_the_joint_test_is_the_unpaired_one(before: list[int], after: list[int]) -> None:
    joint = joint_permutation((), Scores.of(before), Scores.of(after))
    alone = mann_whitney(Scores.of(before), Scores.of(after))
    assert (joint.p_less, joint.p_greater, joint.null) == (alone.p_less, alone.p_greater, alone.null)


@given(some_changes)
@settings(deadline=None)
def test_people_who_did_not_change_and_the_unit_make_no_difference(changes: list[int]) -> None:
    found = sign_flip(Scores.of(changes))
    with_others = sign_flip(Scores.of([*changes, 0, 0, 0]))
    scaled = sign_flip(Scores.of([6 * move for move in changes], unit=6))
    assert found == with_others == scaled
    mirrored = sign_flip(Scores.of([-move for move in changes]))
    assert (mirrored.p_less, mirrored.p_greater) == (found.p_greater, found.p_less)


@given(st.lists(st.integers(1, 40), max_size=10))
def test_both_ways_to_list_the_sums_agree(gaps: list[int]) -> None:
    assert swapped(gaps) == swapped_and_chosen(gaps)


@pytest.mark.parametrize(
    ("n", "smallest"),
    [(4, 0.125), (5, 0.0625), (6, 0.03125), (8, 0.0078125), (10, 0.001953125)],
)
def test_the_smallest_p_of_pairs_is_two_to_the_one_minus_n(n: int, smallest: float) -> None:
    # STATISTICS § 2: .125, .0625, .031, .0078, .0020.
    assert float(smallest_p(n, n, n)) == smallest
    assert sign_flip(Scores.of([1] * n)).p_value == smallest_p(n, n, n)


@pytest.mark.parametrize(("pairs", "before", "after"), [(3, 2, 2), (4, 0, 1), (6, 1, 1), (2, 3, 0), (0, 3, 4)])
def test_complete_separation_gives_the_smallest_p_of_partly_paired_people(pairs: int, before: int, after: int) -> None:
    size = 2 * pairs + before + after
    low, high = range(pairs + before), range(pairs + before, size)
    matched = paired(list(zip(low, high, strict=False))[:pairs])
    found = joint_permutation(matched, Scores.of(low[pairs:]), Scores.of(high[pairs:]))
    assert found.p_value == smallest_p(pairs + before, pairs + after, pairs)


def test_everybody_unchanged_gives_p_one() -> None:
    found = sign_flip(Scores.of([0] * 8))
    assert {found.p_value, found.p_less, found.p_greater, found.smallest} == {Fraction(1)}


def test_p_smallest_with_ties_counts_only_those_who_changed() -> None:
    assert sign_flip(Scores.of([1, -1, 2, 0, 0, 0])).smallest == Fraction(2, 8)


def test_it_agrees_with_scipy_where_scipy_is_exact() -> None:
    changes = [3, 1, -2, 5, 4, 7, -1, 2]
    flips = permutation_test(
        (np.array(changes),), np.sum, permutation_type="samples", n_resamples=np.inf, alternative="greater"
    )
    assert float(sign_flip(Scores.of(changes)).p_greater) == pytest.approx(flips.pvalue, rel=1e-9)
    # On changes 1 … n the sum is Wilcoxon's signed-rank statistic.
    ranks = [1, 2, 3, -4, 5, 6, -7, 8, 9]
    method = PermutationMethod(n_resamples=np.inf)
    expected = wilcoxon(ranks, method=method).pvalue
    assert float(sign_flip(Scores.of(ranks)).p_value) == pytest.approx(expected, rel=1e-9)
    one_step = [1] * 7 + [-1] * 2
    assert float(sign_flip(Scores.of(one_step)).p_value) == pytest.approx(binomtest(7, 9).pvalue, rel=1e-9)


def test_above_sixty_changed_people_it_is_the_normal_approximation() -> None:
    changes = [1] * 40 + [-1] * 21
    found = sign_flip(Scores.of(changes))
    assert not found.exact
    assert isinstance(found.null, Continuous)
    assert float(found.p_greater) == pytest.approx(norm.sf((19 - 1) / 61**0.5), rel=1e-12)
    assert float(found.p_value) == pytest.approx(binomtest(40, 61).pvalue, abs=0.002)


def test_sixty_changed_people_are_still_exact() -> None:
    found = sign_flip(Scores.of([1] * 39 + [-1] * 21))
    assert found.exact
    assert float(found.p_value) == pytest.approx(binomtest(39, 60).pvalue, rel=1e-12)


def test_numbers_without_a_common_step_are_exact_up_to_twenty_people() -> None:
    random = np.random.default_rng(5)
    changes = [int(value) for value in random.integers(-(10**12), 10**12, 20)]
    assert sign_flip(Scores.of(changes[:16])).exact
    many = sign_flip(Scores.of([*changes, 10**12 + 1]))
    assert not many.exact
    assert 0 < many.p_value <= 1


def test_the_joint_test_and_its_approximation_meet_at_the_border() -> None:
    pairs = [(2, 3), (3, 3), (4, 5), (5, 3), (1, 2)] * 4
    before, after = [1, 2, 3, 4, 5] * 10, [2, 3, 4, 4, 5] * 10
    exact = joint_permutation(paired(pairs), Scores.of(before), Scores.of(after))
    large = joint_permutation(paired(pairs), Scores.of([*before, 3]), Scores.of([*after, 4]))
    assert exact.exact
    assert not large.exact
    assert float(large.p_value) == pytest.approx(float(exact.p_value), abs=0.01)


def test_a_large_joint_test_of_equal_scores_has_p_one() -> None:
    found = joint_permutation(paired([(3, 3)] * 4), Scores.of([3] * 60), Scores.of([3] * 55))
    assert found.p_value == 1


@pytest.mark.parametrize(("people", "moved"), [(5, 6), (6, 6), (8, 8), (9, 8), (12, 10), (20, 15)])
def test_the_clear_number_of_moves_is_that_of_the_sign_test(people: int, moved: int) -> None:
    # Critical values of the two-sided sign test at 5 %: with 12 people 10, with 20 people 15.
    assert clear_moves(people, Fraction(1, 20)) == moved
    if moved <= people:
        assert binomtest(moved, people).pvalue <= 0.05 < binomtest(moved - 1, people).pvalue


def test_the_clear_number_of_moves_of_large_teams_continues_that_of_small_ones() -> None:
    assert clear_moves(61, Fraction(1, 20)) == 39
    assert binomtest(39, 61).pvalue <= 0.05 < binomtest(38, 61).pvalue
