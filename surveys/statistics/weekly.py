"""Weekly shares before and after, such as the share of unplanned work: the week is the unit.

Weeks differ by more than chance, so pooling all tickets (Fisher's or a chi-square test) finds "changes" in 12 to 30 %
of unchanged teams. The quasi-binomial model lets the weeks' own spread widen the error (McCullagh & Nelder,
*Generalized Linear Models*, 1989, ch. 4.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, pairwise
from math import comb, log, sqrt
from random import Random

from surveys.errors import SurveyError
from surveys.statistics.verdicts import ALPHA

LEAST_WEEKS = 6
CLEAR_AUTOCORRELATION = 0.3
"""Correlation of one week with the next above which every week-level test is too optimistic."""
DRAWS = 20_000
"""Permutations of weeks that are listed where there are no more, and drawn where there are."""


class WeeklyVerdict(StrEnum):
    """What may be said about the later weeks."""

    HIGHER = "higher"
    LOWER = "lower"
    LOOKS_HIGHER = "looks_higher"
    LOOKS_LOWER = "looks_lower"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Week:
    """How many of a week's events are counted, out of how many, and whether it is a later week."""

    period: str
    events: int
    total: int
    is_after: bool

    @property
    def share(self) -> Fraction:
        """The counted share, 0 to 1."""
        return Fraction(self.events, self.total)


@dataclass(frozen=True)
class WeeklyTest:
    """Later against earlier weeks; shares are of all events of the phase.

    `dispersion` is how much more the weeks of a phase vary than chance alone would have it, at least 1; `lag1` the
    correlation of each week with the next, phases centred, None where nothing varies.
    """

    weeks: tuple[Week, ...]
    share_before: Fraction
    share_after: Fraction
    dispersion: float
    p_quasi_f: float
    p_permutation: Fraction
    lag1: float | None
    verdict: WeeklyVerdict


def weekly_test(weeks: Sequence[Week], random: Random, alpha: Fraction = ALPHA, draws: int = DRAWS) -> WeeklyTest:
    """Quasi-binomial F-test with weeks - 2 degrees of freedom, and a permutation of weeks beside it.

    `weeks` are in order of time; weeks without events are left out. All permutations are listed up to `draws` of them,
    beyond that so many are drawn. Raises SurveyError below six weeks a side.
    """
    used = [week for week in weeks if week.total]
    sides = [[week for week in used if week.is_after is after] for after in (False, True)]
    if min(map(len, sides)) < LEAST_WEEKS:
        raise SurveyError(
            f"Too few weeks with any events: {len(sides[0])} before and {len(sides[1])} after; "
            f"at least {LEAST_WEEKS} are needed on each side."
        )
    before, after = (_pooled(side) for side in sides)
    shares = {False: before, True: after}
    dispersion = max(1.0, _pearson(used, shares) / (len(used) - 2))
    p_value = _f_tail(_explained(sides) / dispersion, len(used) - 2)
    lag1 = _lag1(used, shares)
    return WeeklyTest(
        weeks=tuple(used),
        share_before=before,
        share_after=after,
        dispersion=dispersion,
        p_quasi_f=p_value,
        p_permutation=_permuted(used, random, draws),
        lag1=lag1,
        verdict=_verdict(p_value <= alpha, after > before, lag1),
    )


def _pooled(weeks: Iterable[Week]) -> Fraction:
    counted = list(weeks)
    return Fraction(sum(week.events for week in counted), sum(week.total for week in counted))


def _pearson(weeks: Sequence[Week], shares: dict[bool, Fraction]) -> float:
    """Pearson's X² around the share of each phase; a phase in which nothing or everything counts adds nothing."""
    total = 0.0
    for week in weeks:
        share = shares[week.is_after]
        if 0 < share < 1:
            total += float((week.events - week.total * share) ** 2 / (week.total * share * (1 - share)))
    return total


def _explained(sides: Sequence[Sequence[Week]]) -> float:
    """The deviance that two shares explain beyond a single one."""
    return _deviance([*sides[0], *sides[1]]) - sum(_deviance(side) for side in sides)


def _deviance(weeks: Sequence[Week]) -> float:
    """-2 log likelihood of the weeks together, up to a term that is the same for all models."""
    events, total = sum(week.events for week in weeks), sum(week.total for week in weeks)
    parts = (part for part in (events, total - events) if part)
    return -2 * sum(part * log(part / total) for part in parts)


def _lag1(weeks: Sequence[Week], shares: dict[bool, Fraction]) -> float | None:
    """Correlation of the standardised residuals of neighbouring weeks."""
    residuals = [float(week.share - shares[week.is_after]) * sqrt(week.total) for week in weeks]
    squares = sum(residual * residual for residual in residuals)
    if not squares:
        return None
    return sum(one * other for one, other in pairwise(residuals)) / squares


def _permuted(weeks: Sequence[Week], random: Random, draws: int) -> Fraction:
    """Two-sided p of the difference of shares when the weeks' phases are dealt out anew.

    Differences are compared as fractions. Drawn permutations include the one seen, so that p is never 0.
    """
    events, total = sum(week.events for week in weeks), sum(week.total for week in weeks)
    later = [at for at, week in enumerate(weeks) if week.is_after]

    def difference(chosen: Iterable[int]) -> Fraction:
        some = [weeks[at] for at in chosen]
        part, size = sum(week.events for week in some), sum(week.total for week in some)
        return Fraction(part * total - events * size, size * (total - size))

    seen = difference(later)
    if comb(len(weeks), len(later)) <= draws:
        values = [difference(chosen) for chosen in combinations(range(len(weeks)), len(later))]
    else:
        values = [seen, *(difference(random.sample(range(len(weeks)), len(later))) for _ in range(draws))]
    less, greater = sum(value <= seen for value in values), sum(value >= seen for value in values)
    return min(Fraction(1), Fraction(2 * min(less, greater), len(values)))


def _verdict(found: bool, is_higher: bool, lag1: float | None) -> WeeklyVerdict:
    if not found:
        return WeeklyVerdict.CANNOT_TELL
    if lag1 is not None and lag1 > CLEAR_AUTOCORRELATION:
        return WeeklyVerdict.LOOKS_HIGHER if is_higher else WeeklyVerdict.LOOKS_LOWER
    return WeeklyVerdict.HIGHER if is_higher else WeeklyVerdict.LOWER


def _f_tail(statistic: float, freedom: int) -> float:
    from scipy.special import fdtrc

    return float(fdtrc(1, freedom, max(0.0, statistic)))
