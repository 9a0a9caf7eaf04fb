"""Paired permutation test: the exact sign-flip test of the sum of differences (Fisher, *The Design of Experiments*,
1935, § 21).

If nothing changed, each person's before and after could have been swapped, so every difference is as likely with
the other sign. People whose score did not change take no part in it. The sum is kept in integers.
"""

from __future__ import annotations

from math import gcd, sqrt

from surveys.statistics.exact.nulls import Tested, exact_test, normal_test
from surveys.statistics.exact.sums import LARGEST_GRID, grid_size, swapped, swapped_and_chosen
from surveys.statistics.scores import Scores

NAME = "sign_flip"
LARGEST_EXACT_CHANGES = 60
"""Most changed people for whom the exact distribution is computed."""
_MOST_SPARSE = 20


def sign_flip(differences: Scores, largest_exact: int = LARGEST_EXACT_CHANGES) -> Tested:
    """The test of the counted differences, later minus earlier score of each person.

    Exact up to `largest_exact` changed people; beyond that, and where more than 20 changed by amounts that have no
    common step worth the name (numbers with many decimals), the normal approximation with continuity correction.
    """
    changes = [abs(change) for change, count in differences.counts for _ in range(count) if change]
    total = sum(change * count for change, count in differences.counts)
    gaps = [2 * change for change in changes]
    if len(changes) > largest_exact:
        return _large_sample(changes, total)
    steps = grid_size(gaps)
    if len(changes) <= _MOST_SPARSE and steps > 2 ** len(changes):
        sums = swapped(gaps)
    elif steps <= LARGEST_GRID:
        sums = swapped_and_chosen(gaps)
    else:
        return _large_sample(changes, total)
    return exact_test(NAME, sums, total + sum(changes))


def _large_sample(changes: list[int], total: int) -> Tested:
    """Mean 0, variance Σ d²; neighbouring sums lie twice the greatest common divisor of the changes apart."""
    return normal_test(NAME, total, sqrt(sum(change * change for change in changes)), gcd(*changes))
