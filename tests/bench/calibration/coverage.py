"""How often the 95 % intervals hold what is true."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

import numpy as np

from surveys.records import Interval
from surveys.statistics.contrasts import pair_counts
from surveys.statistics.effects import moves
from surveys.statistics.intervals import (
    delta_interval,
    mean_shift_bound,
    mean_shift_interval,
    moves_interval,
    share_difference_interval,
)
from surveys.statistics.scores import Scores
from tests.bench.calibration.draws import SHAPES, Truth, again, sample, truths

FAVOURABLE = 4
Team = tuple[int, ...]
Find = Callable[[Team, Team], Interval | None]


def delta(before: Team, after: Team) -> Interval | None:
    """Feng and Cliff."""
    return delta_interval(Scores.of(before), Scores.of(after))


def shares(before: Team, after: Team) -> Interval:
    """Agresti and Caffo."""
    counts = [sum(answer >= FAVOURABLE for answer in side) for side in (before, after)]
    return share_difference_interval(counts[0], len(before), counts[1], len(after))


def net_change(before: Team, after: Team) -> Interval:
    """Bonett and Price, people who moved."""
    return moves_interval(moves(_pairs(before, after)))


def paired_shares(before: Team, after: Team) -> Interval:
    """Bonett and Price, people who became or ceased to be favourable."""
    return moves_interval(moves(_pairs(before, after), lambda score: score >= FAVOURABLE))


def mean_shift(before: Team, after: Team) -> Interval:
    """The t interval with two more people."""
    return mean_shift_interval(Scores.of(later - earlier for earlier, later in zip(before, after, strict=True)))


UNPAIRED: dict[str, tuple[Find, Callable[[Truth], float]]] = {
    "δ (Feng–Cliff)": (delta, lambda truth: truth.delta),
    "favourable (Agresti–Caffo)": (shares, lambda truth: truth.favourable[0]),
}
PAIRED: dict[str, tuple[Find, Callable[[Truth], float]]] = {
    "net change (Bonett–Price)": (net_change, lambda truth: truth.net_change),
    "favourable (Bonett–Price)": (paired_shares, lambda truth: truth.favourable[1]),
    "mean shift (t, two more people)": (mean_shift, lambda truth: truth.mean_shift),
}


def coverage(name: str, n_before: int, n_after: int, runs: int, seed: int) -> tuple[float, float]:
    """Mean and lowest coverage over all pairs of shapes."""
    find, true_value = (UNPAIRED | PAIRED)[name]
    shares_held = []
    for at, truth in enumerate(truths()):
        random = np.random.default_rng([seed, n_before, n_after, at])
        before = sample(random, truth.before, runs, n_before)
        after = again(random, before, truth.after) if name in PAIRED else sample(random, truth.after, runs, n_after)
        value = true_value(truth)
        held = 0
        for earlier, later in zip(before.tolist(), after.tolist(), strict=True):
            ends = find(tuple(earlier), tuple(later)) or (-np.inf, np.inf)
            held += isfinite(ends[0]) and ends[0] - 1e-12 <= value <= ends[1] + 1e-12
        shares_held.append(held / runs)
    return float(np.mean(shares_held)), min(shares_held)


def no_worse_rate(n: int, runs: int, seed: int) -> float:
    """How often a main topic of an unchanged team could be called "no worse", on average over the shapes."""
    rates = []
    for at, shape in enumerate(SHAPES.values()):
        random = np.random.default_rng([seed, n, at])
        before = sample(random, shape, runs, n)
        changes = again(random, before, shape) - before
        bounds = [mean_shift_bound(Scores.of(team)) for team in changes.tolist()]
        rates.append(sum(bound is not None and bound > -0.5 for bound in bounds) / runs)
    return float(np.mean(rates))


def _pairs(before: Team, after: Team) -> tuple[tuple[tuple[int, int], int], ...]:
    return pair_counts(before, after, [(at, at) for at in range(len(before))])
