"""Comparing a series topic by topic, because nothing joins the topics of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from surveys.records import Comparison
from surveys.release import release_comparison
from surveys.rounds.records import Round
from surveys.schema import Survey, Topic
from surveys.sealing.ballots import TopicRow, sheet_of
from surveys.statistics.compare import LEAST_PAIRS, Sample, compare_contrasts
from surveys.statistics.contrasts import Contrast, contrasts
from surveys.statistics.notes import Circumstances


def compared(before: Round, earlier: Sequence[TopicRow], after: Round, later: Sequence[TopicRow]) -> Comparison:
    """What the comparison of two rounds gives out; `after` as it is closing, with its number of answers.

    People are paired where their cards match, topic by topic, if the series was opened so and six or more can be.
    """
    threshold = max(before.threshold, after.threshold)
    found = by_topic(after.survey, earlier, later, pairing=after.series.pairing)
    entries = compare_contrasts(
        found,
        main_topics=after.main_topics,
        threshold=threshold,
        first_team_left=after.left is not None and after.left >= before.invited,
    )
    return release_comparison(
        after.survey.id,
        entries,
        k=threshold,
        answered_before=before.answered or 0,
        answered_after=after.answered or 0,
        known=Circumstances(team_changed=team_changed(after)),
    )


def by_topic(
    survey: Survey, earlier: Sequence[TopicRow], later: Sequence[TopicRow], *, pairing: bool
) -> tuple[Contrast, ...]:
    """All topics, then all items, in the order of the survey; unpaired if fewer than six people can be paired."""
    found = [
        contrast
        for topic in survey.topics
        for contrast in contrasts(_sample(survey, topic, earlier, pairing), _sample(survey, topic, later, pairing))
    ]
    if max((contrast.paired for contrast in found), default=0) < LEAST_PAIRS:
        found = [replace(contrast, pairs=()) for contrast in found]
    return tuple(sorted(found, key=lambda contrast: not contrast.after.is_topic))


def team_changed(after: Round) -> bool | None:
    """True if fewer people than the threshold joined or left, so that numbers side by side could show theirs.

    False if nobody did, None if it is not known or so many did that they do not stand out.
    """
    if stands_out(after.joined, after.left, after.k):
        return True
    return False if (after.joined, after.left) == (0, 0) else None


def stands_out(joined: int | None, left: int | None, k: int) -> bool:
    """Whether somebody is known to have joined or left, but fewer than `k`."""
    return any(number is not None and 1 <= number < k for number in (joined, left))


def _sample(survey: Survey, topic: Topic, rows: Sequence[TopicRow], pairing: bool) -> Sample:
    """The answers to one topic. A tag that stands twice is nobody's, because two people typed one card."""
    own = [row for row in rows if row.topic == topic.id]
    times = Counter(row.tag for row in own)
    codes = [row.tag if pairing and times[row.tag] == 1 else None for row in own]
    alone = survey.model_copy(update={"topics": (topic,)})
    return Sample(alone, [sheet_of(topic, row) for row in own], codes)
