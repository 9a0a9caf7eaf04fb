"""What somebody who knows every released number tries to find out about single people.

The attacker lists every set of answers that would give out exactly the same and believes what all of them share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial, prod

import pytest

from surveys.inference import TYPICAL, unanimous
from surveys.records import Comparison, Released
from surveys.release import release_comparison, release_results
from surveys.schema import Scale, Survey
from surveys.statistics.compare import Sample, compare
from surveys.statistics.scores import Measure, Scores, measure

Answers = tuple[int, ...]
ITEM = "alerts.needless"


def sets_of(people: int, points: int = 5) -> list[Answers]:
    """Every set of answers that so many people can give."""
    return list(combinations_with_replacement(range(1, points + 1), people))


def kind(score: int, points: int = 5) -> int:
    """0 against, 1 in between, 2 in favour."""
    middle = Fraction(points + 1, 2)
    return 2 if score > middle else 0 if score < middle else 1


def of_one_kind(scores: Answers, points: int = 5) -> bool:
    return len({kind(score, points) for score in scores}) == 1


def results(scores: Answers, points: int = 5) -> Released:
    favourable = Fraction(points // 2 + 2)
    measured = Measure("item", False, points, favourable, Scores.of(scores))
    return release_results("s", [measured], k=4, answered=len(scores)).items[0]


def comparison(survey: Survey, before: Answers, after: Answers) -> Comparison:
    samples = (Sample(survey, [{ITEM: score} for score in scores]) for scores in (before, after))
    entries = compare(*samples, main_topics=["alerts"], threshold=4)
    return release_comparison("s", entries, k=4, answered_before=len(before), answered_after=len(after))


def alike(found: Iterable[tuple[Hashable, Answers]]) -> Iterator[list[Answers]]:
    """Sets of answers that give out the same."""
    groups: dict[Hashable, list[Answers]] = defaultdict(list)
    for out, scores in found:
        groups[out].append(scores)
    yield from groups.values()


def chance(scores: Answers) -> float:
    """How likely these answers are where a quarter is against, a quarter between and half in favour."""
    ways = factorial(len(scores)) // prod(factorial(scores.count(score)) for score in set(scores))
    return ways * prod({1: 0.125, 2: 0.125, 3: 0.25, 4: 0.25, 5: 0.25}[score] for score in scores)


@pytest.fixture
def one_question(survey: Survey) -> Survey:
    """The survey with a single question on three points, so that every pair of answers can be listed."""
    topic = next(topic for topic in survey.topics if topic.id == "alerts")
    item = next(item for item in topic.items if item.id == "needless").model_copy(update={"agree_is": "comfort"})
    scale = Scale(points=3, low="no", high="yes", favourable=3)
    return survey.model_copy(update={"topics": (topic.model_copy(update={"items": (item,)}),), "scale": scale})


@pytest.mark.parametrize("people", range(4, 13))
def test_no_result_proves_that_everybody_answered_alike(people: int) -> None:
    """Through band, bar and mean together; a gate that gave out exact counts would lose this."""
    proved = [
        group
        for group in alike((results(scores), scores) for scores in sets_of(people))
        if all(of_one_kind(scores) for scores in group)
    ]
    assert proved == []


def test_exact_counts_would_prove_it_as_often_as_it_happens() -> None:
    """The same attack on counts that are not banded: it is able to win."""

    def counts(scores: Answers) -> tuple[int, int]:
        return sum(kind(score) == 2 for score in scores), sum(kind(score) == 0 for score in scores)

    proved = [
        scores
        for group in alike((counts(scores), scores) for scores in sets_of(5))
        if all(of_one_kind(scores) for scores in group)
        for scores in group
    ]
    assert sum(map(chance, proved)) == pytest.approx(unanimous(5, TYPICAL))


def test_no_comparison_of_a_question_proves_it_either(one_question: Survey) -> None:
    """Through band, bar, mean, theta, interval, p band, verdict and sentence of both rounds together."""
    everything = sets_of(5, 3)
    pairs = {
        (before, after): comparison(one_question, before, after).items[0]
        for before in everything
        for after in everything
    }
    for side in (0, 1):
        for group in alike((out, pair[side]) for pair, out in pairs.items()):
            assert not all(of_one_kind(scores, 3) for scores in group)


def subtracted(people: int, stays: float) -> tuple[float, float]:
    """How often the attacker is right about one who joined, and how often certain, from results before and after.

    All others answer as before with the chance `stays`, else one of them answers a step higher or lower.
    """
    groups: dict[Hashable, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    share = {1: 0.125, 2: 0.125, 3: 0.25, 4: 0.25, 5: 0.25}
    for scores in sets_of(people):
        for now, likely in moved(scores, stays):
            for newcomer in share:
                out = results(scores), results(tuple(sorted((*now, newcomer))))
                groups[out][kind(newcomer)] += chance(scores) * likely * share[newcomer]
    right = sum(max(kinds.values()) for kinds in groups.values())
    certain = sum(sum(kinds.values()) for kinds in groups.values() if len(kinds) == 1)
    return right, certain


def moved(scores: Answers, stays: float) -> Iterator[tuple[Answers, float]]:
    yield scores, stays
    steps = [(at, step) for at in range(len(scores)) for step in (-1, 1)]
    for at, step in steps if stays < 1 else ():
        now = list(scores)
        now[at] = min(max(now[at] + step, 1), 5)
        yield tuple(sorted(now)), (1 - stays) / len(steps)


def test_subtracting_two_releases_tells_of_one_who_joined_only_if_all_others_answer_exactly_as_before() -> None:
    """The attack that cannot be kept away: docs/privacy.md says so. A blind guess is right half of the time."""
    right, certain = subtracted(5, stays=1)
    assert (round(right, 2), round(certain, 2)) == (0.86, 0.50)
    right, certain = subtracted(5, stays=0)
    assert (round(right, 2), round(certain, 2)) == (0.74, 0.13)


def test_a_topic_less_its_questions_leaves_nobody_over(survey: Survey) -> None:
    """Topic and questions are given out for the same people, so that no difference of numbers is one person's."""
    sheets = [{f"alerts.{item}": 1 + person % 5 for item in ("needless", "pushed-out")} for person in range(8)]
    sheets[0] = {}
    released = release_results("s", measure(survey, sheets), k=5, answered=8)
    answered = {entry.answered for entry in (released.entry("alerts"), released.entry(ITEM))}
    assert answered == {7}
