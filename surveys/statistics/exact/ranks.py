"""Midranks of pooled scores, doubled so that they stay integers."""

from __future__ import annotations

from itertools import accumulate

from surveys.statistics.scores import Scores


def pooled(before: Scores, after: Scores) -> dict[int, int]:
    """How often each distinct score was given on both sides together, ascending."""
    counts = dict(before.counts)
    for score, count in after.counts:
        counts[score] = counts.get(score, 0) + count
    return dict(sorted(counts.items()))


def doubled_midranks(before: Scores, after: Scores) -> dict[int, int]:
    """Twice the mean rank that each distinct score shares in the pooled scores."""
    counts = pooled(before, after)
    below = accumulate(counts.values(), initial=0)
    return {score: 2 * lower + count + 1 for (score, count), lower in zip(counts.items(), below, strict=False)}


def rank_sum(ranks: dict[int, int], scores: Scores) -> int:
    """The sum of the doubled midranks of these scores."""
    return sum(ranks[score] * count for score, count in scores.counts)
