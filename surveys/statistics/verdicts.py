"""Which words may be used: one table of rules, the first that holds decides, one plain sentence each.

No sentence speaks of significance, proof or cause: a pilot has no control group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from surveys.records import Design, Family, Interval, Verdict
from surveys.statistics.effects import clear_theta
from surveys.statistics.exact import clear_moves

BOTH = frozenset(Family)
MAIN = frozenset({Family.MAIN})
EXPLORATORY = frozenset({Family.EXPLORATORY})

ALPHA = Fraction(1, 20)
WORSE_THAN = -0.5
"""Points: "no worse" rules out a mean shift this far down."""


@dataclass(frozen=True)
class Evidence:
    """What the rules look at, for one topic or item, at full precision.

    `effect` is above 0 when later answers are higher: Cliff's delta, for pairs the mean shift. From it on, all is
    None (False) for an entry that was not tested: fewer than `threshold` answers on a side, or not comparable.
    `tests` is how many tests of the family were made; `first_team_left` says that nobody of the first team is there
    any more.
    """

    family: Family
    comparable: bool
    n_before: int
    n_after: int
    threshold: int
    design: Design = Design.UNPAIRED
    first_team_left: bool = False
    tests: int = 0
    alpha: Fraction = ALPHA
    effect: Fraction | None = None
    effect_ci: Interval | None = None
    no_worse_bound: float | None = None
    p_adjusted: Fraction | None = None
    p_smallest_adjusted: Fraction | None = None
    all_equal: bool = False
    nobody_moved: bool = False

    @property
    def has_enough(self) -> bool:
        """Whether both sides reach the threshold."""
        return min(self.n_before, self.n_after) >= max(self.threshold, 1)

    @property
    def can_be_found(self) -> bool:
        """Whether these numbers of people could have passed alpha with any answers at all."""
        return self.p_smallest_adjusted is not None and self.p_smallest_adjusted <= self.alpha

    @property
    def found(self) -> int:
        """1 or -1 when the adjusted p passes alpha, by the sign of the effect; else 0."""
        if self.p_adjusted is None or self.effect is None or self.p_adjusted > self.alpha:
            return 0
        return (self.effect > 0) - (self.effect < 0)

    @property
    def leaning(self) -> int:
        """1 or -1 when the interval of the effect excludes no change; else 0."""
        if self.effect_ci is None:
            return 0
        low, high = self.effect_ci
        return (low > 0) - (high < 0)

    @property
    def is_no_worse(self) -> bool:
        """Whether a drop of more than half a point can be ruled out; only pairs can show it."""
        return self.no_worse_bound is not None and self.no_worse_bound > WORSE_THAN

    def without_reason(self) -> Evidence:
        """The same without what only the answers themselves could tell, for a sentence that may leave a round."""
        return replace(self, all_equal=False, nobody_moved=False)


@dataclass(frozen=True)
class Judgement:
    """A verdict and its sentence."""

    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class Rule:
    """A verdict, the families it is for, when it holds, and its sentence."""

    verdict: Verdict
    families: frozenset[Family]
    holds: Callable[[Evidence], bool]
    sentence: str


def _always(_seen: Evidence) -> bool:
    return True


RULES = (
    Rule(
        Verdict.NOT_COMPARABLE,
        BOTH,
        lambda seen: not seen.comparable,
        "Can't be compared, because the question or the scale was changed in between.",
    ),
    Rule(
        Verdict.NOT_COMPARABLE,
        BOTH,
        lambda seen: seen.first_team_left,
        "Can't be compared, because nobody of the first team is left.",
    ),
    Rule(
        Verdict.TOO_FEW,
        BOTH,
        lambda seen: not seen.has_enough and seen.threshold <= 1,
        "Too few answers: {n_before} before and {n_after} after.",
    ),
    Rule(Verdict.TOO_FEW, BOTH, lambda seen: not seen.has_enough, "fewer than {threshold} answered"),
    Rule(
        Verdict.TOO_FEW,
        MAIN,
        lambda seen: not seen.can_be_found,
        "Too few answers: {n_before} before and {n_after} after could not have shown even the largest change.",
    ),
    Rule(
        Verdict.IMPROVED,
        MAIN,
        lambda seen: seen.found > 0,
        "Better: the later answers are higher than chance alone would easily make them.",
    ),
    Rule(
        Verdict.WORSE,
        MAIN,
        lambda seen: seen.found < 0,
        "Worse: the later answers are lower than chance alone would easily make them.",
    ),
    Rule(
        Verdict.LIKELY_IMPROVED,
        MAIN,
        lambda seen: seen.leaning > 0,
        "Probably better: the plausible effects are all above no change, but the stricter test does not agree.",
    ),
    Rule(
        Verdict.LIKELY_WORSE,
        MAIN,
        lambda seen: seen.leaning < 0,
        "Probably worse: the plausible effects are all below no change, but the stricter test does not agree.",
    ),
    Rule(
        Verdict.NO_WORSE,
        MAIN,
        lambda seen: seen.is_no_worse,
        "No worse: a drop of more than half a point on average is unlikely; whether it got better can't be told.",
    ),
    Rule(
        Verdict.MOVED_UP,
        EXPLORATORY,
        lambda seen: seen.found > 0,
        "Moved up; it was not chosen beforehand to decide anything, so take it as a hint.",
    ),
    Rule(
        Verdict.MOVED_DOWN,
        EXPLORATORY,
        lambda seen: seen.found < 0,
        "Moved down; it was not chosen beforehand to decide anything, so take it as a hint.",
    ),
    Rule(
        Verdict.CANNOT_TELL,
        BOTH,
        lambda seen: seen.all_equal,
        "Can't tell: all answers were the same, before and after.",
    ),
    Rule(
        Verdict.CANNOT_TELL,
        BOTH,
        lambda seen: seen.nobody_moved,
        "Can't tell: everybody gave the same answer as before.",
    ),
    Rule(
        Verdict.CANNOT_TELL,
        MAIN,
        lambda seen: seen.design is Design.PAIRED,
        "Can't tell, which is not “no change”: with {n_after} people a shift shows for sure only where {moved} of "
        "them move one way, if the others move the other way as far.",
    ),
    Rule(
        Verdict.CANNOT_TELL,
        MAIN,
        _always,
        "Can't tell, which is not “no change”: with {n_before} answers before and {n_after} after, a shift shows "
        "for sure only where a later answer beats an earlier one {needed} times in 100.",
    ),
    Rule(
        Verdict.CANNOT_TELL,
        EXPLORATORY,
        _always,
        "Can't tell, which is not “no change”: {n_before} answers before and {n_after} after leave it open.",
    ),
)


def judge(seen: Evidence) -> Judgement:
    """The first rule that holds for the entry's family, with its sentence filled in."""
    rule = next(rule for rule in RULES if seen.family in rule.families and rule.holds(seen))
    values = {"threshold": seen.threshold, "n_before": seen.n_before, "n_after": seen.n_after}
    level = seen.alpha / max(seen.tests, 1)
    if "{needed}" in rule.sentence:
        theta = clear_theta(seen.n_before, seen.n_after, level)
        values["needed"] = ceil(100 * min(theta, Fraction(1)))
    if "{moved}" in rule.sentence:
        values["moved"] = min(clear_moves(seen.n_after, level), seen.n_after)
    return Judgement(rule.verdict, rule.sentence.format(**values))
