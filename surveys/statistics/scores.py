"""From answers to scores: counts of integer scores per topic and item, exact at every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from surveys.schema import Item, Scale, Survey, Topic

Sheet = Mapping[str, int]
"""One person's answers by full item id; an item that is missing was not answered."""


@dataclass(frozen=True)
class Scores:
    """How often each score was given by one side; a score of `unit` stands for one point of the scale."""

    counts: tuple[tuple[int, int], ...]
    unit: int = 1

    @classmethod
    def of(cls, scores: Sequence[int], unit: int = 1) -> Scores:
        """The scores counted, in ascending order."""
        return cls(tuple(sorted(Counter(scores).items())), unit)

    @property
    def n(self) -> int:
        """How many people have a score."""
        return sum(count for _, count in self.counts)

    @property
    def mean(self) -> Fraction:
        """The mean in points of the scale; ZeroDivisionError without answers."""
        return Fraction(sum(score * count for score, count in self.counts), self.n * self.unit)

    def between(self, low: Fraction, high: Fraction) -> int:
        """How many people score from `low` to `high` points, both included."""
        return sum(count for score, count in self.counts if low * self.unit <= score <= high * self.unit)


@dataclass(frozen=True)
class Measure:
    """One topic or item of one round, at full precision; it never leaves a round as it is.

    People with a score of `favourable_from` points or more are favourable; their mirror image on the scale is
    unfavourable, except that nobody is both.
    """

    id: str
    is_topic: bool
    points: int
    favourable_from: Fraction
    scores: Scores

    @property
    def favourable(self) -> int:
        """How many people are favourable."""
        return self.scores.between(self.favourable_from, Fraction(self.points))

    @property
    def unfavourable(self) -> int:
        """How many people are unfavourable."""
        mirrored = self.points + 1 - self.favourable_from
        both = self.scores.between(self.favourable_from, mirrored)
        return self.scores.between(Fraction(1), mirrored) - both


def measure(survey: Survey, sheets: Sequence[Sheet]) -> tuple[Measure, ...]:
    """All topics, then all items, in the order of the survey."""
    topics = [_topic(survey.scale, topic, sheets) for topic in survey.topics]
    items = [
        _measure(survey.scale, f"{topic.id}.{item.id}", False, _item_scores(survey.scale, topic, item, sheets))
        for topic in survey.topics
        for item in topic.items
    ]
    return (*topics, *items)


def topic_scores(scale: Scale, topic: Topic, sheets: Sequence[Sheet]) -> Scores:
    """Each person's mean of the items they answered, for people who answered at least half of them.

    Kept as integers: the unit is the least common multiple of the numbers of items a person can have answered.
    """
    size = len(topic.items)
    least = (size + 1) // 2
    unit = lcm(*range(least, size + 1))
    scores: list[int] = []
    for sheet in sheets:
        answered = [
            scale.score(sheet[item_id], item.agree_is)
            for item in topic.items
            if (item_id := f"{topic.id}.{item.id}") in sheet
        ]
        if len(answered) >= least:
            scores.append(sum(answered) * unit // len(answered))
    return Scores.of(scores, unit)


def _item_scores(scale: Scale, topic: Topic, item: Item, sheets: Sequence[Sheet]) -> Scores:
    item_id = f"{topic.id}.{item.id}"
    return Scores.of([scale.score(sheet[item_id], item.agree_is) for sheet in sheets if item_id in sheet])


def _topic(scale: Scale, topic: Topic, sheets: Sequence[Sheet]) -> Measure:
    return _measure(scale, topic.id, True, topic_scores(scale, topic, sheets))


def _measure(scale: Scale, measure_id: str, is_topic: bool, scores: Scores) -> Measure:
    """A topic mean is favourable from half a point below the favourable answers: 3.5 on a five-point scale."""
    favourable = scale.favourable - (Fraction(1, 2) if is_topic else 0)
    return Measure(measure_id, is_topic, scale.points, Fraction(favourable), scores)
