"""How often each test finds a change where there is none; what was meant is 5 %."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from warnings import catch_warnings, simplefilter

import numpy as np
from scipy.stats import brunnermunzel, mannwhitneyu, wilcoxon

from surveys.statistics.contrasts import pair_counts
from surveys.statistics.exact import joint_permutation, mann_whitney, sign_flip
from surveys.statistics.multiplicity import Observed, step_down_discrete
from surveys.statistics.scores import Scores
from tests.bench.calibration.draws import SHAPES, Answers, again, sample, topics, topics_again

ALPHA = Fraction(1, 20)
Team = tuple[int, ...]
Rejects = Callable[[Team, Team], bool]


def worst_rate(rejects: Rejects, n: int, runs: int, seed: int, *, paired: bool) -> float:
    """The highest rate over the shapes."""
    rates = []
    for at, shape in enumerate(SHAPES.values()):
        random = np.random.default_rng([seed, n, at])
        before = sample(random, shape, runs, n)
        after = again(random, before, shape) if paired else sample(random, shape, runs, n)
        rates.append(_rate(rejects, before, after))
    return max(rates)


def family_rate(paired: bool, n: int, count: int, runs: int, seed: int) -> float:
    """How often any of `count` topics of three questions is found, adjusted together."""
    random = np.random.default_rng([seed, n, count, paired])
    before, after = (topics_again if paired else topics)(random, runs, n, count)
    found = 0
    for earlier, later in zip(before, after, strict=True):
        tests = []
        for topic in range(count):
            sides = earlier[:, topic].tolist(), later[:, topic].tolist()
            tests.append(_sign_flip(*map(tuple, sides)) if paired else _mann_whitney(*map(tuple, sides)))
        found += min(step_down_discrete(tests)) <= ALPHA
    return found / runs


def exact_unpaired(before: Team, after: Team) -> bool:
    """Our unpaired test."""
    return _mann_whitney(before, after).p_value <= ALPHA


def exact_paired(before: Team, after: Team) -> bool:
    """Our sign-flip test."""
    return _sign_flip(before, after).p_value <= ALPHA


def exact_partly(before: Team, after: Team) -> bool:
    """Our joint test; only the first half of the people can be paired."""
    half = len(before) // 2
    pairs = pair_counts(before[:half], after[:half], [(at, at) for at in range(half)])
    found = joint_permutation(pairs, Scores.of(before[half:]), Scores.of(after[half:]))
    return found.p_value <= ALPHA


def brunner_munzel_normal(before: Team, after: Team) -> bool:
    """Brunner and Munzel with the normal distribution; NaN counts as not found."""
    with catch_warnings(), np.errstate(all="ignore"):
        simplefilter("ignore")
        return bool(brunnermunzel(before, after, distribution="normal").pvalue <= float(ALPHA))


def scipy_default(before: Team, after: Team) -> bool:
    """`mannwhitneyu` as it comes."""
    return bool(mannwhitneyu(after, before).pvalue <= float(ALPHA))


def wilcoxon_pratt(before: Team, after: Team) -> bool:
    """`wilcoxon` that is told to be exact although some people did not change."""
    with catch_warnings(), np.errstate(all="ignore"):
        simplefilter("ignore")
        changes = np.subtract(after, before)
        if not changes.any():
            return False
        return bool(wilcoxon(changes, zero_method="pratt", method="exact").pvalue <= float(ALPHA))


def _rate(rejects: Rejects, before: Answers, after: Answers) -> float:
    teams = zip(before.tolist(), after.tolist(), strict=True)
    return sum(rejects(tuple(earlier), tuple(later)) for earlier, later in teams) / len(before)


def _mann_whitney(before: Team, after: Team) -> Observed:
    return _unpaired(tuple(sorted(before)), tuple(sorted(after)))


def _sign_flip(before: Team, after: Team) -> Observed:
    return _flipped(tuple(sorted(later - earlier for earlier, later in zip(before, after, strict=True))))


@lru_cache(maxsize=200_000)
def _unpaired(before: Team, after: Team) -> Observed:
    found = mann_whitney(Scores.of(before), Scores.of(after))
    return Observed(found.p_value, found.null)


@lru_cache(maxsize=200_000)
def _flipped(changes: Team) -> Observed:
    found = sign_flip(Scores.of(changes))
    return Observed(found.p_value, found.null)
