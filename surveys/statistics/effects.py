"""How large a change is, without assuming that distances between scores mean much: who is above whom, who moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from surveys.statistics.exact import LARGEST_EXACT, untied_exact
from surveys.statistics.scores import Pairs, Scores


@dataclass(frozen=True)
class Moves:
    """How many of the people who answered both times moved up, stayed, and moved down."""

    up: int
    same: int
    down: int

    @property
    def net_change(self) -> Fraction:
        """(up - down) / n, from -1 to 1; ZeroDivisionError without people."""
        return Fraction(self.up - self.down, self.up + self.same + self.down)


def moves(pairs: Pairs, level: Callable[[int], int] = int) -> Moves:
    """The moves of people with these pairs of scores; `level` maps a score to what is compared."""
    counts = {1: 0, 0: 0, -1: 0}
    for (earlier, later), count in pairs:
        before, after = level(earlier), level(later)
        counts[(after > before) - (after < before)] += count
    return Moves(counts[1], counts[0], counts[-1])


def standings(scores: Scores, other: Scores) -> list[int]:
    """For each distinct score: how many of the others lie below it, minus how many lie above; one pass over both."""
    found = []
    below = at = 0
    total = other.n
    for score, _ in scores.counts:
        while at < len(other.counts) and other.counts[at][0] < score:
            below += other.counts[at][1]
            at += 1
        equal = other.counts[at][1] if at < len(other.counts) and other.counts[at][0] == score else 0
        found.append(2 * below + equal - total)
    return found


def dominance(before: Scores, after: Scores) -> int:
    """Pairs of an earlier with a later score in which the later is higher, minus those in which it is lower."""
    return sum(count * standing for (_, count), standing in zip(after.counts, standings(after, before), strict=True))


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
