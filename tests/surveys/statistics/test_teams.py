from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from surveys.statistics.teams import TeamsVerdict, team_test, verdict

REFERENCE = Path(__file__).parents[2] / "data" / "r" / "teams.csv"
shifts = st.lists(st.fractions(-2, 2, max_denominator=20), min_size=6, max_size=9)


def cases() -> list[dict[str, str]]:
    with REFERENCE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases())
def test_it_is_the_t_test_of_r(case: dict[str, str]) -> None:
    found = team_test([Fraction(shift) for shift in case["shifts"].split()])
    assert found.p_t == pytest.approx(float(case["p"]), rel=1e-9)
    assert found.mean_shift_ci == pytest.approx((float(case["low"]), float(case["high"])), abs=1e-9)


@given(shifts)
def test_it_is_the_t_test_of_scipy_and_never_strange(values: list[Fraction]) -> None:
    found = team_test(values)
    assert found.sign_flip is not None
    assert 0 < found.sign_flip.p_value <= 1
    if len(set(values)) == 1:
        assert found.p_t is None
    else:
        expected = ttest_1samp([float(value) for value in values], 0)
        assert found.p_t == pytest.approx(expected.pvalue, rel=1e-6, abs=1e-12)


def test_the_sign_flip_stands_beside_it() -> None:
    found = team_test([Fraction(at, 10) for at in range(1, 9)])
    assert found.sign_flip is not None
    assert found.sign_flip.p_value == Fraction(2, 256)


def test_below_six_teams_there_is_only_a_mean() -> None:
    found = team_test([Fraction(1)] * 5)
    assert (found.mean_shift, found.p_t, found.mean_shift_ci, found.sign_flip) == (Fraction(1), None, None, None)
    assert verdict(found) is TeamsVerdict.TOO_FEW


def test_the_word_follows_the_t_test() -> None:
    up = team_test([Fraction(at, 10) for at in (3, 4, 5, 6, 2, 4)])
    down = team_test([-Fraction(at, 10) for at in (3, 4, 5, 6, 2, 4)])
    open_ = team_test([Fraction(at, 10) for at in (3, -4, 5, -6, 2, 1)])
    assert [verdict(found) for found in (up, down, open_)] == [
        TeamsVerdict.HIGHER,
        TeamsVerdict.LOWER,
        TeamsVerdict.CANNOT_TELL,
    ]


@pytest.mark.parametrize(
    ("margin", "word"),
    [("0.1", TeamsVerdict.BEYOND), ("0.4", TeamsVerdict.CANNOT_TELL), ("0.9", TeamsVerdict.WITHIN)],
)
def test_with_a_margin_the_interval_decides(margin: str, word: TeamsVerdict) -> None:
    # Mean .4, standard deviation .141, interval .25 to .55.
    found = team_test([Fraction(at, 10) for at in (3, 4, 5, 6, 2, 4)])
    assert verdict(found, margin=Fraction(margin)) is word
