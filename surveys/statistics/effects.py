"""How large a difference between two sets of scores is, without assuming distances between scores mean much."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from math import sqrt

from surveys.statistics.exact import LARGEST_EXACT, untied_exact
from surveys.statistics.scores import Scores


def dominance(before: Scores, after: Scores) -> int:
    """Pairs of an earlier with a later score in which the later is higher, minus those in which it is lower."""
    return sum(
        count * other_count * ((score > other) - (score < other))
        for score, count in after.counts
        for other, other_count in before.counts
    )


def cliffs_delta(before: Scores, after: Scores) -> Fraction:
    """P(after > before) - P(after < before), from -1 to 1 (Cliff 1993); both sides need a score."""
    return Fraction(dominance(before, after), before.n * after.n)


def theta(before: Scores, after: Scores) -> Fraction:
    """Probability of superiority, P(after > before) + P(equal) / 2, from 0 to 1 (Vargha & Delaney 2000)."""
    return (cliffs_delta(before, after) + 1) / 2


def clear_theta(n_before: int, n_after: int, alpha: Fraction) -> Fraction:
    """The theta from which on a two-sided test at level `alpha` rejects, if no two scores are equal.

    It follows from the numbers of people alone; above 1 when no result at all would do. Exact up to 50 people a
    side, beyond that from the normal approximation, variance (m + n + 1) / (12 mn).
    """
    if max(n_before, n_after) > LARGEST_EXACT:
        from scipy.special import ndtri

        variance = Fraction(n_before + n_after + 1, 12 * n_before * n_after)
        return Fraction(0.5 + float(ndtri(1 - float(alpha) / 2)) * sqrt(variance))
    null = untied_exact(n_before, n_after)
    rejecting = bisect_right(null.p_values, alpha * null.total)
    return 1 - Fraction(rejecting - 1, n_before * n_after)
