"""One topic or item before and after, as counts: all that any statistic needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.errors import SurveyError
from surveys.records import Design
from surveys.statistics.scores import (
    Measure,
    Pairs,
    Scores,
    Sheet,
    item_people,
    measured,
    topic_people,
    topic_unit,
)

if TYPE_CHECKING:
    from surveys.schema import Survey

People = Sequence[int | None]
Match = tuple[int, int]


@dataclass(frozen=True)
class Sample:
    """One side of a comparison: the survey as it was asked, its sheets, and by whom, where that is known.

    `codes` is empty, or holds for each sheet what the same person uses each time, None if there is nothing.
    """

    survey: Survey
    sheets: Sequence[Sheet]
    codes: Sequence[Hashable | None] = ()


@dataclass(frozen=True)
class Contrast:
    """The scores of one topic or item, earlier and later, in one unit, and how those of the same people go together.

    `pairs` counts people with both scores; `comparable` is False where question or scale changed in between.
    """

    before: Measure
    after: Measure
    pairs: Pairs = ()
    comparable: bool = True

    @property
    def id(self) -> str:
        """The id of the topic or item."""
        return self.after.id

    @property
    def paired(self) -> int:
        """How many people have both scores."""
        return sum(count for _, count in self.pairs)

    @property
    def design(self) -> Design:
        """Paired when nobody has only one score, partly paired when some have, unpaired when all have."""
        if not self.pairs:
            return Design.UNPAIRED
        everybody = self.before.scores.n == self.after.scores.n == self.paired
        return Design.PAIRED if everybody else Design.PARTLY_PAIRED

    @property
    def differences(self) -> Scores:
        """Later minus earlier score of the people who have both."""
        counts: Counter[int] = Counter()
        for (earlier, later), count in self.pairs:
            counts[later - earlier] += count
        return Scores(tuple(sorted(counts.items())), self.after.scores.unit)

    @property
    def before_only(self) -> Scores:
        """The earlier scores that have no later one."""
        return _without(self.before.scores, [(earlier, count) for (earlier, _), count in self.pairs])

    @property
    def after_only(self) -> Scores:
        """The later scores that have no earlier one."""
        return _without(self.after.scores, [(later, count) for (_, later), count in self.pairs])


def contrasts(before: Sample, after: Sample) -> tuple[Contrast, ...]:
    """All topics, then all items of the later survey; those that were not asked alike are marked."""
    matches = matched(before.codes, after.codes)
    same_scale = before.survey.scale == after.survey.scale
    asked_before, asked_after = _wording(before.survey), _wording(after.survey)
    earlier, later = _people(before), _people(after)
    found = []
    for measure_id, (is_topic, unit, scores_after) in later.items():
        comparable = same_scale and asked_before.get(measure_id) == asked_after[measure_id]
        _, unit_before, scores_before = earlier.get(measure_id, (is_topic, unit, ()))
        found.append(
            Contrast(
                measured(before.survey.scale, measure_id, is_topic, _counted(scores_before, unit_before)),
                measured(after.survey.scale, measure_id, is_topic, _counted(scores_after, unit)),
                pair_counts(scores_before, scores_after, matches) if comparable else (),
                comparable,
            )
        )
    return tuple(found)


def matched(before: Sequence[Hashable | None], after: Sequence[Hashable | None]) -> list[Match]:
    """Positions of the same person on both sides. Raises SurveyError if a code stands twice on a side."""
    positions = []
    for codes in (before, after):
        where = {code: at for at, code in enumerate(codes) if code is not None}
        if len(where) != sum(code is not None for code in codes):
            raise SurveyError("Two sheets of one round carry the same code, so people cannot be paired by it.")
        positions.append(where)
    earlier, later = positions
    return [(at, later[code]) for code, at in earlier.items() if code in later]


def pair_counts(before: People, after: People, matches: Sequence[Match]) -> Pairs:
    """How many of the matched people gave each pair of scores, ascending."""
    counts: Counter[tuple[int, int]] = Counter()
    for first, second in matches:
        earlier, later = before[first], after[second]
        if earlier is not None and later is not None:
            counts[earlier, later] += 1
    return tuple(sorted(counts.items()))


def _people(sample: Sample) -> dict[str, tuple[bool, int, People]]:
    """For each topic and item: whether it is a topic, the unit, and everybody's score."""
    survey, sheets = sample.survey, sample.sheets
    found: dict[str, tuple[bool, int, People]] = {}
    for topic in survey.topics:
        found[topic.id] = (True, topic_unit(len(topic.items)), topic_people(survey.scale, topic, sheets))
    for topic in survey.topics:
        for item in topic.items:
            found[f"{topic.id}.{item.id}"] = (False, 1, item_people(survey.scale, topic, item, sheets))
    return found


def _wording(survey: Survey) -> dict[str, tuple[object, ...]]:
    """What must be the same for two rounds to be comparable: sentence and direction, for a topic of all items."""
    wording: dict[str, tuple[object, ...]] = {}
    for topic in survey.topics:
        asked = [(item.id, item.text, item.agree_is) for item in topic.items]
        wording[topic.id] = tuple(asked)
        wording.update((f"{topic.id}.{item_id}", (text, agree_is)) for item_id, text, agree_is in asked)
    return wording


def _counted(people: People, unit: int) -> Scores:
    return Scores.of((score for score in people if score is not None), unit)


def _without(scores: Scores, taken: Sequence[tuple[int, int]]) -> Scores:
    counts = Counter(dict(scores.counts))
    for score, count in taken:
        counts[score] -= count
    return Scores(tuple(sorted((score, count) for score, count in counts.items() if count)), scores.unit)
