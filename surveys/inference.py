"""What could be inferred about single people from what a round will give out, before it is opened.

Exact, for people who answer independently of each other as `TYPICAL` or `ALIKE` say: a quarter against, a quarter in
between and half in favour, or, where nearly everybody is of one mind, 85 % in favour. Real teams lie in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial, prod

from surveys.release import release_results
from surveys.schema import Scale, Survey
from surveys.statistics.scores import Measure, Scores

MOST_LISTED = 5000
"""So many different sets of answers are looked at one by one (16 people on five points); above, an insider is taken
to know the exact counts."""

TYPICAL = (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))
ALIKE = (Fraction(3, 40), Fraction(3, 40), Fraction(17, 20))
"""Shares of people against, in between, in favour."""

Shares = tuple[Fraction, Fraction, Fraction]
Counts = tuple[int, ...]
Kinds = tuple[int, int, int]


@dataclass(frozen=True)
class Outlook:
    """Chances (0 to 1) with so many answers to each of so many questions.

    `unanimous`: all answers to a question are of one kind (against, in between, in favour), so that everybody's is
    known to who guesses that they are. `certain`: somebody who answered can be certain what kind all the others'
    answers are, from the results and their own. `any_*`: that this happens for at least one question.
    """

    answers: int
    questions: int
    unanimous: float
    any_unanimous: float
    certain: float
    any_certain: float


def before_opening(survey: Survey, invited: int, k: int, shares: Shares = TYPICAL) -> tuple[Outlook, Outlook]:
    """The outlook if only k people answer, and if everybody invited does."""
    questions = len(survey.item_ids())
    fewest, most = (outlook(survey.scale, answers, questions, shares) for answers in (k, invited))
    return fewest, most


def outlook(scale: Scale, answers: int, questions: int, shares: Shares = TYPICAL) -> Outlook:
    """The outlook for so many answers to each question."""
    alike = unanimous(answers, shares)
    known = certain(scale, answers, shares)
    return Outlook(answers, questions, alike, _any(alike, questions), known, _any(known, questions))


def unanimous(answers: int, shares: Shares = TYPICAL) -> float:
    """The chance that all answers to one question are of one kind."""
    return float(sum(Fraction(share) ** answers for share in shares))


def certain(scale: Scale, answers: int, shares: Shares = TYPICAL) -> float:
    """The chance that somebody who answered a question can be certain what kind all the others' answers are.

    They know their own answer and what the release gate gives out. With more sets of answers than `MOST_LISTED` the
    exact counts of each kind are taken to be given out, which is a little more than there is.
    """
    if comb(answers + scale.points - 1, answers) > MOST_LISTED:
        one_apart = sum(answers * share ** (answers - 1) * (1 - share) for share in shares)
        return min(1.0, float(one_apart) + unanimous(answers, shares))
    alike: dict[object, list[Counts]] = defaultdict(list)
    for counts in _all_counts(answers, scale.points):
        alike[_given_out(scale, counts)].append(counts)
    chances = _chances(scale, shares)
    return float(sum(_probability(counts, chances) for group in alike.values() for counts in _known(scale, group)))


def _known(scale: Scale, group: Sequence[Counts]) -> Iterator[Counts]:
    """Of the sets of answers that give out the same, those in which somebody can be certain of all others."""
    telling = set()
    for own in range(scale.points):
        others = {_kinds(scale, _without(counts, own)) for counts in group if counts[own]}
        if len(others) == 1 and sum(number > 0 for number in others.pop()) == 1:
            telling.add(own)
    return (counts for counts in group if any(counts[own] for own in telling))


def _given_out(scale: Scale, counts: Counts) -> object:
    """What the gate lets through about one question with these answers."""
    scores = Scores(tuple((at, count) for at, count in enumerate(counts, 1) if count))
    item = Measure("item", False, scale.points, Fraction(scale.favourable), scores)
    return release_results("", [item], k=1, answered=sum(counts)).items[0]


def _kinds(scale: Scale, counts: Counts) -> Kinds:
    found = [0, 0, 0]
    for at, count in enumerate(counts, 1):
        found[_kind(scale, at)] += count
    return found[0], found[1], found[2]


def _kind(scale: Scale, answer: int) -> int:
    """0 against, 1 in between, 2 in favour; the answers against are the mirror image of those in favour."""
    if answer >= scale.favourable:
        return 2
    return 0 if answer <= scale.points + 1 - scale.favourable else 1


def _chances(scale: Scale, shares: Shares) -> list[Fraction]:
    """The chance of each answer: within a kind all are alike; a kind that the scale lacks falls to the others."""
    kinds = [_kind(scale, answer) for answer in range(1, scale.points + 1)]
    there = sum(shares[kind] for kind in set(kinds))
    return [Fraction(shares[kind]) / kinds.count(kind) / there for kind in kinds]


def _probability(counts: Counts, chances: Sequence[Fraction]) -> Fraction:
    ways = factorial(sum(counts)) // prod(factorial(count) for count in counts)
    return ways * prod((chance**count for chance, count in zip(chances, counts, strict=True)), start=Fraction(1))


def _all_counts(answers: int, points: int) -> Iterator[Counts]:
    """How often each of the points can have been given, in every way."""
    if points == 1:
        yield (answers,)
        return
    for first in range(answers + 1):
        for rest in _all_counts(answers - first, points - 1):
            yield (first, *rest)


def _without(counts: Counts, answer: int) -> Counts:
    return tuple(count - (at == answer) for at, count in enumerate(counts))


def _any(chance: float, questions: int) -> float:
    return 1 - (1 - chance) ** questions
