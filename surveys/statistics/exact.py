"""Unpaired permutation test of two sets of scores: Mann-Whitney on midranks, conditional on the ties.

Under the null hypothesis every way of choosing which of the N scores are the later ones is equally likely. The
later scores' rank sum then has a distribution that follows from the counts of the distinct scores alone (Mann &
Whitney 1947; with ties Lehmann, *Nonparametrics*, 1975, ch. 1.4); it is built here by dynamic programming over
the distinct scores, in integers from end to end, so that "as extreme as" never compares floats.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import comb, exp, gcd, lgamma
from typing import Protocol

from surveys.statistics.scores import Scores

LARGEST_EXACT = 50
"""Most people on a side for whom the exact distribution is computed."""


class NullDistribution(Protocol):
    """The distribution of a test's two-sided p-value when nothing changed."""

    def cdf(self, p: Fraction) -> Fraction:
        """The probability of a p-value of at most `p`."""


@dataclass(frozen=True)
class Attainable:
    """The p-values an exact test can give (ascending, over `total`) and how many arrangements give at most that."""

    p_values: tuple[int, ...]
    arrangements: tuple[int, ...]
    total: int

    def cdf(self, p: Fraction) -> Fraction:
        """The probability of a p-value of at most `p`, which never exceeds `p` below 1."""
        position = bisect_right(self.p_values, p * self.total)
        return Fraction(self.arrangements[position - 1], self.total) if position else Fraction(0)

    @property
    def smallest(self) -> Fraction:
        """The smallest p-value that can come out."""
        return Fraction(self.p_values[0], self.total)


@dataclass(frozen=True)
class Continuous:
    """The distribution of the p-value of a large-sample test: uniform on 0 to 1."""

    def cdf(self, p: Fraction) -> Fraction:
        """The probability of a p-value of at most `p`."""
        return max(Fraction(0), min(p, Fraction(1)))


@dataclass(frozen=True)
class MannWhitney:
    """A test of later against earlier scores; `p_value` is two-sided, twice the smaller tail, at most 1.

    `p_greater` is the probability of a rank sum of the later scores at least as high as the one seen, `p_less`
    of one at most as high.
    """

    p_value: Fraction
    p_less: Fraction
    p_greater: Fraction
    exact: bool
    null: NullDistribution


def mann_whitney(before: Scores, after: Scores) -> MannWhitney:
    """The test of `after` against `before`, which must be in one unit and not empty.

    Exact up to 50 people on each side, beyond that scipy's normal approximation with continuity correction.
    """
    if not (before.n and after.n) or before.unit != after.unit:
        raise ValueError("a comparison needs scores of one unit on both sides")
    ranks = doubled_midranks(before, after)
    if max(before.n, after.n) > LARGEST_EXACT and len(ranks) > 1:
        return _large_sample(before, after)
    return _exact(before, after, ranks)


def doubled_midranks(before: Scores, after: Scores) -> dict[int, int]:
    """Twice the mean rank that each distinct score shares in the pooled scores."""
    pooled = _pooled(before, after)
    below = accumulate(pooled.values(), initial=0)
    return {score: 2 * lower + count + 1 for (score, count), lower in zip(pooled.items(), below, strict=False)}


def untied(n_before: int, n_after: int) -> NullDistribution:
    """The distribution of p for these numbers of people if no two scores were equal."""
    if max(n_before, n_after) > LARGEST_EXACT:
        return Continuous()
    return untied_exact(n_before, n_after)


@lru_cache(maxsize=256)
def untied_exact(n_before: int, n_after: int) -> Attainable:
    """The attainable p-values for these numbers of people if no two scores were equal, at any size."""
    size = n_before + n_after
    chosen = min(n_before, n_after)
    sums = rank_sums(tuple((rank, 1) for rank in range(size)), chosen)
    return _attainable([ways for _, ways in sums])


def smallest_p(n_before: int, n_after: int) -> Fraction:
    """2 / C(m + n, m): the smallest two-sided p, when all later scores lie on one side of all earlier ones.

    Up to 50 people a side to the last digit, beyond that from the logarithms of the factorials.
    """
    if max(n_before, n_after) > LARGEST_EXACT:
        ways = lgamma(n_before + n_after + 1) - lgamma(n_before + 1) - lgamma(n_after + 1)
        return Fraction(min(1.0, 2 * exp(-ways)))
    return min(Fraction(1), Fraction(2, comb(n_before + n_after, n_before)))


