"""The 95 % intervals of the unpaired design; the quantiles come from scipy."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from surveys.records import Interval
from surveys.statistics.effects import cliffs_delta
from surveys.statistics.scores import Scores

LEVEL = 0.95


def delta_interval(before: Scores, after: Scores, level: float = LEVEL) -> Interval | None:
    """Asymmetric t interval of Cliff's delta, m + n - 2 degrees of freedom; None below two people on a side.

    Feng & Cliff (2004), *J. Mod. Appl. Stat. Methods* 3(2), with the unbiased variance of Cliff (1993). Where
    delta is 1 or -1 the variance says nothing, and the bound is (k - t²) / (k + t²) with k the smaller side.
    """
    m, n = before.n, after.n
    if min(m, n) < 2:
        return None
    t = _t_quantile(level, m + n - 2)
    delta = cliffs_delta(before, after)
    if abs(delta) == 1:
        k = min(m, n)
        bound = (k - t * t) / (k + t * t)
        return (bound, 1.0) if delta == 1 else (-1.0, -bound)
    return asymmetric_interval(float(delta), float(delta_variance(before, after)), t)


def asymmetric_interval(delta: float, variance: float, quantile: float) -> Interval:
    """The interval of Feng & Cliff for a delta inside -1 to 1 with this variance, clipped to that range."""
    spread = quantile * sqrt(variance)
    half = spread * sqrt((1 - delta * delta) ** 2 + spread * spread)
    middle, scale = delta - delta**3, 1 - delta * delta + spread * spread
    return max(-1.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def delta_variance(before: Scores, after: Scores) -> Fraction:
    """Unbiased variance of Cliff's delta, never below (1 - delta²) / (mn - 1); two people on each side at least.

    With d(i, j) the sign of later i minus earlier j, and d(i), d(j) its means over the other side:
    [m² Σ(d(i) - δ)² + n² Σ(d(j) - δ)² - ΣΣ(d(i, j) - δ)²] / [mn (m - 1)(n - 1)], m earlier and n later scores.
    """
    m, n = before.n, after.n
    delta = cliffs_delta(before, after)
    later = _spread(after, before, delta)
    earlier = _spread(before, after, -delta)
    untied = m * n - _ties(before, after)
    cells = untied - m * n * delta * delta
    unbiased = (later + earlier - cells) / (m * n * (m - 1) * (n - 1))
    return max(unbiased, (1 - delta * delta) / (m * n - 1))


def share_difference_interval(before: int, n_before: int, after: int, n_after: int, level: float = LEVEL) -> Interval:
    """Later minus earlier share with one success and one failure added to each side (Agresti & Caffo 2000)."""
    m, n = n_before + 2, n_after + 2
    first, second = (before + 1) / m, (after + 1) / n
    half = _normal_quantile(level) * sqrt(first * (1 - first) / m + second * (1 - second) / n)
    return max(-1.0, second - first - half), min(1.0, second - first + half)


def _spread(side: Scores, other: Scores, delta: Fraction) -> Fraction:
    """Sum over a side of (its people's dominance over the other side, minus its mean) squared."""
    mean = delta * other.n
    return sum((count * (_over(score, other) - mean) ** 2 for score, count in side.counts), Fraction(0))


def _over(score: int, other: Scores) -> int:
    return sum(count * ((score > value) - (score < value)) for value, count in other.counts)


def _ties(before: Scores, after: Scores) -> int:
    earlier = dict(before.counts)
    return sum(count * earlier.get(score, 0) for score, count in after.counts)


def _t_quantile(level: float, freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))


def _normal_quantile(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + level) / 2))
