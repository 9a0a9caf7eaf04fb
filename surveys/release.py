"""The one door through which anything leaves a round: bands, rounding, clamps, and silence below the threshold.

Below twelve answers everything is coarse, from twelve up a little finer; a comparison goes by its smaller side
for both. What no field of the released records names is not released. They are computed once and kept as JSON,
so that a closed round gives out the same numbers for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

from pydantic import TypeAdapter

from surveys.errors import SurveyError
from surveys.records import Change, Comparison, Interval, Released, ReleasedResults, Segment, Verdict
from surveys.statistics.bands import p_band
from surveys.statistics.compare import Entry, Estimate, overall_design
from surveys.statistics.notes import UNKNOWN, Circumstances, notes_for
from surveys.statistics.scores import Measure
from surveys.statistics.verdicts import judge

FINE_FROM = 12
"""Answers from which the finer column of the table applies."""

COMMENTS_FROM = 8
"""Answers from which comments are given out."""

TEAM_CHANGED = "The team changed between the two rounds, so only words are given, no numbers side by side."
NEARLY_ALIKE = (
    "Nearly all or nearly none agreed, so that nothing finer is given out: it could show how everybody answered."
)
THETA_RANGE = (Fraction(5, 100), Fraction(95, 100))

VERDICT_WORDS = {
    Verdict.NOT_COMPARABLE: "can't be compared",
    Verdict.TOO_FEW: "too few answered",
    Verdict.IMPROVED: "better",
    Verdict.WORSE: "worse",
    Verdict.LIKELY_IMPROVED: "probably better",
    Verdict.LIKELY_WORSE: "probably worse",
    Verdict.NO_WORSE: "no worse",
    Verdict.MOVED_UP: "moved up",
    Verdict.MOVED_DOWN: "moved down",
    Verdict.CANNOT_TELL: "can't tell",
}

Band = tuple[int, int]
Record = TypeVar("Record", ReleasedResults, Comparison)
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (ReleasedResults, Comparison)}


def release_results(survey_id: str, measures: Sequence[Measure], *, k: int, answered: int) -> ReleasedResults:
    """What a closed round of `answered` sheets gives out."""
    released = [(found.is_topic, _measure(found, k, fine=found.scores.n >= FINE_FROM)) for found in measures]
    return ReleasedResults(
        survey_id=survey_id,
        k=k,
        answered=answered,
        topics=tuple(entry for is_topic, entry in released if is_topic),
        items=tuple(entry for is_topic, entry in released if not is_topic),
    )


def release_comparison(
    survey_id: str,
    entries: Sequence[Entry],
    *,
    k: int,
    answered_before: int,
    answered_after: int,
    known: Circumstances = UNKNOWN,
) -> Comparison:
    """What the comparison of a closed series gives out; of a team that is known to have changed, words alone."""
    words_only = known.team_changed is True
    released = [(entry.after.is_topic, _words(entry) if words_only else _change(entry, k)) for entry in entries]
    design = overall_design(entries)
    return Comparison(
        survey_id=survey_id,
        k=k,
        design=design,
        alpha=float(entries[0].evidence.alpha),
        answered_before=answered_before,
        answered_after=answered_after,
        topics=tuple(change for is_topic, change in released if is_topic),
        items=tuple(change for is_topic, change in released if not is_topic),
        notes=((TEAM_CHANGED,) if words_only else ()) + notes_for({design}, known),
    )


def release_comments(comments: Sequence[str], *, k: int, answered: int, random: Random) -> tuple[str, ...]:
    """The comments of a closed round of `answered` sheets, belonging to nothing, in random order; else none.

    The order of arrival is gone before they are shuffled, so that it does not matter how well.
    """
    if answered < max(k, COMMENTS_FROM):
        return ()
    shuffled = sorted(comments)
    random.shuffle(shuffled)
    return tuple(shuffled)


def to_json(record: ReleasedResults | Comparison) -> str:
    """The record as one line of JSON."""
    return _ADAPTERS[type(record)].dump_json(record).decode()


def from_json(text: str, kind: type[Record]) -> Record:
    """The record that `to_json` wrote; SurveyError if the text is something else."""
    try:
        record: Record = _ADAPTERS[kind].validate_json(text)
    except ValueError as error:
        raise SurveyError(
            "The stored results of this survey could not be read; take the file from a copy of before."
        ) from error
    return record


def too_few(k: int) -> str:
    """The only thing said below the threshold."""
    return f"fewer than {k} answered"


def _measure(found: Measure, k: int, *, fine: bool) -> Released:
    n = found.scores.n
    if n < k:
        return Released(found.id, sentence=too_few(k))
    segments = _segments(found, fine=fine)
    mean, mean_text = _mean(found.scores.mean, found.points, fine=fine)
    return Released(found.id, n, segments[0].text, segments, mean, mean_text)


def _change(entry: Entry, k: int) -> Change:
    seen = entry.evidence.without_reason()
    said = judge(seen)
    estimate = entry.estimate
    if estimate is None or min(seen.n_before, seen.n_after) < k:
        nothing = Released(entry.id, sentence=said.sentence)
        return Change(entry.id, entry.family, said.verdict, said.sentence, nothing, nothing)
    fine = min(seen.n_before, seen.n_after) >= FINE_FROM
    before, after = _measure(entry.before, k, fine=fine), _measure(entry.after, k, fine=fine)
    if not entry.after.is_topic and not fine and (_may_be_unanimous(before) or _may_be_unanimous(after)):
        smallest = float(estimate.p_smallest)
        return Change(entry.id, entry.family, Verdict.CANNOT_TELL, NEARLY_ALIKE, before, after, p_smallest=smallest)
    theta = _theta(estimate)
    return Change(
        id=entry.id,
        family=entry.family,
        verdict=said.verdict,
        sentence=said.sentence,
        before=before,
        after=after,
        theta=None if theta is None else float(theta),
        cliffs_delta=None if theta is None else float(2 * theta - 1),
        theta_ci=None if theta is None else _interval(estimate.effects.theta_ci, theta),
        mean_shift_ci=_shift_interval(estimate.effects.mean_shift_ci, entry.after.points, fine=fine),
        p_band=p_band(estimate.p_adjusted),
        p_smallest=float(estimate.p_smallest),
    )


def _may_be_unanimous(entry: Released) -> bool:
    """Whether nearly all or nearly none are favourable, so that one number more could prove that all answered alike."""
    return entry.favourable in ("0-1", f"{(entry.answered or 0) - 1}-{entry.answered}")


def _words(entry: Entry) -> Change:
    """The verdict of a changed team, without any number that the rounds of another team could stand beside."""
    verdict = judge(entry.evidence.without_reason()).verdict
    sentence = f"Team changed: {VERDICT_WORDS[verdict]}."
    nothing = Released(entry.id, sentence=sentence)
    return Change(entry.id, entry.family, verdict, sentence, nothing, nothing)


def _theta(estimate: Estimate) -> Fraction | None:
    found = estimate.effects.theta
    return None if found is None else _clamped(_nearest(found, Fraction(1, 20)), THETA_RANGE)


def _shift_interval(interval: Interval | None, points: int, *, fine: bool) -> Interval | None:
    """Rounded like means, and never further out than from one clamped mean to the other."""
    if interval is None:
        return None
    most = Fraction(points - 2)
    low, high = (
        float(_clamped(_nearest(Fraction(end), Fraction(1, 10) if fine else Fraction(1, 2)), (-most, most)))
        for end in interval
    )
    return low, high


def _segments(found: Measure, *, fine: bool) -> tuple[Segment, ...]:
    """Two parts of a bar, or three, the favourable one first; none is ever shown as nobody or everybody."""
    n = found.scores.n
    top = _banded(found.favourable, n)
    if not fine:
        rest = (n - top[1], n - top[0])
        return (_segment("favourable", top, n), _segment("rest", rest, n))
    bottom = _banded(found.unfavourable, n)
    left = (max(0, n - top[1] - bottom[1]), n - top[0] - bottom[0])
    return (
        _segment("favourable", top, n, share=True),
        _segment("middle", left, n, share=True),
        _segment("unfavourable", bottom, n, share=True),
    )


def _banded(count: int, n: int) -> Band:
    """The count itself, except that nobody and one, and everybody and all but one, are not told apart."""
    if count <= 1:
        return 0, 1
    if count >= n - 1:
        return n - 1, n
    return count, count


def _segment(name: str, band: Band, n: int, *, share: bool = False) -> Segment:
    low, high = band
    if high <= 1:
        return Segment(name, 0.0, 1 / n, "0-1")
    if low >= n - 1:
        return Segment(name, (n - 1) / n, 1.0, f"{n - 1}-{n}")
    if not share:
        return Segment(name, low / n, high / n, str(low) if low == high else f"{low}-{high}")
    least, most = _percent(low, n), _percent(high, n)
    text = f"{least} %" if least == most else f"≥ {least} %" if high == n else f"{least}-{most} %"
    return Segment(name, least / 100, most / 100, text)


def _percent(count: int, n: int) -> int:
    """Whole per cent, never 0 or 100."""
    return min(max(round(Fraction(100 * count, n)), 1), 99)


def _mean(mean: Fraction, points: int, *, fine: bool) -> tuple[float, str]:
    """Rounded, and open-ended within half a point of the ends of the scale."""
    low, high = Fraction(3, 2), points - Fraction(1, 2)
    rounded = _clamped(_nearest(mean, Fraction(1, 10) if fine else Fraction(1, 2)), (low, high))
    sign = "≤ " if rounded == low else "≥ " if rounded == high else ""
    return float(rounded), f"{sign}{float(rounded):.1f}"


def _interval(interval: Interval | None, theta: Fraction) -> Interval | None:
    """Rounded to tenths and clamped, and never so that the released theta lies outside."""
    if interval is None:
        return None
    low, high = (_clamped(_nearest(Fraction(end), Fraction(1, 10)), THETA_RANGE) for end in interval)
    return float(min(low, theta)), float(max(high, theta))


def _nearest(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of `step`; halfway goes to the even one, so that both directions are treated alike."""
    return round(value / step) * step


def _clamped(value: Fraction, limits: tuple[Fraction, Fraction]) -> Fraction:
    low, high = limits
    return min(max(value, low), high)