def rank_sums(ranks: tuple[tuple[int, int], ...], chosen: int) -> list[tuple[int, int]]:
    """All sums of `chosen` ranks out of a multiset, ascending, each with the number of ways to get it.

    `ranks` are pairs of a rank and how many people share it. Each polynomial in the sum is one big integer with
    a fixed number of bytes per coefficient, so that adding and shifting whole polynomials is one operation.
    """
    size = sum(count for _, count in ranks)
    lowest = min(rank for rank, _ in ranks)
    step = gcd(*(rank - lowest for rank, _ in ranks)) or 1
    width = comb(size, chosen).bit_length() // 8 + 1
    ways = [1] + [0] * chosen
    for rank, count in ranks:
        shift = (rank - lowest) // step * width * 8
        choices = [comb(count, taken) for taken in range(count + 1)]
        for people in range(chosen, 0, -1):
            ways[people] += sum(
                (ways[people - taken] * choices[taken]) << (shift * taken) for taken in range(1, min(count, people) + 1)
            )
    base = chosen * lowest
    return [(base + step * exponent, number) for exponent, number in _coefficients(ways[chosen], width)]


def _exact(before: Scores, after: Scores, ranks: dict[int, int]) -> MannWhitney:
    """The smaller side is the one whose rank sum is built; its tails are the other side's tails mirrored."""
    pooled = _pooled(before, after)
    later_is_smaller = after.n <= before.n
    side = after if later_is_smaller else before
    observed = sum(ranks[score] * count for score, count in side.counts)
    sums = rank_sums(tuple((ranks[score], count) for score, count in pooled.items()), side.n)
    total = comb(before.n + after.n, side.n)
    lower = Fraction(sum(ways for value, ways in sums if value <= observed), total)
    upper = Fraction(sum(ways for value, ways in sums if value >= observed), total)
    less, greater = (lower, upper) if later_is_smaller else (upper, lower)
    p_value = min(Fraction(1), 2 * min(less, greater))
    return MannWhitney(p_value, less, greater, True, _attainable([ways for _, ways in sums]))


def _attainable(ways: list[int]) -> Attainable:
    """The two-sided p-value of every possible rank sum, from the ways to get each in ascending order."""
    total = sum(ways)
    by_p: dict[int, int] = {}
    lower = 0
    for number in ways:
        upper = total - lower
        lower += number
        p_value = min(total, 2 * min(lower, upper))
        by_p[p_value] = by_p.get(p_value, 0) + number
    p_values = sorted(by_p)
    return Attainable(tuple(p_values), tuple(accumulate(by_p[p_value] for p_value in p_values)), total)


def _large_sample(before: Scores, after: Scores) -> MannWhitney:
    import numpy as np
    from scipy.stats import mannwhitneyu

    earlier, later = (
        np.repeat([score for score, _ in side.counts], [count for _, count in side.counts]) for side in (before, after)
    )
    tails = {
        alternative: Fraction(
            float(
                mannwhitneyu(later, earlier, alternative=alternative, method="asymptotic", use_continuity=True).pvalue
            )
        )
        for alternative in ("two-sided", "less", "greater")
    }
    return MannWhitney(tails["two-sided"], tails["less"], tails["greater"], False, Continuous())


def _pooled(before: Scores, after: Scores) -> dict[int, int]:
    pooled = dict(before.counts)
    for score, count in after.counts:
        pooled[score] = pooled.get(score, 0) + count
    return dict(sorted(pooled.items()))


def _coefficients(polynomial: int, width: int) -> Iterator[tuple[int, int]]:
    """Exponent and coefficient of every term that is not zero, ascending."""
    packed = polynomial.to_bytes((polynomial.bit_length() + 7) // 8, "little")
    for position in range(0, len(packed), width):
        coefficient = int.from_bytes(packed[position : position + width], "little")
        if coefficient:
            yield position // width, coefficient
