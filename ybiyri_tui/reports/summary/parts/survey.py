"""The survey part of the summary: only what the release gate let through and the team has seen."""

from __future__ import annotations

from collections.abc import Iterable

from surveys.records import Change, Family, Label, Released
from ybiyri_tui.reports.charts import Bar, BarChart, BarGroup
from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Picture, Section
from ybiyri_tui.reports.summary.summary import Compared, RoundResults, Summary
from ybiyri_tui.reports.survey.results import how_to_read
from ybiyri_tui.reports.survey.words import VERDICT_WORDS, favourable_words
from ybiyri_tui.wording.formats import number_words
from ybiyri_tui.wording.states import short_day

TITLE = "What the team said in the survey"


def survey_section(summary: Summary) -> Section:
    """Before and after with verdicts; rounds that no comparison covers by themselves."""
    if not summary.rounds:
        return Section(TITLE, (Paragraph(_nothing(summary)),), level=3)
    blocks: list[Block] = []
    for compared in summary.comparisons:
        blocks += _comparison_blocks(compared)
    covered = {compared.after.survey.id for compared in summary.comparisons}
    for found in summary.rounds:
        if found.round.survey.id not in covered or found.round.label is Label.PULSE:
            blocks += _round_blocks(found)
    newest = summary.rounds[-1].round
    return Section(TITLE, (*blocks, Paragraph(how_to_read(newest)), Paragraph(newest.survey.note)), level=3)


def _nothing(summary: Summary) -> str:
    if not summary.overview.surveying.rounds:
        return "The team has not been asked yet."
    return "There is nothing to show yet; see what is left out, and why."


def _comparison_blocks(compared: Compared) -> list[Block]:
    comparison, survey = compared.comparison, compared.after.survey
    titles = {topic.id: topic.title for topic in survey.topics}
    rows = tuple(
        (
            titles.get(change.id, change.id) + (" (main topic)" if change.family is Family.MAIN else ""),
            favourable_words(change.before),
            favourable_words(change.after),
            VERDICT_WORDS[change.verdict],
        )
        for change in comparison.topics
    )
    # Several topics share a sentence; below the threshold it stands in the table already.
    said = dict.fromkeys(change.sentence for change in comparison.topics if change.before.favourable is not None)
    return [
        Paragraph(
            f"“{survey.title}” before and after: {comparison.answered_before} answered before, "
            f"{comparison.answered_after} after. Favourable answers by topic:"
        ),
        *_picture(
            "Favourable answers by topic, before and after; the table has the same numbers.",
            (_group(titles.get(change.id, change.id), change) for change in comparison.topics),
        ),
        Grid(("Topic", "Before", "After", "Verdict"), rows),
        Bullets((*said, *comparison.notes)),
    ]


def _round_blocks(found: RoundResults) -> list[Block]:
    round_, results = found.round, found.results
    closed = f", closed {short_day(round_.closed_on)}" if round_.closed_on else ""
    rows = tuple(
        (topic.title, favourable_words(results.entry(topic.id)), number_words(results.entry(topic.id).mean_text or ""))
        for topic in round_.survey.topics
    )
    return [
        Paragraph(
            f"“{round_.survey.title}”, the “{round_.label.value}” survey{closed}. "
            f"{results.answered} of {round_.invited} answered. Favourable answers by topic:"
        ),
        *_picture(
            "Favourable answers by topic; the table has the same numbers.",
            (_alone(topic.title, results.entry(topic.id)) for topic in round_.survey.topics),
        ),
        Grid(("Topic", "Favourable", "Mean"), rows),
    ]


def _picture(caption: str, groups: Iterable[BarGroup | None]) -> list[Block]:
    shown = tuple(group for group in groups if group)
    return [Picture((), caption, BarChart(shown))] if shown else []


def _group(title: str, change: Change) -> BarGroup | None:
    bars = [_bar("before", change.before), _bar("after", change.after)]
    shown = tuple(bar for bar in bars if bar)
    return BarGroup(title, shown, VERDICT_WORDS[change.verdict]) if shown else None


def _alone(title: str, entry: Released) -> BarGroup | None:
    bar = _bar("", entry)
    return BarGroup(title, (bar,)) if bar else None


def _bar(label: str, entry: Released) -> Bar | None:
    """None for what is not released."""
    if not entry.segments:
        return None
    favourable = entry.segments[0]
    return Bar(label, favourable_words(entry), favourable.low, favourable.high)
