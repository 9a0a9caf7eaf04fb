"""Unpaired permutation test of two sets of scores: Mann-Whitney on midranks, conditional on the ties.

Under the null hypothesis every way of choosing which of the N scores are the later ones is equally likely. The
later scores' rank sum then has a distribution that follows from the counts of the distinct scores alone (Mann &
Whitney 1947; with ties Lehmann, *Nonparametrics*, 1975, ch. 1.4); it is built in integers from end to end, so that
"as extreme as" never compares floats.
"""

from __future__ import annotations

from math import sqrt

from surveys.statistics.exact.nulls import Tested, exact_test, normal_test
from surveys.statistics.exact.ranks import doubled_midranks, pooled, rank_sum
from surveys.statistics.exact.sums import swapped_and_chosen
from surveys.statistics.scores import Scores

NAME = "mann_whitney"
LARGEST_EXACT = 50
"""Most people on a side for whom the exact distribution is computed."""


def mann_whitney(before: Scores, after: Scores, largest_exact: int = LARGEST_EXACT) -> Tested:
    """The test of `after` against `before`, which must be in one unit and not empty.

    Exact up to `largest_exact` people on each side, beyond that the normal approximation with tie and continuity
    correction, which is what scipy's `mannwhitneyu(method="asymptotic", use_continuity=True)` makes of raw values.
    """
    if not (before.n and after.n) or before.unit != after.unit:
        raise ValueError("a comparison needs scores of one unit on both sides")
    if max(before.n, after.n) > largest_exact and len(pooled(before, after)) > 1:
        return _large_sample(before, after)
    return _exact(before, after)


def _exact(before: Scores, after: Scores) -> Tested:
    """The smaller side is the one whose rank sum is built; its tails are the other side's tails mirrored."""
    ranks = doubled_midranks(before, after)
    groups = tuple((ranks[score], count) for score, count in pooled(before, after).items())
    later_is_smaller = after.n <= before.n
    side = after if later_is_smaller else before
    found = exact_test(NAME, swapped_and_chosen((), groups, side.n), rank_sum(ranks, side))
    if later_is_smaller:
        return found
    return Tested(NAME, found.p_value, found.p_greater, found.p_less, True, found.null)


def _large_sample(before: Scores, after: Scores) -> Tested:
    """Doubled rank sums: mean n (N + 1), variance mn (N + 1 - Σ(t³ - t) / (N (N - 1))) / 3, neighbours 1 apart."""
    m, n = before.n, after.n
    size = m + n
    deviation = rank_sum(doubled_midranks(before, after), after) - n * (size + 1)
    ties = sum(count**3 - count for count in pooled(before, after).values())
    variance = m * n * ((size + 1) - ties / (size * (size - 1))) / 3
    return normal_test(NAME, deviation, sqrt(variance), 1)
