"""Teams as units with the means that they give out: rounded, and cut off near the ends of the scale."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from surveys.release import release_results
from surveys.statistics.scores import Measure, Scores
from surveys.statistics.teams import team_test

LEVEL = 0.05
DRIFT = 0.4
QUESTIONS = 3
PEOPLE = (5, 11)
TEAMS = 12


def released_shift(shift: float, spread: float, runs: int, seed: int) -> tuple[float, float]:
    """The average shift of many teams at full precision, and of the means that they give out.

    Teams stand at places of the scale that differ by `spread`, and drift by 0.4 points besides.
    """
    chance = Random(f"{seed} {shift} {spread}")
    exact, given = zip(*(_shifts(shift, spread, chance) for _ in range(runs)), strict=True)
    return float(sum(exact) / runs), float(sum(given) / runs)


def released_rate(spread: float, runs: int, seed: int) -> float:
    """How often a dozen unchanged teams are found to have changed, from the means that they give out."""
    chance = Random(f"{seed} {spread}")
    tests = (team_test([_shifts(0, spread, chance)[1] for _ in range(TEAMS)]) for _ in range(runs))
    return sum(found.p_t is not None and found.p_t <= LEVEL for found in tests) / runs


def _shifts(shift: float, spread: float, chance: Random) -> tuple[Fraction, Fraction]:
    level = chance.gauss(3, spread)
    before, after = _team(level, chance), _team(level + chance.gauss(shift, DRIFT), chance)
    return after.mean - before.mean, _given(after) - _given(before)


def _team(level: float, chance: Random) -> Scores:
    """A topic of three questions, on five points."""
    people = range(chance.randint(*PEOPLE))
    moods = (chance.gauss(level, 0.8) for _ in people)
    return Scores.of(
        (sum(min(5, max(1, round(chance.gauss(mood, 0.9)))) for _ in range(QUESTIONS)) for mood in moods), QUESTIONS
    )


def _given(scores: Scores) -> Fraction:
    measured = Measure("topic", True, 5, Fraction(7, 2), scores)
    (released,) = release_results("survey", [measured], k=5, answered=scores.n).topics
    return Fraction(str(released.mean))
