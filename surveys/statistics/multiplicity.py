"""Adjusting the p-values of a family of tests, so that one wrong finding in the family stays unlikely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from surveys.statistics.exact import NullDistribution

LEAST_PEOPLE_FOR_BH = 50
"""People from whom on a false discovery rate may stand beside the family-wise adjustment."""


@dataclass(frozen=True)
class Observed:
    """A two-sided p-value and the distribution it comes from when nothing changed."""

    p_value: Fraction
    null: NullDistribution


def step_down_discrete(family: Sequence[Observed]) -> tuple[Fraction, ...]:
    """Adjusted p-values in the order given: step-down Bonferroni over the p-values that can come out at all.

    With p(1) ≤ … ≤ p(M), the i-th is the largest over l ≤ i of min(1, Σ F_j(p(l)) for j ≥ l), F_j being the
    distribution of test j's p-value, and never less than p(i) itself: where ties make a distribution lopsided, F_j(p)
    alone can be half of p, which would spend all of alpha on the direction that was seen. Holds under any dependence
    and is never above Holm. Tarone (1990), *Biometrics* 46; Westfall & Wolfinger (1997), *The American Statistician*
    51.
    """
    order = sorted(range(len(family)), key=lambda index: family[index].p_value)
    adjusted = [Fraction(0)] * len(family)
    highest = Fraction(0)
    for position, index in enumerate(order):
        p_value = family[index].p_value
        chance = sum((family[other].null.cdf(p_value) for other in order[position:]), Fraction(0))
        highest = max(highest, min(Fraction(1), max(chance, p_value)))
        adjusted[index] = highest
    return tuple(adjusted)


def smallest_adjusted(smallest: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The same when every test comes out at the smallest p its sample sizes allow.

    There F_j(p) is the smallest p of test j where that is p, and 0 where it is larger, so only tests of one
    smallest p add up.
    """
    alike = Counter(smallest)
    highest = Fraction(0)
    adjusted: dict[Fraction, Fraction] = {}
    for p_value in sorted(alike):
        highest = max(highest, min(Fraction(1), p_value * alike[p_value]))
        adjusted[p_value] = highest
    return tuple(adjusted[p_value] for p_value in smallest)


def holm(p_values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Step-down Bonferroni in the order given (Holm 1979, *Scandinavian Journal of Statistics* 6)."""
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    adjusted = [Fraction(0)] * len(p_values)
    highest = Fraction(0)
    for position, index in enumerate(order):
        highest = max(highest, min(Fraction(1), (len(order) - position) * p_values[index]))
        adjusted[index] = highest
    return tuple(adjusted)


def benjamini_hochberg(p_values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Adjusted p-values for the false discovery rate, in the order given.

    Benjamini & Hochberg (1995), *J. Royal Statistical Society* B 57; for tests that are independent or positively
    dependent. Too generous for the words of a small team: `LEAST_PEOPLE_FOR_BH`.
    """
    order = sorted(range(len(p_values)), key=lambda index: p_values[index], reverse=True)
    adjusted = [Fraction(0)] * len(p_values)
    lowest = Fraction(1)
    for position, index in enumerate(order):
        lowest = min(lowest, p_values[index] * Fraction(len(order), len(order) - position))
        adjusted[index] = lowest
    return tuple(adjusted)
