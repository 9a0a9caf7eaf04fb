"""Partly paired permutation test: some people answered both times, others only once.

If nothing changed, the two scores of a pair could have been swapped, and each score without a partner could have
been given at the other time. Both are permuted at once: every combination of swaps with every relabelling of the
unmatched, as many as before, is equally likely. The statistic is the sum of the doubled midranks, in the pooled
scores, of all later scores; without pairs it is Mann-Whitney's. On permuting both kinds of data at once see Einsporn
& Habtzghi (2013), *Journal of Data Science* 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd, sqrt

from surveys.statistics.exact.mann_whitney import LARGEST_EXACT
from surveys.statistics.exact.nulls import Tested, exact_test, normal_test
from surveys.statistics.exact.ranks import doubled_midranks, pooled, rank_sum
from surveys.statistics.exact.sign_flip import LARGEST_EXACT_CHANGES
from surveys.statistics.exact.sums import swapped_and_chosen
from surveys.statistics.scores import Pairs, Scores

NAME = "joint_permutation"


def joint_permutation(
    pairs: Pairs, before_only: Scores, after_only: Scores, largest_exact: int = LARGEST_EXACT
) -> Tested:
    """The test of pairs of an earlier and a later score together with the scores that have no partner.

    All scores are in one unit. Exact up to `largest_exact` unmatched people on each side and 60 changed pairs, beyond
    that the normal approximation of the same statistic with continuity correction.
    """
    earlier = _side([(before, count) for (before, _), count in pairs], before_only)
    later = _side([(after, count) for (_, after), count in pairs], after_only)
    ranks = doubled_midranks(earlier, later)
    ranked = [((ranks[before], ranks[after]), count) for (before, after), count in pairs]
    gaps = [abs(after - before) for (before, after), count in ranked for _ in range(count) if before != after]
    groups = [(ranks[score], count) for score, count in pooled(before_only, after_only).items()]
    observed = rank_sum(ranks, later)
    lowest = sum(min(ends) * count for ends, count in ranked)
    if max(before_only.n, after_only.n) > largest_exact or len(gaps) > LARGEST_EXACT_CHANGES:
        found = _large_sample(gaps, groups, after_only.n, observed - lowest)
        if found is not None:
            return found
    return exact_test(NAME, swapped_and_chosen(gaps, groups, after_only.n), observed - lowest)


def _large_sample(gaps: Sequence[int], groups: Sequence[tuple[int, int]], chosen: int, observed: int) -> Tested | None:
    """Half of each gap, and `chosen` of the unmatched ranks drawn without replacement; None if nothing can vary."""
    size = sum(count for _, count in groups)
    total = sum(rank * count for rank, count in groups)
    mean = sum(gaps) / 2 + (chosen * total / size if size else 0)
    variance = sum(gap * gap for gap in gaps) / 4
    if size > 1:
        squares = sum(count * (size * rank - total) ** 2 for rank, count in groups)
        variance += chosen * (size - chosen) * squares / (size**3 * (size - 1))
    if not variance:
        return None
    lowest = min((rank for rank, _ in groups), default=0)
    step = gcd(*gaps, *(rank - lowest for rank, _ in groups))
    return normal_test(NAME, observed - mean, sqrt(variance), step / 2)


def _side(matched: Sequence[tuple[int, int]], unmatched: Scores) -> Scores:
    counts = dict(unmatched.counts)
    for score, count in matched:
        counts[score] = counts.get(score, 0) + count
    return Scores(tuple(sorted(counts.items())), unmatched.unit)
