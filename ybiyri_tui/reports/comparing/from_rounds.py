"""The view of a comparison of closed rounds: only what the release gate let through."""

from __future__ import annotations

from surveys.records import Change, Family, Interval, Released, Segment
from ybiyri_tui.reports.comparing.from_files import SHIFT_AXIS, THETA_AXIS
from ybiyri_tui.reports.comparing.view import ComparisonView, Effect, EntryView, Group, Part, Side
from ybiyri_tui.reports.survey.comparison.method import limits, method, people_words, rivals
from ybiyri_tui.reports.survey.comparison.promises import promised_lines
from ybiyri_tui.reports.survey.comparison.text import band_words, item_ids, text_of, worst_first
from ybiyri_tui.reports.survey.words import VERDICT_WORDS, favourable_words, verdict_glyph, withheld_words
from ybiyri_tui.usecases.survey.comparing.rounds import Compared

MOST_PROMISES = 50
LEGEND = (
    "Numbers are rounded, and where nearly all or nearly none are favourable the bar is left unclear, so nobody is "
    "given away."
)


def view_of_rounds(compared: Compared) -> ComparisonView:
    """The view of a pilot's closed before and after, the worst topic first."""
    comparison, survey = compared.comparison, compared.survey
    points = survey.scale.points
    titles = {topic.id: topic.title for topic in survey.topics}
    groups = []
    for change in worst_first(comparison.topics):
        questions = (comparison.entry(item) for item in item_ids(survey, change.id))
        groups.append(
            Group(
                _entry(change, titles[change.id], points, is_topic=True),
                tuple(_entry(found, text_of(survey, found.id), points, is_topic=False) for found in questions),
            )
        )
    return ComparisonView(
        title=f"Before and after · {compared.pilot.name}",
        subtitle=f"{compared.pilot.team} · {people_words(comparison)} · {survey.title}",
        limits=(limits(compared),),
        groups=tuple(groups),
        legend=(LEGEND,),
        notes=tuple(rivals(compared)),
        method=tuple(method(compared)),
        promises=tuple(promised_lines(compared.promises, compared.today, most=MOST_PROMISES)),
    )


def _entry(change: Change, title: str, points: int, *, is_topic: bool) -> EntryView:
    shown = change.before.answered is not None
    return EntryView(
        id=change.id,
        title=title,
        is_topic=is_topic,
        is_main=change.family is Family.MAIN,
        glyph=verdict_glyph(change.verdict),
        word=VERDICT_WORDS[change.verdict],
        sentence=change.sentence,
        sides=(_side(change.before, "before"), _side(change.after, "after")),
        effect=_effect(change, points),
        rows=(("adjusted p", band_words(change.p_band)),) if shown else (),
    )


def _effect(change: Change, points: int) -> Effect | None:
    if change.theta is not None:
        low, high = change.theta_ci or (None, None)
        between = f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else ""
        return Effect(THETA_AXIS, f"θ {change.theta:.2f}{between}", change.theta, low, high)
    if change.mean_shift_ci is not None:
        ends = _places(change.mean_shift_ci, points)
        low, high = change.mean_shift_ci
        return Effect(SHIFT_AXIS, f"from {low:+.1f} to {high:+.1f} points", None, *ends)
    return None


def _places(interval: Interval, points: int) -> Interval:
    low, high = (0.5 + end / (2 * (points - 1)) for end in interval)
    return low, high


def _side(found: Released, label: str) -> Side:
    if found.segments is None:
        return Side(label, withheld_words(found))
    text = f"{favourable_words(found)} favourable, mean {found.mean_text}"
    return Side(label, text, _parts(found.segments))


def _parts(segments: tuple[Segment, ...]) -> tuple[Part, ...]:
    """From the least to the most favourable; between the ends of a band it may be either."""
    by_name = {segment.name: segment for segment in segments}
    favourable, unfavourable = by_name["favourable"], by_name.get("unfavourable")
    between = by_name["middle" if unfavourable else "rest"]
    parts = []
    start = 0.0
    if unfavourable:
        parts.append(Part("unfavourable", 0, unfavourable.low, unfavourable.text, -1))
        parts.append(Part("unclear", unfavourable.low, unfavourable.high, "", None))
        start = unfavourable.high
    parts += [
        Part("in between" if unfavourable else "everybody else", start, 1 - favourable.high, between.text, 0),
        Part("unclear", 1 - favourable.high, 1 - favourable.low, "", None),
        Part("favourable", 1 - favourable.low, 1, favourable.text, 1),
    ]
    return tuple(part for part in parts if part.high - part.low > 1e-9)
