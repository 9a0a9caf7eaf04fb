"""The view of a comparison of files: everything is shown."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.records import Design, Family
from surveys.statistics.compare import Entry, Estimate
from surveys.statistics.csv_input.comparing import MANY, FileComparison
from ybiyri_tui.reports.comparing.designs import EFFECTS, TESTED
from ybiyri_tui.reports.comparing.findable import findable_lines, people_words
from ybiyri_tui.reports.comparing.numbers import (
    p_words,
    plain_number,
    probability,
    share_interval,
    signed,
    signed_interval,
)
from ybiyri_tui.reports.comparing.sides import share, side
from ybiyri_tui.reports.comparing.view import ComparisonView, Effect, EntryView, Group
from ybiyri_tui.reports.survey.words import VERDICT_WORDS, verdict_glyph
from ybiyri_tui.wording.states import counted

THETA_AXIS = "chance that a later answer is higher than an earlier one"
SHIFT_AXIS = "mean shift of the same people, in points"

ADJUSTED = (
    "The p-values of a family are adjusted together (step-down discrete Bonferroni, from what each test could give at "
    "all). Main topics are one family, everything else another; only a main topic can be called better or worse."
)
TOPIC_SCORE = "A topic score is the mean of a person's answers, for people who answered at least half of its questions."


def view_of_files(found: FileComparison, title: str) -> ComparisonView:
    """The view of a comparison of files."""
    span = _span(found)
    by_id = {(entry.after.is_topic, entry.id): _entry(found, entry, span) for entry in found.entries}
    grouped: set[str] = set()
    groups = []
    for topic in found.topics:
        columns = found.topic_columns[topic.id]
        grouped |= set(columns)
        groups.append(Group(by_id[True, topic.id], tuple(by_id[False, column] for column in columns)))
    rest = tuple(by_id[False, entry.id] for entry in found.items if entry.id not in grouped)
    if rest:
        groups.append(Group(None, rest))
    designs = {entry.contrast.design for entry in found.entries if entry.estimate is not None}
    method = [f"{TESTED[design]} {EFFECTS[design]}" for design in Design if design in designs]
    return ComparisonView(
        title=title,
        subtitle=_subtitle(found),
        limits=tuple(findable_lines(found)),
        groups=tuple(groups),
        legend=_legend(found),
        notes=found.notes,
        method=(*method, ADJUSTED, *([TOPIC_SCORE] if found.topics else [])),
    )


def _subtitle(found: FileComparison) -> str:
    most = max(found.entries, key=lambda entry: entry.before.scores.n + entry.after.scores.n)
    scale = "any numbers" if found.scale is None else f"scale {found.scale[0]} to {found.scale[1]}"
    return f"{people_words(most)} · {counted(len(found.items), 'question')} · {scale} · alpha {float(found.alpha):g}"


def _legend(found: FileComparison) -> tuple[str, ...]:
    if found.favourable_from is None:
        return ()
    border = plain_number(float(found.favourable_from))
    topics = ""
    if found.topics and found.scale:
        topics = f", a topic mean of {plain_number(float(found.favourable_from) - 0.5)} or more"
    return (f"Favourable: an answer of {border} or more{topics}. Turned questions were turned back first.",)


def _entry(found: FileComparison, entry: Entry, span: float) -> EntryView:
    estimate = entry.estimate
    return EntryView(
        id=entry.id,
        title=found.titles.get(entry.id, entry.id),
        is_topic=entry.after.is_topic,
        is_main=entry.family is Family.MAIN,
        glyph=verdict_glyph(entry.verdict),
        word=VERDICT_WORDS[entry.verdict],
        sentence=entry.sentence,
        sides=(side(entry, entry.before, "before"), side(entry, entry.after, "after")),
        effect=None if estimate is None else _effect(estimate, span),
        rows=() if estimate is None else tuple(_rows(entry, estimate)),
    )


def _effect(estimate: Estimate, span: float) -> Effect:
    effects = estimate.effects
    if effects.theta is not None:
        theta = float(effects.theta)
        text = f"θ {probability(theta)}"
        if effects.theta_ci is None:
            return Effect(THETA_AXIS, text, theta)
        return Effect(THETA_AXIS, f"{text} ({share_interval(effects.theta_ci)})", theta, *effects.theta_ci)
    shift = float(effects.mean_shift)
    low, high = effects.mean_shift_ci or (shift, shift)
    places = [min(max(0.5 + end / (2 * span), 0.0), 1.0) for end in (shift, low, high)]
    return Effect(SHIFT_AXIS, f"{signed(shift)} points ({signed_interval((low, high))})", *places)


def _span(found: FileComparison) -> float:
    """How many points lie between the middle and the ends of the axis of shifts."""
    if found.scale is not None:
        return float(found.scale[1] - found.scale[0])
    ends = [
        abs(end)
        for entry in found.entries
        if entry.estimate is not None
        for end in (*(entry.estimate.effects.mean_shift_ci or ()), float(entry.estimate.effects.mean_shift))
    ]
    return 1.1 * max(ends, default=1.0) or 1.0


def _rows(entry: Entry, estimate: Estimate) -> Sequence[tuple[str, str]]:
    effects, test = estimate.effects, estimate.test
    rows = []
    if effects.moves is not None:
        moved = effects.moves
        net = signed_interval(effects.net_change_ci) if effects.net_change_ci else ""
        rows.append(("moved", f"{moved.up} up, {moved.same} same, {moved.down} down"))
        rows.append(("net change", f"{signed(float(moved.net_change))} ({net})"))
    else:
        rows.append(("mean shift", f"{signed(float(effects.mean_shift))} points"))
        rows.append(("Cliff's δ", signed(float(effects.cliffs_delta or 0))))
    if effects.favourable_diff_ci is not None:
        low, high = effects.favourable_diff_ci
        difference = share(entry.after) - share(entry.before)
        ends = f"{_points(low)} to {_points(high)}"
        rows.append(("favourable", f"{_points(difference)} percentage points ({ends})"))
    rows.append(("smallest p", f"{p_words(float(estimate.p_smallest))} possible with so many people"))
    if min(entry.before.scores.n, entry.after.scores.n) >= MANY:
        rows.append(("p", "not shown: with thousands of answers it says next to nothing"))
        return rows
    how = "exact" if test.exact else "normal approximation"
    rows.append(("p", f"{p_words(float(test.p_value))} ({how}), adjusted {p_words(float(estimate.p_adjusted))}"))
    others = [f"Holm {p_words(float(estimate.p_holm))}"]
    if estimate.p_bh is not None:
        others.append(f"false discovery rate {p_words(float(estimate.p_bh))}")
    rows.append(("other ways", ", ".join(others)))
    return rows


def _points(difference: float) -> str:
    return f"{100 * difference:+.0f}".replace("-", "−")
