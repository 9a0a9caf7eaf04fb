"""The same numbers as R; tests/data/r holds the scripts that made the reference cases."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from surveys.records import Design, Interval
from surveys.schema import Item, Scale, Topic
from surveys.statistics.contrasts import Contrast, pair_counts
from surveys.statistics.estimates import effects, permutation_test
from surveys.statistics.multiplicity import benjamini_hochberg, holm
from surveys.statistics.scores import Measure, Scores, topic_scores

FOLDER = Path(__file__).parents[2] / "data" / "r"
Case = dict[str, str]


def cases(name: str) -> list[Case]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split()]


def contrast(paired: tuple[list[int], list[int]], before: list[int], after: list[int]) -> Contrast:
    earlier, later = paired
    same = [(at, at) for at in range(len(earlier))]
    sides = [
        Measure("q", False, 5, Fraction(4), Scores.of(scores)) for scores in ([*earlier, *before], [*later, *after])
    ]
    return Contrast(sides[0], sides[1], pair_counts(earlier, later, same))


@pytest.mark.parametrize("case", cases("permutation_tests.csv"))
def test_the_exact_tails_are_those_of_coin(case: Case) -> None:
    found = contrast(
        (numbers(case["before_paired"]), numbers(case["after_paired"])),
        numbers(case["before_only"]),
        numbers(case["after_only"]),
    )
    assert found.design is Design(case["design"])
    result = permutation_test(found)
    assert result.exact
    assert float(result.p_less) == pytest.approx(float(case["p_less"]), rel=1e-9)
    assert float(result.p_greater) == pytest.approx(float(case["p_greater"]), rel=1e-9)
    assert result.p_value == min(1, 2 * min(result.p_less, result.p_greater))


@pytest.mark.parametrize("case", cases("intervals.csv"))
def test_the_intervals_are_those_of_their_papers(case: Case) -> None:
    before, after = numbers(case["before"]), numbers(case["after"])
    if case["design"] == "paired":
        found = effects(contrast((before, after), [], []))
    else:
        found = effects(contrast(([], []), before, after))
    intervals: dict[str, Interval | None] = {
        "cliffs_delta": found.delta_ci,
        "favourable_diff": found.favourable_diff_ci,
        "mean_shift": found.mean_shift_ci,
        "net_change": found.net_change_ci,
    }
    if case["name"] == "no_worse":
        assert found.no_worse_bound == pytest.approx(float(case["low"]), abs=1e-9)
    else:
        assert intervals[case["name"]] == pytest.approx((float(case["low"]), float(case["high"])), abs=1e-9)


@pytest.mark.parametrize("case", cases("adjusting.csv"))
def test_adjusted_p_values_are_those_of_p_adjust(case: Case) -> None:
    adjust = holm if case["method"] == "holm" else benjamini_hochberg
    found = adjust([Fraction(p) for p in case["p"].split()])
    assert [float(p) for p in found] == pytest.approx([float(p) for p in case["adjusted"].split()], rel=1e-12)


@pytest.mark.parametrize("case", cases("topic_scores.csv"))
def test_topic_scores_are_those_of_psych(case: Case) -> None:
    scale = Scale(points=5, low="no", high="yes", favourable=4)
    items = tuple(
        Item(id=f"q{at}", text="A sentence.", agree_is="worry" if at % 2 == 0 else "good", why="Why.")
        for at in range(1, 5)
    )
    sheet = {f"t.q{at}": answer for at, answer in enumerate(numbers(case["answers"]), 1) if answer}
    scores = topic_scores(scale, Topic(id="t", title="Topic", confirmatory=False, items=items), [sheet])
    assert float(scores.mean) == pytest.approx(float(case["score"]), abs=1e-12)


def test_the_plants_of_darwin_give_the_number_that_fisher_counted() -> None:
    # Fisher (1935), The Design of Experiments, § 21: of 32,768 sums 863 are as high as the one seen, 314.
    case = next(case for case in cases("permutation_tests.csv") if len(case["before_paired"]) > 50)
    found = contrast((numbers(case["before_paired"]), numbers(case["after_paired"])), [], [])
    assert effects(found).mean_shift * 15 == 314
    assert permutation_test(found).p_greater == Fraction(863, 32768)
