"""From answers to contrasts: counts of integer scores of every topic and question, whole columns at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from surveys.statistics.contrasts import Contrast
from surveys.statistics.csv_input.answers import Answers
from surveys.statistics.csv_input.settings import ColumnTopic, Settings
from surveys.statistics.scores import Measure, Pairs, Scores, least_answered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LARGEST_RANGE = 1 << 22
_LARGEST_SUM = 1 << 62

Column = tuple["NDArray[Any]", "NDArray[np.bool_]"]
"""Everybody's score, and who has one."""

Counts = tuple[tuple[int, int], ...]
"""How often each score occurs, ascending."""

Places = tuple["NDArray[np.intp]", "NDArray[np.intp]"]
"""Where the same people stand on both sides."""


@dataclass(frozen=True)
class Both:
    """Two sides that are to be compared."""

    before: Answers
    after: Answers
    settings: Settings
    same: Places | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """All questions, those of the later side first."""
        return tuple(dict.fromkeys((*self.after.questions, *self.before.questions)))

    @property
    def unit(self) -> int:
        """The least integer that makes every answer one."""
        return lcm(*(value.denominator for side in (self.before, self.after) for value in side.values))

    def asked_twice(self, columns: Sequence[str]) -> bool:
        """Whether all these questions were asked both times."""
        return all(column in self.before.questions and column in self.after.questions for column in columns)


def count(both: Both) -> tuple[Contrast, ...]:
    """All topics, then all questions; those that were not asked both times are marked."""
    unit = both.unit
    tables = [_Scorer(side, both.settings, unit) for side in (both.before, both.after)]
    return (
        *(_topic(both, topic, tables, unit) for topic in both.settings.topics),
        *(_question(both, question, tables, unit) for question in both.questions),
    )


