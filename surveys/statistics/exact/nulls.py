"""What comes out of a test: its tails, and the distribution its two-sided p-value has when nothing changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Protocol


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
class Tested:
    """A test of later against earlier scores; `p_value` is two-sided, twice the smaller tail, at most 1.

    `p_greater` is the probability of a statistic at least as high as the one seen, which speaks for higher later
    scores, `p_less` of one at most as high.
    """

    name: str
    p_value: Fraction
    p_less: Fraction
    p_greater: Fraction
    exact: bool
    null: NullDistribution

    @property
    def smallest(self) -> Fraction | None:
        """The smallest two-sided p that these ties allow; None for a large-sample test."""
        return self.null.smallest if isinstance(self.null, Attainable) else None


def exact_test(name: str, sums: Sequence[tuple[int, int]], observed: int) -> Tested:
    """The test of an observed statistic, from every possible one (ascending) with the ways to get it."""
    total = sum(ways for _, ways in sums)
    less = Fraction(sum(ways for value, ways in sums if value <= observed), total)
    greater = Fraction(sum(ways for value, ways in sums if value >= observed), total)
    return Tested(name, _two_sided(less, greater), less, greater, True, attainable([ways for _, ways in sums]))


def normal_test(name: str, deviation: float, spread: float, correction: float) -> Tested:
    """The normal approximation for a statistic that lies `deviation` above its mean, standard deviation `spread`.

    `correction` is half the distance between neighbouring values of the statistic (continuity correction).
    """
    from scipy.special import ndtr

    less = Fraction(float(ndtr((deviation + correction) / spread)))
    greater = Fraction(float(ndtr(-(deviation - correction) / spread)))
    return Tested(name, _two_sided(less, greater), less, greater, False, Continuous())


def attainable(ways: Sequence[int]) -> Attainable:
    """The two-sided p-value of every possible statistic, from the ways to get each in ascending order."""
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


def _two_sided(less: Fraction, greater: Fraction) -> Fraction:
    return min(Fraction(1), 2 * min(less, greater))
