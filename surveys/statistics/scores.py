"""From answers to scores: counts of integer scores per topic and item, exact at every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveys.schema import Item, Scale, Survey, Topic

Sheet = Mapping[str, int]
"""One person's answers by full item id; an item that is missing was not answered."""

Pairs = tuple[tuple[tuple[int, int], int], ...]
"""How many people gave each pair of an earlier and a later score."""


@dataclass(frozen=True)
class Scores:
    """How often each score was given by one side; a score of `unit` stands for one point of the scale."""

    counts: tuple[tuple[int, int], ...]
    unit: int = 1

    @classmethod
    def of(cls, scores: Iterable[int], unit: int = 1) -> Scores:
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

    @property
    def variance(self) -> Fraction:
        """The sample variance in points squared; ZeroDivisionError below two people."""
        mean = self.mean * self.unit
        squares = sum((count * (score - mean) ** 2 for score, count in self.counts), Fraction(0))
        return squares / (self.unit**2 * (self.n - 1))

    def between(self, low: Fraction, high: Fraction) -> int:
        """How many people score from `low` to `high` points, both included."""
        return sum(count for score, count in self.counts if low * self.unit <= score <= high * self.unit)

    def from_up(self, low: Fraction) -> int:
        """How many people score `low` points or more."""
        return sum(count for score, count in self.counts if score >= low * self.unit)


@dataclass(frozen=True)
class Measure:
    """One topic or item at one time, at full precision; it never leaves a round as it is.

    The scale runs from `low` to `points`. People with a score of `favourable_from` points or more are favourable;
    their mirror image on the scale is unfavourable, except that nobody is both. None: there is no such border.
    """

    id: str
    is_topic: bool
    points: int
    favourable_from: Fraction | None
    scores: Scores
    low: int = 1

    @property
    def favourable(self) -> int:
        """How many people are favourable."""
        return 0 if self.favourable_from is None else self.scores.from_up(self.favourable_from)

    @property
    def unfavourable(self) -> int:
        """How many people are unfavourable."""
        if self.favourable_from is None:
            return 0
        mirrored = self.points + self.low - self.favourable_from
        both = self.scores.between(self.favourable_from, mirrored)
        return self.scores.between(Fraction(self.low), mirrored) - both


def measure(survey: Survey, sheets: Sequence[Sheet]) -> tuple[Measure, ...]:
    """All topics, then all items, in the order of the survey."""
    topics = [
        measured(survey.scale, topic.id, True, topic_scores(survey.scale, topic, sheets)) for topic in survey.topics
    ]
    items = [
        measured(
            survey.scale,
            f"{topic.id}.{item.id}",
            False,
            Scores.of(_given(item_people(survey.scale, topic, item, sheets))),
        )
        for topic in survey.topics
        for item in topic.items
    ]
    return (*topics, *items)


def measured(scale: Scale, measure_id: str, is_topic: bool, scores: Scores) -> Measure:
    """A topic mean is favourable from half a point below the favourable answers: 3.5 on a five-point scale."""
    favourable = scale.favourable - (Fraction(1, 2) if is_topic else 0)
    return Measure(measure_id, is_topic, scale.points, Fraction(favourable), scores)


def topic_scores(scale: Scale, topic: Topic, sheets: Sequence[Sheet]) -> Scores:
    """Each person's mean of the items they answered, for people who answered at least half of them."""
    return Scores.of(_given(topic_people(scale, topic, sheets)), topic_unit(len(topic.items)))


def topic_unit(size: int) -> int:
    """The unit of a topic's scores: the least common multiple of the numbers of items a person can have answered."""
    return lcm(*range(least_answered(size), size + 1))


def least_answered(size: int) -> int:
    """How many of a topic's items a person must have answered to have a score: at least half of them."""
    return (size + 1) // 2


def topic_people(scale: Scale, topic: Topic, sheets: Sequence[Sheet]) -> list[int | None]:
    """The topic score of each sheet in the topic's unit, None for people without one."""
    size = len(topic.items)
    unit = topic_unit(size)
    people: list[int | None] = []
    for sheet in sheets:
        answered = [
            scale.score(sheet[item_id], item.agree_is)
            for item in topic.items
            if (item_id := f"{topic.id}.{item.id}") in sheet
        ]
        enough = len(answered) >= least_answered(size)
        people.append(sum(answered) * unit // len(answered) if enough else None)
    return people


def item_people(scale: Scale, topic: Topic, item: Item, sheets: Sequence[Sheet]) -> list[int | None]:
    """The score of each sheet for one item, None for people who left it out."""
    item_id = f"{topic.id}.{item.id}"
    return [scale.score(sheet[item_id], item.agree_is) if item_id in sheet else None for sheet in sheets]


def _given(people: Iterable[int | None]) -> Iterable[int]:
    return (score for score in people if score is not None)
