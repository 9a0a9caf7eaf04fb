"""What a comparison of so many people could find, before anybody is asked: simulation with its assumptions.

Most honest comparisons of one small team will say "can't tell"; it is fairer to say so before the survey opens.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from surveys.errors import SurveyError
from surveys.schema import MAX_MAIN_TOPICS
from surveys.statistics.contrasts import pair_counts
from surveys.statistics.exact import Tested, joint_permutation, mann_whitney, sign_flip, smallest_p
from surveys.statistics.multiplicity import smallest_adjusted
from surveys.statistics.scores import Scores
from surveys.statistics.verdicts import ALPHA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEOPLE_DIFFER = 0.9
"""Points: standard deviation of what people would answer on average."""
ANSWERS_WOBBLE = 1.0
"""Points: standard deviation of one person's answers to one question from one time to the next."""
POINTS = 5
TARGET = 0.8
RUNS = 1000
LARGEST_SHIFT = 1.5
MOST_PEOPLE = 200
MOST_QUESTIONS = 20
LARGEST_EXACT = 12
"""People a side for whom the simulation runs the exact test of unmatched people; beyond that its approximation."""
_STEP = 0.1
_SHOWN = (0.5, 1.0, 1.5)


@dataclass(frozen=True)
class Setting:
    """How many people answer each time, how many of them can be paired, and how the main topics are asked."""

    n_before: int
    n_after: int
    pairs: int = 0
    main_topics: int = 1
    questions: int = 3
    alpha: Fraction = ALPHA


@dataclass(frozen=True)
class Plan:
    """What can be found of one main topic; shifts in points on a scale of five.

    `minimum_shift` is the shift that is found in 80 of 100 such teams, None where not even 1.5 points are or where
    `possible` is False because no result at all could pass. `chances` are shifts with how often each is found.
    """

    setting: Setting
    p_smallest: Fraction
    p_smallest_adjusted: Fraction
    minimum_shift: float | None
    chances: tuple[tuple[float, float], ...]
    runs: int

    @property
    def possible(self) -> bool:
        """Whether so many people could show anything."""
        return self.p_smallest_adjusted <= self.setting.alpha

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the simulation takes for granted, one sentence each."""
        level = float(self.setting.alpha / self.setting.main_topics)
        return (
            f"People answer on five points, in the middle of the scale on average; they differ by {PEOPLE_DIFFER} "
            f"points (standard deviation), and one person's answers to a question by {ANSWERS_WOBBLE} points from one "
            "time to the next.",
            "Everybody's answers shift alike, and everybody answers all questions of the topic.",
            f"A shift counts as found when p is at most {level:.4g}, alpha shared out among the main topics.",
            f"{self.runs} simulated teams; the answer is good to about a tenth of a point.",
        )


def plan(setting: Setting, *, seed: int = 1, runs: int = RUNS) -> Plan:
    """The smallest shift that such teams find in 80 of 100 cases. Raises SurveyError for impossible numbers.

    A shift is the change of the mean score that the answers themselves show, which at the ends of the scale is a
    little less than what people feel.
    """
    _check(setting)
    smallest = smallest_p(setting.n_before, setting.n_after, setting.pairs)
    adjusted = smallest_adjusted([smallest] * setting.main_topics)[0]
    if adjusted > setting.alpha:
        return Plan(setting, smallest, adjusted, None, tuple((shift, 0.0) for shift in _SHOWN), 0)
    teams = _Teams(setting, seed, runs)
    chances = tuple((shift, teams.found(shift)) for shift in _SHOWN)
    return Plan(setting, smallest, adjusted, teams.smallest_found(), chances, runs)


class _Teams:
    """The same simulated teams for every shift, so that chance does not favour one shift over another."""

    def __init__(self, setting: Setting, seed: int, runs: int) -> None:
        import numpy as np

        self._setting, self._runs = setting, runs
        self._largest_exact = LARGEST_EXACT if max(setting.n_before, setting.n_after) <= LARGEST_EXACT else 0
        random = np.random.default_rng(seed)
        everybody = setting.n_before + setting.n_after - setting.pairs
        people = random.normal(0, PEOPLE_DIFFER, (runs, everybody, 1))
        # Those who answer both times are the last before and the first after.
        sides = people[:, : setting.n_before], people[:, everybody - setting.n_after :]
        self._felt = [
            side + random.normal(0, ANSWERS_WOBBLE, (runs, side.shape[1], setting.questions)) for side in sides
        ]

    def smallest_found(self) -> float | None:
        """The smallest shift, in tenths of a point, that is found often enough."""
        low, high = 0, round(LARGEST_SHIFT / _STEP)
        if self.found(LARGEST_SHIFT) < TARGET:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.found(middle * _STEP) >= TARGET else (middle, high)
        return round(high * _STEP, 1)

    def found(self, shift: float) -> float:
        """In what share of the teams a shift of this size is found."""
        before, after = self._answers(self._felt_for(shift))
        level = self._setting.alpha / self._setting.main_topics
        tests = [self._tested(*team) for team in zip(before.tolist(), after.tolist(), strict=True)]
        return sum(test.p_value <= level and test.p_greater < test.p_less for test in tests) / self._runs

    def _felt_for(self, shift: float) -> float:
        """What people must feel for the answers to show this shift."""
        felt = shift
        for _ in range(5):
            before, after = self._answers(felt)
            felt *= shift * self._setting.questions / float(after.mean() - before.mean())
        return felt

    def _answers(self, felt: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Everybody's sum over the questions before and after, by team and person."""
        import numpy as np

        before, after = (
            np.clip(np.rint(side + (POINTS + 1 + direction * felt) / 2), 1, POINTS).astype(np.int64).sum(axis=2)
            for side, direction in zip(self._felt, (-1, 1), strict=True)
        )
        return before, after

    def _tested(self, before: list[int], after: list[int]) -> Tested:
        pairs = self._setting.pairs
        alone = len(before) - pairs
        matched = before[alone:], after[:pairs]
        if pairs == len(before) == len(after):
            return sign_flip(Scores.of(later - earlier for earlier, later in zip(*matched, strict=True)))
        if pairs:
            counts = pair_counts(*matched, [(at, at) for at in range(pairs)])
            return joint_permutation(counts, Scores.of(before[:alone]), Scores.of(after[pairs:]), self._largest_exact)
        return mann_whitney(Scores.of(before), Scores.of(after), self._largest_exact)


def _check(setting: Setting) -> None:
    fewest, most = sorted((setting.n_before, setting.n_after))
    if fewest < 1 or most > MOST_PEOPLE:
        raise SurveyError(
            f"The plan is for 1 to {MOST_PEOPLE} people before and after; {fewest} and {most} were given."
        )
    if not 0 <= setting.pairs <= fewest:
        raise SurveyError(
            f"{setting.pairs} pairs do not fit {setting.n_before} people before, {setting.n_after} after."
        )
    if not 1 <= setting.main_topics <= MAX_MAIN_TOPICS:
        raise SurveyError(f"There can be 1 to {MAX_MAIN_TOPICS} main topics; {setting.main_topics} were given.")
    if not 1 <= setting.questions <= MOST_QUESTIONS:
        raise SurveyError(f"A topic can have 1 to {MOST_QUESTIONS} questions here; {setting.questions} were given.")
