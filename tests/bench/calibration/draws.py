"""Answers of teams that did not change, and of teams whose change is known exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.int64]

SHAPES = {
    "even": (0.2, 0.2, 0.2, 0.2, 0.2),
    "middle": (0.05, 0.2, 0.5, 0.2, 0.05),
    "worried": (0.4, 0.3, 0.15, 0.1, 0.05),
    "content": (0.03, 0.07, 0.2, 0.4, 0.3),
    "two camps": (0.35, 0.1, 0.1, 0.1, 0.35),
}
"""Shares of the answers 1 to 5."""

KEEP = 0.5
"""How often a person gives the same answer again; else a new one from the shape."""


@dataclass(frozen=True)
class Truth:
    """What is true of two shapes: of unrelated people, and of people who keep their answer with a chance of a half."""

    before: tuple[float, ...]
    after: tuple[float, ...]

    @property
    def delta(self) -> float:
        """Cliff's delta."""
        return _dominance(self.before, self.after)

    @property
    def net_change(self) -> float:
        """Share of people who rose minus share who fell."""
        return (1 - KEEP) * self.delta

    @property
    def mean_shift(self) -> float:
        """Points."""
        return (1 - KEEP) * (_mean(self.after) - _mean(self.before))

    @property
    def favourable(self) -> tuple[float, float]:
        """Difference of the favourable shares of unrelated people, and of those who keep their answer half the time."""
        difference = sum(self.after[3:]) - sum(self.before[3:])
        return difference, (1 - KEEP) * difference


def truths() -> Iterator[Truth]:
    """Every shape twice, and the pairs of shapes that differ."""
    names = list(SHAPES)
    for first in names:
        for second in names:
            yield Truth(SHAPES[first], SHAPES[second])


def sample(random: np.random.Generator, shape: tuple[float, ...], runs: int, n: int) -> Answers:
    """`runs` teams of `n` answers each."""
    return random.choice(5, size=(runs, n), p=shape) + 1


def again(random: np.random.Generator, before: Answers, shape: tuple[float, ...]) -> Answers:
    """The later answers of the same people."""
    fresh = sample(random, shape, *before.shape)
    return np.where(random.random(before.shape) < KEEP, before, fresh)


def topics(random: np.random.Generator, runs: int, n: int, count: int, questions: int = 3) -> tuple[Answers, Answers]:
    """Sums over the questions of `count` topics, two unrelated times, for people with a mood of their own."""
    sides = []
    for _ in range(2):
        people = random.normal(0, 0.9, (runs, n, 1, 1))
        felt = 3 + people + random.normal(0, 1, (runs, n, count, questions))
        sides.append(np.clip(np.rint(felt), 1, 5).astype(np.int64).sum(axis=3))
    return sides[0], sides[1]


def topics_again(
    random: np.random.Generator, runs: int, n: int, count: int, questions: int = 3
) -> tuple[Answers, Answers]:
    """The same for two times of the same people."""
    people = random.normal(0, 0.9, (runs, n, 1, 1))
    sides = [
        np.clip(np.rint(3 + people + random.normal(0, 1, (runs, n, count, questions))), 1, 5)
        .astype(np.int64)
        .sum(axis=3)
        for _ in range(2)
    ]
    return sides[0], sides[1]


def _dominance(before: tuple[float, ...], after: tuple[float, ...]) -> float:
    return sum(
        p * q * ((later > earlier) - (later < earlier))
        for earlier, p in enumerate(before)
        for later, q in enumerate(after)
    )


def _mean(shape: tuple[float, ...]) -> float:
    return sum((at + 1) * share for at, share in enumerate(shape))
