from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.statistics.exact import Continuous, mann_whitney, smallest_p, untied_exact
from surveys.statistics.multiplicity import Observed, holm, step_down_discrete
from surveys.statistics.scores import Scores

p_values = st.lists(st.fractions(0, 1), min_size=1, max_size=6)
side = st.lists(st.integers(1, 5), min_size=2, max_size=5)
families = st.lists(st.tuples(side, side), min_size=1, max_size=4)


def uniform(*values: str) -> list[Observed]:
    return [Observed(Fraction(value), Continuous()) for value in values]


def observed(family: list[tuple[list[int], list[int]]]) -> list[Observed]:
    results = [mann_whitney(Scores.of(before), Scores.of(after)) for before, after in family]
    return [Observed(result.p_value, result.null) for result in results]


def test_the_worked_example_of_three_large_sample_tests() -> None:
    # With F(x) = x: p .01, .02, .04 become 3 x .01, 2 x .02, .04.
    expected = (Fraction(3, 100), Fraction(4, 100), Fraction(4, 100))
    assert step_down_discrete(uniform("0.01", "0.02", "0.04")) == expected
    assert holm([Fraction(1, 100), Fraction(2, 100), Fraction(4, 100)]) == expected


def test_a_lopsided_distribution_does_not_make_it_a_one_sided_test() -> None:
    # One of five says 4, all others 5: only one of the two tails can be as small as a fifth.
    seen = mann_whitney(Scores.of([4]), Scores.of([5, 5, 5, 5]))
    assert seen.p_value == Fraction(2, 5)
    assert seen.null.cdf(seen.p_value) == Fraction(1, 5)
    assert step_down_discrete([Observed(seen.p_value, seen.null)]) == (Fraction(2, 5),)


def test_results_come_in_the_order_given() -> None:
    assert step_down_discrete(uniform("0.04", "0.01", "0.02")) == (
        Fraction(4, 100),
        Fraction(3, 100),
        Fraction(4, 100),
    )


def test_holm_agrees_with_p_adjust_of_r() -> None:
    # R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") gives 0.05 0.08 0.09 0.09 0.09.
    adjusted = holm([Fraction(at, 100) for at in range(1, 6)])
    assert adjusted == tuple(Fraction(at, 100) for at in (5, 8, 9, 9, 9))


@given(p_values)
def test_with_continuous_tests_it_is_holm(values: list[Fraction]) -> None:
    assert step_down_discrete([Observed(value, Continuous()) for value in values]) == holm(values)


@given(families)
@settings(deadline=None)
def test_it_lies_between_the_p_it_adjusts_and_holm(
    family: list[tuple[list[int], list[int]]],
) -> None:
    tests = observed(family)
    adjusted = step_down_discrete(tests)
    by_holm = holm([test.p_value for test in tests])
    for test, step_down, bound in zip(tests, adjusted, by_holm, strict=True):
        assert test.null.cdf(test.p_value) <= test.p_value <= step_down <= bound


@given(families)
@settings(deadline=None)
def test_a_smaller_p_never_gets_a_larger_adjusted_p(family: list[tuple[list[int], list[int]]]) -> None:
    tests = observed(family)
    ordered = sorted(zip(tests, step_down_discrete(tests), strict=True), key=lambda pair: pair[0].p_value)
    adjusted = [value for _, value in ordered]
    assert adjusted == sorted(adjusted)


def test_a_test_that_cannot_reach_the_p_of_another_costs_it_nothing() -> None:
    small, large = Observed(smallest_p(3, 3), untied_exact(3, 3)), Observed(smallest_p(8, 8), untied_exact(8, 8))
    assert step_down_discrete([small, large]) == (Fraction(1, 10), smallest_p(8, 8))


def test_equal_tests_at_their_minimum_add_up() -> None:
    at_minimum = Observed(smallest_p(4, 4), untied_exact(4, 4))
    assert step_down_discrete([at_minimum] * 2) == (Fraction(2, 35),) * 2


def test_one_test_alone_is_not_adjusted() -> None:
    assert step_down_discrete(uniform("0.04")) == (Fraction(4, 100),)
    assert step_down_discrete([]) == ()
    assert holm([]) == ()
