from __future__ import annotations

import csv
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import f

from surveys.errors import SurveyError
from surveys.statistics.weekly import Week, WeeklyTest, WeeklyVerdict, weekly_test

REFERENCE = Path(__file__).parents[2] / "data" / "r" / "weekly.csv"


def cases() -> list[dict[str, str]]:
    with REFERENCE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def weeks(events: list[int], total: list[int], before: int) -> list[Week]:
    return [
        Week(f"2026-W{at:02d}", part, whole, at >= before)
        for at, (part, whole) in enumerate(zip(events, total, strict=True))
    ]


def run(events: list[int], total: int = 20, before: int = 6) -> WeeklyTest:
    return weekly_test(weeks(events, [total] * len(events), before), Random(1))


@pytest.mark.parametrize("case", cases())
def test_it_is_the_quasi_binomial_f_test_of_r(case: dict[str, str]) -> None:
    events, total = ([int(number) for number in case[name].split()] for name in ("events", "total"))
    found = weekly_test(weeks(events, total, int(case["weeks_before"])), Random(1))
    assert found.dispersion == pytest.approx(max(1.0, float(case["dispersion"])), rel=1e-6)
    assert found.p_quasi_f == pytest.approx(float(case["p"]), rel=1e-6)


def test_a_dispersion_below_one_counts_as_one() -> None:
    found = run([10, 10, 10, 10, 10, 10, 4, 4, 4, 4, 4, 4])
    assert found.dispersion == 1
    assert found.p_quasi_f < 0.001
    assert (found.share_before, found.share_after) == (Fraction(1, 2), Fraction(1, 5))
    assert found.verdict is WeeklyVerdict.LOWER


def test_weeks_that_vary_make_it_careful() -> None:
    calm = run([9, 11, 10, 9, 11, 10, 6, 8, 7, 6, 8, 7])
    wild = run([1, 19, 10, 2, 18, 10, 0, 14, 7, 1, 13, 7])
    assert calm.share_before == wild.share_before
    assert calm.share_after == wild.share_after
    assert calm.p_quasi_f < 0.05 < wild.p_quasi_f
    assert wild.verdict is WeeklyVerdict.CANNOT_TELL


def test_runs_of_like_weeks_soften_the_word() -> None:
    # Residuals in runs: the weeks of each phase rise and fall slowly.
    found = run([14, 14, 12, 11, 10, 10, 5, 5, 4, 3, 2, 2], total=20)
    assert found.lag1 is not None
    assert found.lag1 > 0.3
    assert found.verdict is WeeklyVerdict.LOOKS_LOWER
    jumping = run([14, 10, 14, 10, 14, 10, 5, 2, 5, 2, 5, 2], total=20)
    assert jumping.lag1 is not None
    assert jumping.lag1 < 0
    assert jumping.verdict is WeeklyVerdict.LOWER


def test_the_permutation_lists_every_choice_of_weeks() -> None:
    events = [9, 7, 8, 6, 9, 5, 4, 6, 3, 5, 2, 4]
    found = run(events)
    # Equal totals, so the difference of shares goes with the sum of the later six.
    sums = [sum(chosen) for chosen in combinations(events, 6)]
    lowest = sum(value <= sum(events[6:]) for value in sums)
    assert found.p_permutation == Fraction(2 * lowest, len(sums))


def test_drawn_permutations_depend_on_the_seed_alone_and_are_never_zero() -> None:
    many = weeks([10] * 10 + [3] * 10, [20] * 20, 10)
    first, again = (weekly_test(many, Random(4)).p_permutation for _ in range(2))
    assert first == again
    assert 0 < first < Fraction(1, 1000)


@pytest.mark.parametrize("events", [[0] * 12, [20] * 12, [5] * 12, [0] * 6 + [20] * 6])
def test_weeks_without_any_spread_give_numbers_that_are_numbers(events: list[int]) -> None:
    found = run(events)
    assert found.dispersion == 1
    assert 0 <= found.p_quasi_f <= 1
    assert found.lag1 is None
    assert (found.verdict is WeeklyVerdict.HIGHER) == (events[0] != events[-1])


@pytest.mark.parametrize(("before", "after"), [(5, 7), (7, 5), (0, 12)])
def test_fewer_than_six_weeks_a_side_are_refused(before: int, after: int) -> None:
    with pytest.raises(SurveyError, match=f"Too few weeks with any events: {before} before and {after} after"):
        run([3] * (before + after), before=before)


def test_weeks_without_events_do_not_count() -> None:
    listed = weeks([3] * 12, [9] * 12, 6)
    listed[2] = Week("2026-W02", 0, 0, False)
    with pytest.raises(SurveyError, match="5 before and 6 after"):
        weekly_test(listed, Random(1))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), min_size=12, max_size=16))
@settings(deadline=None, max_examples=25)
def test_the_p_value_is_the_tail_of_f(counts: list[tuple[int, int]]) -> None:
    listed = weeks([part for part, _ in counts], [part + rest + 1 for part, rest in counts], 6)
    found = weekly_test(listed, Random(1))
    assert 0 <= found.p_quasi_f <= 1
    assert 0 < found.p_permutation <= 1
    statistic = f.isf(found.p_quasi_f, 1, len(listed) - 2)
    assert f.sf(statistic, 1, len(listed) - 2) == pytest.approx(found.p_quasi_f, abs=1e-9)
