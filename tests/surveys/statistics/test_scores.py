from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.schema import Item, Scale, Survey, Topic
from surveys.statistics.scores import Measure, Scores, measure, topic_scores

FIVE = Scale(points=5, low="no", high="yes", favourable=4)


def topic(size: int) -> Topic:
    directions = ("good", "worry")
    items = tuple(
        Item(id=f"i{at}", text="A sentence.", agree_is="good" if at % 2 == 0 else directions[1], why="Why.")
        for at in range(size)
    )
    return Topic(id="t", title="Topic", confirmatory=False, items=items)


def found(scores: list[int], *, unit: int = 1, favourable: Fraction = Fraction(4)) -> Measure:
    return Measure("t", True, 5, favourable, Scores.of(scores, unit))


def test_a_worry_is_scored_reversed() -> None:
    scores = topic_scores(FIVE, topic(2), [{"t.i0": 5, "t.i1": 1}, {"t.i0": 1, "t.i1": 5}])
    assert scores.mean == 3
    assert scores.counts == ((1 * scores.unit, 1), (5 * scores.unit, 1))


@pytest.mark.parametrize(("size", "answered", "counted"), [(2, 1, 1), (3, 1, 0), (3, 2, 1), (4, 1, 0), (4, 2, 1)])
def test_a_topic_score_needs_half_of_the_items(size: int, answered: int, counted: int) -> None:
    sheet = {f"t.i{at}": 3 for at in range(answered)}
    assert topic_scores(FIVE, topic(size), [sheet]).n == counted


@given(st.integers(1, 7), st.data())
def test_a_topic_score_is_exactly_the_mean_of_what_was_answered(size: int, data: st.DataObject) -> None:
    asked = topic(size)
    answers = data.draw(st.dictionaries(st.sampled_from([f"t.i{at}" for at in range(size)]), st.integers(1, 5)))
    scores = topic_scores(FIVE, asked, [answers])
    given_scores = [
        FIVE.score(answers[f"t.{item.id}"], item.agree_is) for item in asked.items if f"t.{item.id}" in answers
    ]
    if 2 * len(given_scores) >= size:
        assert scores.mean == Fraction(sum(given_scores), len(given_scores))
    else:
        assert scores.n == 0


def test_a_topic_is_favourable_from_half_a_point_below_the_favourable_answers(survey: Survey) -> None:
    by_id = {entry.id: entry for entry in measure(survey, [])}
    assert by_id["alerts"].favourable_from == Fraction(7, 2)
    assert by_id["alerts.needless"].favourable_from == 4


def test_favourable_and_unfavourable_mirror_each_other() -> None:
    item = found([1, 2, 2, 3, 4, 5])
    assert (item.favourable, item.unfavourable) == (2, 3)
    mean = found([5, 6, 7], unit=2, favourable=Fraction(7, 2))
    assert (mean.favourable, mean.unfavourable) == (1, 1)


def test_nobody_is_both_favourable_and_unfavourable() -> None:
    generous = found([1, 2, 3, 4, 5], favourable=Fraction(3))
    assert (generous.favourable, generous.unfavourable) == (3, 2)


def test_measures_come_as_topics_then_items_in_the_order_of_the_survey(
    survey: Survey, fill_in: Callable[..., dict[str, int]]
) -> None:
    measures = measure(survey, [fill_in({"pay": 0}), fill_in()])
    assert [entry.id for entry in measures[:8]] == [found.id for found in survey.topics]
    assert [entry.id for entry in measures[8:]] == list(survey.item_ids())
    by_id = {entry.id: entry.scores.n for entry in measures}
    assert (by_id["pay"], by_id["pay.can-say-no"], by_id["trust"]) == (1, 1, 2)