class _Scorer:
    """Turns the codes of one side into integer scores, turned questions into their mirror image."""

    def __init__(self, side: Answers, settings: Settings, unit: int) -> None:
        import numpy as np

        self._side = side
        self._reverse = frozenset(settings.reverse)
        values = [int(value * unit) for value in side.values]
        ends = sum(settings.scale) * unit if settings.scale else 0
        turned = [0, *(ends - value for value in values[1:])]
        largest = max(map(abs, [*values, *turned])) * (len(side.questions) + 1)
        kind = np.int64 if largest < _LARGEST_SUM else np.object_
        self._straight, self._turned = np.array(values, dtype=kind), np.array(turned, dtype=kind)

    def question(self, question: str) -> Column:
        """Everybody's score of one question, 0 where there is none; nobody's if it was not asked."""
        import numpy as np

        if question not in self._side.questions:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
        codes = self._side.codes[self._side.questions.index(question)]
        table = self._turned if question in self._reverse else self._straight
        return table[codes], codes > 0

    def counts(self, question: str) -> Counts:
        """How often each score of one question occurs."""
        import numpy as np

        if question not in self._side.questions:
            return ()
        times = np.bincount(self._side.codes[self._side.questions.index(question)])
        table = self._turned if question in self._reverse else self._straight
        by_score: Counter[int] = Counter()
        for code in np.flatnonzero(times[1:]).tolist():
            by_score[int(table[code + 1])] += int(times[code + 1])
        return tuple(sorted(by_score.items()))

    def totals(self, columns: Sequence[str]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Everybody's sum over some questions, and how many of them they answered."""
        import numpy as np

        total = np.zeros(self._side.n, dtype=self._straight.dtype)
        answered = np.zeros(self._side.n, dtype=np.int64)
        for column in columns:
            scores, given = self.question(column)
            total += scores
            answered += given
        return total, answered


def _question(both: Both, question: str, scorers: Sequence[_Scorer], unit: int) -> Contrast:
    comparable = both.asked_twice([question])
    pairs = _pairs([scorer.question(question) for scorer in scorers], both.same) if both.same and comparable else ()
    return _contrast(both, question, False, [scorer.counts(question) for scorer in scorers], unit, pairs, comparable)


def _topic(both: Both, topic: ColumnTopic, scorers: Sequence[_Scorer], unit: int) -> Contrast:
    """Means of the answered questions, as integers in units of the least common multiple of their numbers."""
    import numpy as np

    comparable = both.asked_twice(topic.columns)
    least = least_answered(len(topic.columns))
    totals = [scorer.totals(topic.columns) if comparable else scorer.totals(()) for scorer in scorers]
    enough = [answered >= least for _, answered in totals]
    sizes = {size for (_, answered), some in zip(totals, enough, strict=True) for size, _ in _counts(answered[some])}
    parts = lcm(*sizes)
    columns: list[Column] = []
    for (total, answered), some in zip(totals, enough, strict=True):
        shares = np.array([0, *(parts // size for size in range(1, len(topic.columns) + 1))])
        if parts * int(abs(total).max(initial=0)) >= _LARGEST_SUM:
            total, shares = total.astype(np.object_), shares.astype(np.object_)
        columns.append((total * shares[answered], some))
    counts = [_counts(scores[given]) for scores, given in columns]
    pairs = _pairs(columns, both.same) if both.same and comparable else ()
    return _contrast(both, topic.id, True, counts, unit * parts, pairs, comparable)


def _contrast(
    both: Both,
    contrast_id: str,
    is_topic: bool,
    counts: Sequence[Counts],
    unit: int,
    pairs: Pairs,
    comparable: bool,
) -> Contrast:
    low, high = both.settings.scale or (0, 0)
    favourable = both.settings.favourable_from
    if favourable is not None and is_topic and both.settings.scale:
        favourable -= Fraction(1, 2)
    before, after = (Measure(contrast_id, is_topic, high, favourable, Scores(found, unit), low) for found in counts)
    return Contrast(before, after, pairs, comparable)


def _counts(scores: NDArray[Any]) -> Counts:
    """How often each score occurs, ascending."""
    import numpy as np

    if _is_compact(scores):
        lowest = int(scores.min())
        times = np.bincount(scores - lowest)
        present = np.flatnonzero(times)
        return tuple(zip((present + lowest).tolist(), times[present].tolist(), strict=True))
    distinct, counts = np.unique(scores, return_counts=True)
    return tuple(zip(map(int, distinct), counts.tolist(), strict=True))


def _pairs(columns: Sequence[Column], same: Places) -> Pairs:
    """How often each pair of scores of the same person occurs, ascending."""
    import numpy as np

    (before, had), (after, has) = columns
    first, second = same
    both = had[first] & has[second]
    earlier, early = _distinct(before[first[both]])
    later, late = _distinct(after[second[both]])
    combined, counts = np.unique(early * max(len(later), 1) + late, return_counts=True)
    return tuple(
        ((earlier[at // len(later)], later[at % len(later)]), times)
        for at, times in zip(combined.tolist(), counts.tolist(), strict=True)
    )


def _distinct(scores: NDArray[Any]) -> tuple[list[int], NDArray[np.intp]]:
    """The distinct scores, ascending, and which of them each score is."""
    import numpy as np

    if not _is_compact(scores):
        distinct, places = np.unique(scores, return_inverse=True)
        return [int(value) for value in distinct], places
    lowest = int(scores.min())
    present = np.flatnonzero(np.bincount(scores - lowest))
    place_of = np.zeros(int(present[-1]) + 1, dtype=np.intp)
    place_of[present] = np.arange(len(present))
    return (present + lowest).tolist(), place_of[scores - lowest]


def _is_compact(scores: NDArray[Any]) -> bool:
    """Whether a table with a place for every score from the lowest to the highest is small enough."""
    return bool(scores.dtype != object and len(scores) and int(scores.max()) - int(scores.min()) < _LARGEST_RANGE)
