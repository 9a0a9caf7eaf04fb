"""Before against after for every topic and item, at full precision; the release gate decides what leaves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from surveys.records import Family, Interval, Verdict
from surveys.schema import Survey
from surveys.statistics.effects import cliffs_delta, theta
from surveys.statistics.exact import Attainable, MannWhitney, mann_whitney, smallest_p, untied
from surveys.statistics.intervals import delta_interval, share_difference_interval
from surveys.statistics.multiplicity import Observed, holm, step_down_discrete
from surveys.statistics.scores import Measure, Sheet, measure
from surveys.statistics.verdicts import ALPHA, Evidence, judge

DESIGN = "unpaired"
TEST = "mann_whitney"


@dataclass(frozen=True)
class Sample:
    """One side of a comparison: the survey as it was asked, and its sheets."""

    survey: Survey
    sheets: Sequence[Sheet]


@dataclass(frozen=True)
class Estimate:
    """All numbers of one tested entry; probabilities and shares are 0 to 1, means and shifts in points.

    `p_smallest` follows from the numbers of answers alone, `p_smallest_ties` from the ties that were seen (None
    for a large-sample test). `p_smallest_adjusted` takes the whole family at its minimum.
    """

    test: str
    exact: bool
    mean_shift: Fraction
    theta: Fraction
    cliffs_delta: Fraction
    theta_ci: Interval | None
    favourable_diff_ci: Interval
    p_value: Fraction
    p_less: Fraction
    p_greater: Fraction
    p_smallest: Fraction
    p_smallest_ties: Fraction | None
    p_smallest_adjusted: Fraction
    p_adjusted: Fraction
    p_holm: Fraction


@dataclass(frozen=True)
class Entry:
    """One topic or item compared; `estimate` is None where nothing was tested."""

    id: str
    family: Family
    before: Measure
    after: Measure
    evidence: Evidence
    verdict: Verdict
    sentence: str
    estimate: Estimate | None = None


@dataclass(frozen=True)
class _Pair:
    """An entry before its test."""

    before: Measure
    after: Measure
    known: Evidence

    @property
    def is_testable(self) -> bool:
        return self.known.comparable and self.known.has_enough


def compare(
    before: Sample,
    after: Sample,
    *,
    main_topics: Collection[str],
    threshold: int,
    alpha: Fraction = ALPHA,
) -> tuple[Entry, ...]:
    """All topics, then all items of the later survey, unpaired; `threshold` answers are needed on each side.

    Main topics are one family of tests, everything else another. An entry below the threshold is not tested and
    belongs to no family, so that no number of another entry depends on it.
    """
    pairs = _pairs(before, after, main_topics, threshold, alpha)
    entries: dict[str, Entry] = {}
    for family in Family:
        members = [pair for pair in pairs if pair.known.family is family]
        tested = [pair for pair in members if pair.is_testable]
        estimates = dict(zip((pair.after.id for pair in tested), _estimates(tested), strict=True))
        for pair in members:
            entries[pair.after.id] = _entry(pair, estimates.get(pair.after.id), len(tested))
    return tuple(entries[pair.after.id] for pair in pairs)


def _pairs(before: Sample, after: Sample, main_topics: Collection[str], threshold: int, alpha: Fraction) -> list[_Pair]:
    earlier = {found.id: found for found in measure(before.survey, before.sheets)}
    same_scale = before.survey.scale == after.survey.scale
    asked_before, asked_after = _wording(before.survey), _wording(after.survey)
    pairs = []
    for later in measure(after.survey, after.sheets):
        first = earlier.get(later.id, replace(later, scores=replace(later.scores, counts=())))
        known = Evidence(
            family=Family.MAIN if later.is_topic and later.id in main_topics else Family.EXPLORATORY,
            comparable=same_scale and asked_before.get(later.id) == asked_after[later.id],
            n_before=first.scores.n,
            n_after=later.scores.n,
            threshold=threshold,
            alpha=alpha,
        )
        pairs.append(_Pair(first, later, known))
    return pairs


def _wording(survey: Survey) -> dict[str, tuple[object, ...]]:
    """What must be the same for two rounds to be comparable: sentence and direction, for a topic of all items."""
    wording: dict[str, tuple[object, ...]] = {}
    for topic in survey.topics:
        asked = [(item.id, item.text, item.agree_is) for item in topic.items]
        wording[topic.id] = tuple(asked)
        wording.update((f"{topic.id}.{item_id}", (text, agree_is)) for item_id, text, agree_is in asked)
    return wording


def _estimates(pairs: Sequence[_Pair]) -> list[Estimate]:
    """The numbers of one family of tests."""
    tests = [mann_whitney(pair.before.scores, pair.after.scores) for pair in pairs]
    sizes = [(pair.before.scores.n, pair.after.scores.n) for pair in pairs]
    adjusted = step_down_discrete([Observed(test.p_value, test.null) for test in tests])
    smallest = step_down_discrete([Observed(smallest_p(*size), untied(*size)) for size in sizes])
    by_holm = holm([test.p_value for test in tests])
    return [
        _estimate(pair, test, p_adjusted=adjusted[at], p_holm=by_holm[at], p_smallest_adjusted=smallest[at])
        for at, (pair, test) in enumerate(zip(pairs, tests, strict=True))
    ]


def _estimate(
    pair: _Pair, test: MannWhitney, *, p_adjusted: Fraction, p_holm: Fraction, p_smallest_adjusted: Fraction
) -> Estimate:
    before, after = pair.before.scores, pair.after.scores
    interval = delta_interval(before, after)
    return Estimate(
        test=TEST,
        exact=test.exact,
        mean_shift=after.mean - before.mean,
        theta=theta(before, after),
        cliffs_delta=cliffs_delta(before, after),
        theta_ci=None if interval is None else ((1 + interval[0]) / 2, (1 + interval[1]) / 2),
        favourable_diff_ci=share_difference_interval(pair.before.favourable, before.n, pair.after.favourable, after.n),
        p_value=test.p_value,
        p_less=test.p_less,
        p_greater=test.p_greater,
        p_smallest=smallest_p(before.n, after.n),
        p_smallest_ties=test.null.smallest if isinstance(test.null, Attainable) else None,
        p_smallest_adjusted=p_smallest_adjusted,
        p_adjusted=p_adjusted,
        p_holm=p_holm,
    )


def _entry(pair: _Pair, estimate: Estimate | None, tests: int) -> Entry:
    seen = replace(pair.known, tests=tests)
    if estimate is not None:
        given = {score for score, _ in (*pair.before.scores.counts, *pair.after.scores.counts)}
        seen = replace(
            seen,
            theta=estimate.theta,
            theta_ci=estimate.theta_ci,
            p_adjusted=estimate.p_adjusted,
            p_smallest_adjusted=estimate.p_smallest_adjusted,
            all_equal=len(given) == 1,
        )
    said = judge(seen)
    return Entry(pair.after.id, seen.family, pair.before, pair.after, seen, said.verdict, said.sentence, estimate)
