"""The 95 % intervals of all designs; the quantiles come from scipy."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from surveys.records import Interval
from surveys.statistics.effects import Moves, cliffs_delta, standings
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
    t = t_quantile((1 + level) / 2, m + n - 2)
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
    """Later minus earlier share with one success and one failure added to each side.

    Agresti & Caffo (2000), *The American Statistician* 54.
    """
    m, n = n_before + 2, n_after + 2
    first, second = (before + 1) / m, (after + 1) / n
    half = normal_quantile((1 + level) / 2) * sqrt(first * (1 - first) / m + second * (1 - second) / n)
    return max(-1.0, second - first - half), min(1.0, second - first + half)


def moves_interval(moved: Moves, level: float = LEVEL) -> Interval:
    """(up - down) / n of the same people, adjusted Wald: one move up, one down and two people added.

    Bonett & Price (2012), *J. Educational and Behavioral Statistics* 37. With up and down the people who became and
    who ceased to be favourable it is the interval of the difference of two shares of the same people.
    """
    size = moved.up + moved.same + moved.down + 2
    up, down = (moved.up + 1) / size, (moved.down + 1) / size
    half = normal_quantile((1 + level) / 2) * sqrt((up + down - (up - down) ** 2) / size)
    return max(-1.0, up - down - half), min(1.0, up - down + half)


def mean_shift_interval(differences: Scores, level: float = LEVEL) -> Interval:
    """The t interval of the differences and of two more people, one who moved up a point and one who moved down.

    The two keep it from claiming certainty where few people all moved alike. In points.
    """
    n = differences.n + 2
    total = differences.mean * differences.n
    squares = sum(
        (Fraction(change, differences.unit) ** 2 * count for change, count in differences.counts), Fraction(2)
    )
    centre = total / n
    spread = (squares - total * centre) / (n - 1)
    half = t_quantile((1 + level) / 2, n - 1) * sqrt(spread / n)
    return float(centre) - half, float(centre) + half


def mean_shift_bound(differences: Scores, level: float = LEVEL) -> float | None:
    """The lower end of the one-sided t interval of the mean difference, in points; None if all moved alike."""
    if differences.n < 2 or not differences.variance:
        return None
    spread = t_quantile(level, differences.n - 1) * sqrt(differences.variance / differences.n)
    return float(differences.mean) - spread


def t_quantile(probability: float, freedom: int) -> float:
    """The value below which Student's t lies with this probability."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, probability))


def normal_quantile(probability: float) -> float:
    """The value below which a standard normal variable lies with this probability."""
    from scipy.special import ndtri

    return float(ndtri(probability))


def _spread(side: Scores, other: Scores, delta: Fraction) -> Fraction:
    """Sum over a side of (its people's dominance over the other side, minus its mean) squared.

    With s the dominances, Σ(s - δM)² = Σs² - n(δM)², because their mean is δM exactly.
    """
    mean = delta * other.n
    squares = sum(count * standing**2 for (_, count), standing in zip(side.counts, standings(side, other), strict=True))
    return squares - side.n * mean * mean


def _ties(before: Scores, after: Scores) -> int:
    earlier = dict(before.counts)
    return sum(count * earlier.get(score, 0) for score, count in after.counts)
