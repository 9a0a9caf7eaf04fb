"""Before against after for every topic and item, at full precision; the release gate decides what leaves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from surveys.records import Design, Family, Verdict
from surveys.statistics.contrasts import Contrast, Sample, contrasts
from surveys.statistics.estimates import Effects, effects, permutation_test
from surveys.statistics.exact import Tested, smallest_p
from surveys.statistics.multiplicity import (
    LEAST_PEOPLE_FOR_BH,
    Observed,
    benjamini_hochberg,
    holm,
    smallest_adjusted,
    step_down_discrete,
)
from surveys.statistics.scores import Measure
from surveys.statistics.verdicts import ALPHA, Evidence, judge

LEAST_PAIRS = 6
"""Fewer people than this who can be paired make a released comparison unpaired."""

__all__ = ["Entry", "Estimate", "Sample", "compare", "compare_contrasts", "overall_design"]


@dataclass(frozen=True)
class Estimate:
    """All numbers of one tested entry.

    `p_smallest` and `p_smallest_adjusted` follow from the numbers of answers alone, the latter with the whole family
    at its minimum; `test.smallest` follows from the ties that were seen. `p_bh` is None below 50 people.
    """

    test: Tested
    effects: Effects
    p_smallest: Fraction
    p_smallest_adjusted: Fraction
    p_adjusted: Fraction
    p_holm: Fraction
    p_bh: Fraction | None


@dataclass(frozen=True)
class Entry:
    """One topic or item compared; `estimate` is None where nothing was tested."""

    contrast: Contrast
    evidence: Evidence
    verdict: Verdict
    sentence: str
    estimate: Estimate | None = None

    @property
    def id(self) -> str:
        """The id of the topic or item."""
        return self.contrast.id

    @property
    def family(self) -> Family:
        """The family of tests it belongs to."""
        return self.evidence.family

    @property
    def before(self) -> Measure:
        """The earlier scores."""
        return self.contrast.before

    @property
    def after(self) -> Measure:
        """The later scores."""
        return self.contrast.after


def compare(
    before: Sample,
    after: Sample,
    *,
    main_topics: Collection[str],
    threshold: int,
    alpha: Fraction = ALPHA,
    least_pairs: int = LEAST_PAIRS,
) -> tuple[Entry, ...]:
    """All topics, then all items of the later survey; `threshold` answers are needed on each side.

    People are paired by their codes, and not at all where fewer than `least_pairs` can be.
    """
    found = contrasts(before, after)
    if max((contrast.paired for contrast in found), default=0) < least_pairs:
        found = tuple(replace(contrast, pairs=()) for contrast in found)
    return compare_contrasts(found, main_topics=main_topics, threshold=threshold, alpha=alpha)


def compare_contrasts(
    found: Sequence[Contrast],
    *,
    main_topics: Collection[str],
    threshold: int,
    alpha: Fraction = ALPHA,
    first_team_left: bool = False,
) -> tuple[Entry, ...]:
    """The entries of these contrasts, in their order.

    Main topics are one family of tests, everything else another. An entry below the threshold is not tested and
    belongs to no family, so that no number of another entry depends on it.
    """
    known = [_known(contrast, main_topics, threshold, alpha, first_team_left) for contrast in found]
    entries: dict[int, Entry] = {}
    for family in Family:
        members = [at for at, seen in enumerate(known) if seen.family is family]
        tests = [at for at in members if known[at].comparable and known[at].has_enough and not first_team_left]
        estimates = dict(zip(tests, _estimates([found[at] for at in tests]), strict=True))
        for at in members:
            entries[at] = _entry(found[at], replace(known[at], tests=len(tests)), estimates.get(at))
    return tuple(entries[at] for at in range(len(found)))


def overall_design(entries: Sequence[Entry]) -> Design:
    """The design of a whole comparison: paired or unpaired if all its tested entries are, otherwise partly paired."""
    used = {entry.contrast.design for entry in entries if entry.estimate is not None} or {Design.UNPAIRED}
    return used.pop() if len(used) == 1 else Design.PARTLY_PAIRED


def _known(
    contrast: Contrast, main_topics: Collection[str], threshold: int, alpha: Fraction, first_team_left: bool
) -> Evidence:
    is_main = contrast.after.is_topic and contrast.id in main_topics
    return Evidence(
        family=Family.MAIN if is_main else Family.EXPLORATORY,
        comparable=contrast.comparable,
        n_before=contrast.before.scores.n,
        n_after=contrast.after.scores.n,
        threshold=threshold,
        design=contrast.design,
        first_team_left=first_team_left,
        alpha=alpha,
    )


def _estimates(family: Sequence[Contrast]) -> list[Estimate]:
    """The numbers of one family of tests."""
    tests = [permutation_test(contrast) for contrast in family]
    p_values = [test.p_value for test in tests]
    lowest = [smallest_p(contrast.before.scores.n, contrast.after.scores.n, contrast.paired) for contrast in family]
    adjusted = step_down_discrete([Observed(test.p_value, test.null) for test in tests])
    lowest_adjusted, by_holm, by_bh = smallest_adjusted(lowest), holm(p_values), benjamini_hochberg(p_values)
    return [
        Estimate(
            test=test,
            effects=effects(contrast),
            p_smallest=lowest[at],
            p_smallest_adjusted=lowest_adjusted[at],
            p_adjusted=adjusted[at],
            p_holm=by_holm[at],
            p_bh=by_bh[at] if _people(contrast) >= LEAST_PEOPLE_FOR_BH else None,
        )
        for at, (contrast, test) in enumerate(zip(family, tests, strict=True))
    ]


def _people(contrast: Contrast) -> int:
    return min(contrast.before.scores.n, contrast.after.scores.n)


def _entry(contrast: Contrast, seen: Evidence, estimate: Estimate | None) -> Entry:
    if estimate is not None:
        given = {score for side in (contrast.before, contrast.after) for score, _ in side.scores.counts}
        moved = estimate.effects.moves
        seen = replace(
            seen,
            effect=estimate.effects.deciding,
            effect_ci=estimate.effects.deciding_ci,
            no_worse_bound=estimate.effects.no_worse_bound,
            p_adjusted=estimate.p_adjusted,
            p_smallest_adjusted=estimate.p_smallest_adjusted,
            all_equal=len(given) == 1,
            nobody_moved=moved is not None and moved.up + moved.down == 0,
        )
    said = judge(seen)
    return Entry(contrast, seen, said.verdict, said.sentence, estimate)
