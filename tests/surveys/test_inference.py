"""Reference values: the figures measured for the design (realistic five-point items, three kinds of answers)."""

from __future__ import annotations

from random import Random

import pytest

from surveys.inference import ALIKE, TYPICAL, before_opening, certain, outlook, unanimous
from surveys.release import release_results
from surveys.schema import Scale, Survey
from surveys.statistics.scores import Measure, Scores

FIVE = Scale(points=5, low="no", high="yes", favourable=4)


@pytest.mark.parametrize(("answers", "chance"), [(4, 0.07), (5, 0.033), (6, 0.016), (8, 0.004)])
def test_one_question_is_unanimous_as_often_as_was_measured(answers: int, chance: float) -> None:
    assert unanimous(answers) == pytest.approx(chance, abs=0.001)


@pytest.mark.parametrize(("answers", "chance"), [(4, 0.58), (5, 0.34), (6, 0.18), (8, 0.05)])
def test_one_of_twelve_questions_is_unanimous_as_often_as_was_measured(answers: int, chance: float) -> None:
    assert outlook(FIVE, answers, 12).any_unanimous == pytest.approx(chance, abs=0.01)


@pytest.mark.parametrize(("answers", "chance"), [(4, 0.52), (5, 0.44), (6, 0.38), (8, 0.27)])
def test_where_nearly_everybody_agrees_unanimity_is_likely(answers: int, chance: float) -> None:
    assert unanimous(answers, ALIKE) == pytest.approx(chance, abs=0.005)


@pytest.mark.parametrize(("answers", "chance"), [(5, 0.15), (8, 0.04)])
def test_an_insider_is_certain_after_rounding_as_often_as_was_measured(answers: int, chance: float) -> None:
    assert certain(FIVE, answers) == pytest.approx(chance, abs=0.015)


def test_the_exact_chance_is_what_a_simulation_of_the_gate_finds() -> None:
    """An insider lists every set of answers that gives out the same and holds their own."""
    random, sure, runs, answers = Random(3), 0, 3000, 5
    seen: dict[tuple[object, int], set[tuple[int, ...]]] = {}
    drawn = []
    for _ in range(runs):
        given = sorted(random.choices(range(1, 6), weights=[0.125, 0.125, 0.25, 0.25, 0.25], k=answers))
        item = Measure("item", False, 5, FIVE.favourable, Scores.of(given))  # type: ignore[arg-type]
        out = release_results("", [item], k=1, answered=answers).items[0]
        drawn.append((given, out))
        for own in set(given):
            rest = list(given)
            rest.remove(own)
            kinds = tuple(sorted(0 if answer <= 2 else 1 if answer == 3 else 2 for answer in rest))
            seen.setdefault((out, own), set()).add(kinds)
    for given, out in drawn:
        sure += any(len(seen[out, own]) == 1 and len(set(next(iter(seen[out, own])))) == 1 for own in given)
    assert sure / runs == pytest.approx(certain(FIVE, answers), abs=0.03)


def test_more_answers_protect_better() -> None:
    chances = [certain(FIVE, answers) for answers in (4, 5, 6, 8, 12, 17, 40)]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < 1e-6


def test_beyond_what_is_listed_nothing_jumps() -> None:
    assert certain(FIVE, 17) < certain(FIVE, 16) < 0.001


def test_before_opening_shows_the_fewest_and_everybody(survey: Survey) -> None:
    fewest, most = before_opening(survey, invited=9, k=5)
    assert (fewest.answers, most.answers, fewest.questions) == (5, 9, 24)
    assert fewest.any_unanimous > most.any_unanimous
    assert fewest.any_certain > most.any_certain
    assert all(0 <= chance <= 1 for chance in (fewest.certain, fewest.any_certain, most.unanimous))


@pytest.mark.parametrize(("points", "favourable"), [(2, 2), (3, 3), (4, 3), (5, 3), (7, 5)])
def test_any_scale_that_a_survey_may_have_can_be_looked_at(points: int, favourable: int) -> None:
    scale = Scale(points=points, low="no", high="yes", favourable=favourable)
    assert 0 < certain(scale, 5) < 1


def test_everybody_counts_once_among_the_shares() -> None:
    assert sum(TYPICAL) == sum(ALIKE) == 1
