"""What could have been found at all, from the numbers of people alone."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, comb, exp, lgamma, log, sqrt

from surveys.statistics.exact.mann_whitney import LARGEST_EXACT
from surveys.statistics.exact.nulls import Attainable, attainable
from surveys.statistics.exact.sign_flip import LARGEST_EXACT_CHANGES
from surveys.statistics.exact.sums import swapped_and_chosen


@lru_cache(maxsize=256)
def untied_exact(n_before: int, n_after: int) -> Attainable:
    """The attainable p-values of an unpaired test for these numbers of people if no two scores were equal."""
    size = n_before + n_after
    ranks = tuple((rank, 1) for rank in range(size))
    return attainable([ways for _, ways in swapped_and_chosen((), ranks, min(n_before, n_after))])


def smallest_p(n_before: int, n_after: int, pairs: int = 0) -> Fraction:
    """The smallest two-sided p: all later scores above (or below) all earlier ones, every pair changed, no ties.

    Of 2 ** pairs swaps times C(N, n) relabellings of the N unmatched people one is as extreme on each side: all
    paired 2 ** (1 - n), all unpaired 2 / C(m + n, m). Up to 50 unmatched people a side to the last digit, beyond
    that from the logarithms of the factorials.
    """
    m, n = n_before - pairs, n_after - pairs
    if max(m, n) > LARGEST_EXACT:
        ways = lgamma(m + n + 1) - lgamma(m + 1) - lgamma(n + 1) + pairs * log(2)
        return Fraction(min(1.0, 2 * exp(-ways)))
    return min(Fraction(1), Fraction(2, comb(m + n, m) << pairs))


def clear_moves(people: int, alpha: Fraction) -> int:
    """How many of so many pairs must move one way, the others the opposite way and as far, for p to pass `alpha`.

    Twice the upper tail of the binomial distribution; `people` + 1 when even all of them would not do. Above 60
    from its normal approximation with continuity correction.
    """
    if people > LARGEST_EXACT_CHANGES:
        from scipy.special import ndtri

        return ceil((people + 1 + float(ndtri(1 - float(alpha) / 2)) * sqrt(people)) / 2)
    ways = 0
    for moved in range(people, -1, -1):
        ways += comb(people, moved)
        if Fraction(2 * ways, 2**people) > alpha:
            return moved + 1
    return 0
