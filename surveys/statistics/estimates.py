"""The effects and intervals that each design defines; what it does not define is None."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from surveys.records import Design, Interval
from surveys.statistics.contrasts import Contrast
from surveys.statistics.effects import Moves, cliffs_delta, moves
from surveys.statistics.exact import Tested, joint_permutation, mann_whitney, sign_flip
from surveys.statistics.intervals import (
    delta_interval,
    mean_shift_bound,
    mean_shift_interval,
    moves_interval,
    share_difference_interval,
)

LEAST_FOR_NO_WORSE = 6
"""People who answered both times from whom on "no worse" may be said."""


@dataclass(frozen=True)
class Effects:
    """What changed by how much; shares and probabilities are 0 to 1, shifts in points.

    `no_worse_bound` is the lower end of the one-sided 95 % interval of the mean shift, None unless six people or
    more answered both times and did not all move alike.
    """

    mean_shift: Fraction
    mean_shift_ci: Interval | None = None
    no_worse_bound: float | None = None
    cliffs_delta: Fraction | None = None
    delta_ci: Interval | None = None
    moves: Moves | None = None
    net_change_ci: Interval | None = None
    favourable_diff_ci: Interval | None = None

    @property
    def theta(self) -> Fraction | None:
        """P(after > before) + P(equal) / 2."""
        return None if self.cliffs_delta is None else (1 + self.cliffs_delta) / 2

    @property
    def theta_ci(self) -> Interval | None:
        """The interval of theta, that of delta moved to the scale 0 to 1."""
        return None if self.delta_ci is None else ((1 + self.delta_ci[0]) / 2, (1 + self.delta_ci[1]) / 2)

    @property
    def deciding(self) -> Fraction:
        """The effect whose sign is the direction of the change: the mean shift of pairs, otherwise delta."""
        return self.mean_shift if self.cliffs_delta is None else self.cliffs_delta

    @property
    def deciding_ci(self) -> Interval | None:
        """The interval of the deciding effect; no change is 0."""
        return self.mean_shift_ci if self.cliffs_delta is None else self.delta_ci


def permutation_test(contrast: Contrast) -> Tested:
    """The permutation test of the contrast's design; both sides need a score."""
    if contrast.design is Design.PAIRED:
        return sign_flip(contrast.differences)
    if contrast.design is Design.PARTLY_PAIRED:
        return joint_permutation(contrast.pairs, contrast.before_only, contrast.after_only)
    return mann_whitney(contrast.before.scores, contrast.after.scores)


def effects(contrast: Contrast) -> Effects:
    """The effects of the contrast's design; both sides need a score.

    A partly paired contrast has the intervals of an unpaired one, which are wider than they need be.
    """
    return _paired(contrast) if contrast.design is Design.PAIRED else _unpaired(contrast)


def _paired(contrast: Contrast) -> Effects:
    differences, moved = contrast.differences, moves(contrast.pairs)
    favourable_from = contrast.after.favourable_from
    favourable_ci = None
    if favourable_from is not None:
        border = favourable_from * contrast.after.scores.unit
        favourable_ci = moves_interval(moves(contrast.pairs, lambda score: score >= border))
    return Effects(
        mean_shift=differences.mean,
        mean_shift_ci=mean_shift_interval(differences),
        no_worse_bound=mean_shift_bound(differences) if differences.n >= LEAST_FOR_NO_WORSE else None,
        moves=moved,
        net_change_ci=moves_interval(moved),
        favourable_diff_ci=favourable_ci,
    )


def _unpaired(contrast: Contrast) -> Effects:
    before, after = contrast.before, contrast.after
    share_ci = None
    if after.favourable_from is not None:
        share_ci = share_difference_interval(before.favourable, before.scores.n, after.favourable, after.scores.n)
    return Effects(
        mean_shift=after.scores.mean - before.scores.mean,
        cliffs_delta=cliffs_delta(before.scores, after.scores),
        delta_ci=delta_interval(before.scores, after.scores),
        favourable_diff_ci=share_ci,
    )
