"""Weekly shares as text and as JSON (`ybiyri.stats-weekly/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from surveys.statistics.weekly import WeeklyTest, WeeklyVerdict
from ybiyri_tui.reports.comparing.numbers import p_words, percent, signed
from ybiyri_tui.reports.stats.cause import NO_CAUSE
from ybiyri_tui.usecases.survey.comparing.stats import WeeklyResult
from ybiyri_tui.wording.states import plain_glyphs

WIDTH = 78
CHART_WIDTH = 40
WEEKLY_WORDS = {
    WeeklyVerdict.HIGHER: "The share is higher after.",
    WeeklyVerdict.LOWER: "The share is lower after.",
    WeeklyVerdict.LOOKS_HIGHER: "The share looks higher after, but weeks follow their neighbours: take it as a hint.",
    WeeklyVerdict.LOOKS_LOWER: "The share looks lower after, but weeks follow their neighbours: take it as a hint.",
    WeeklyVerdict.CANNOT_TELL: "Can't tell, which is not “no change”.",
}


def weekly_data(found: WeeklyResult) -> dict[str, Any]:
    """The weekly shares with documented keys."""
    test = found.test
    return {
        "schema": "ybiyri.stats-weekly/1",
        "weeks_before": sum(not week.is_after for week in test.weeks),
        "weeks_after": sum(week.is_after for week in test.weeks),
        "share_before": float(test.share_before),
        "share_after": float(test.share_after),
        "dispersion": test.dispersion,
        "p_quasi_f": test.p_quasi_f,
        "p_permutation": float(test.p_permutation),
        "lag1": test.lag1,
        "verdict": test.verdict.value,
        "notes": [*found.notes, NO_CAUSE],
    }


def weekly_text(found: WeeklyResult) -> str:
    """What can be said, then the run chart week by week."""
    test = found.test
    lag = "nothing varies" if test.lag1 is None else f"correlation of a week with the next {signed(test.lag1)}"
    paragraphs = [
        f"{percent(float(test.share_before))} before, {percent(float(test.share_after))} after. "
        f"{WEEKLY_WORDS[test.verdict]}",
        f"p {p_words(test.p_quasi_f)} (quasi-binomial F, dispersion {test.dispersion:.2f}), "
        f"{p_words(float(test.p_permutation))} (weeks permuted); {lag}.",
    ]
    lines = [fill(paragraph, WIDTH) for paragraph in paragraphs]
    return "\n".join([*lines, "", *_chart(test), "", *(fill(note, WIDTH) for note in [*found.notes, NO_CAUSE])])


def _chart(test: WeeklyTest) -> Iterator[str]:
    """One line a week; the longest week name sets the first column."""
    width = max(len(week.period) for week in test.weeks)
    sign = "*" if plain_glyphs() else "●"
    for at, week in enumerate(test.weeks):
        if at and week.is_after != test.weeks[at - 1].is_after:
            yield f"{'':{width}} {'-' * CHART_WIDTH}"
        place = round(float(week.share) * (CHART_WIDTH - 1))
        times = "after" if week.is_after else "before"
        counts = f"{percent(float(week.share)):>5}  {week.events} of {week.total}, {times}"
        yield f"{week.period:<{width}} {' ' * place}{sign}{' ' * (CHART_WIDTH - 1 - place)} {counts}"
