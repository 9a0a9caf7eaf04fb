"""Many teams: the team is the unit, because the people of one team share their circumstances.

Pooling the people of all teams as if they were alone finds "changes" far too often (16 to 19 % where 5 % were meant).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm, sqrt

from surveys.records import Interval
from surveys.statistics.exact import Tested, sign_flip
from surveys.statistics.intervals import LEVEL, t_quantile
from surveys.statistics.scores import Scores
from surveys.statistics.verdicts import ALPHA

LEAST_TEAMS = 6


class TeamsVerdict(StrEnum):
    """What may be said about the teams together."""

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"
    TOO_FEW = "too_few"
    BEYOND = "beyond_margin"
    WITHIN = "within_margin"


@dataclass(frozen=True)
class TeamShift:
    """One team's change of the mean score, in points, and how many answers it rests on."""

    team: str
    n_before: int
    n_after: int
    mean_before: Fraction
    mean_after: Fraction

    @property
    def shift(self) -> Fraction:
        """Later minus earlier mean."""
        return self.mean_after - self.mean_before


@dataclass(frozen=True)
class TeamsTest:
    """The mean of the team shifts with its 95 % t interval, the t-test, and the sign-flip test beside it.

    Below six teams all but the mean is None; without any spread between teams the t-test is not defined.
    """

    mean_shift: Fraction
    mean_shift_ci: Interval | None
    p_t: float | None
    sign_flip: Tested | None


def team_test(shifts: Sequence[Fraction]) -> TeamsTest:
    """Student's one-sample t-test of the team shifts, and the exact test of their sum; at least one team."""
    unit = lcm(*(shift.denominator for shift in shifts))
    scores = Scores.of((shift.numerator * (unit // shift.denominator) for shift in shifts), unit)
    n, mean = scores.n, scores.mean
    if n < LEAST_TEAMS:
        return TeamsTest(mean, None, None, None)
    flipped = sign_flip(scores)
    if not scores.variance:
        return TeamsTest(mean, None, None, flipped)
    error = sqrt(scores.variance / n)
    half = t_quantile((1 + LEVEL) / 2, n - 1) * error
    return TeamsTest(mean, (float(mean) - half, float(mean) + half), _two_sided(float(mean) / error, n - 1), flipped)


def verdict(found: TeamsTest, alpha: Fraction = ALPHA, margin: Fraction | None = None) -> TeamsVerdict:
    """The word for the teams together; with a margin chosen beforehand the interval decides, and no p-value."""
    if found.sign_flip is None:
        return TeamsVerdict.TOO_FEW
    if margin is not None:
        return _against(found.mean_shift_ci, float(margin))
    if found.p_t is None or found.p_t > alpha:
        return TeamsVerdict.CANNOT_TELL
    return TeamsVerdict.HIGHER if found.mean_shift > 0 else TeamsVerdict.LOWER


def _against(interval: Interval | None, margin: float) -> TeamsVerdict:
    if interval is None:
        return TeamsVerdict.CANNOT_TELL
    low, high = interval
    if low > margin or high < -margin:
        return TeamsVerdict.BEYOND
    return TeamsVerdict.WITHIN if -margin < low and high < margin else TeamsVerdict.CANNOT_TELL


def _two_sided(t: float, freedom: int) -> float:
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(t)))
