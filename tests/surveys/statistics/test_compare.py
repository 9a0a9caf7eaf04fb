from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.records import Family, Verdict
from surveys.schema import Survey
from surveys.statistics.compare import Entry, Sample, compare

Sheet = dict[str, int]
FillIn = Callable[..., Sheet]


def entries_of(
    survey: Survey,
    before: list[Sheet],
    after: list[Sheet],
    *,
    main: tuple[str, ...] = ("alerts",),
    threshold: int = 5,
) -> dict[str, Entry]:
    entries = compare(Sample(survey, before), Sample(survey, after), main_topics=main, threshold=threshold)
    return {entry.id: entry for entry in entries}


def test_eight_against_eight_finds_a_large_change_of_the_main_topic_and_nothing_else(
    survey: Survey, fill_in: FillIn
) -> None:
    before = [fill_in({"alerts": score}, otherwise=3) for score in (1, 1, 2, 2, 2, 2, 3, 3)]
    after = [fill_in({"alerts": score}, otherwise=3) for score in (3, 4, 4, 4, 4, 5, 5, 4)]
    entries = entries_of(survey, before, after)
    assert entries["alerts"].verdict is Verdict.IMPROVED
    assert entries["alerts"].family is Family.MAIN
    others = {entry.verdict for entry in entries.values() if not entry.id.startswith("alerts")}
    assert others == {Verdict.CANNOT_TELL}
    assert entries["alerts.needless"].verdict is Verdict.MOVED_UP


def test_the_numbers_of_a_worked_example(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": score}) for score in (1, 2, 3, 4)]
    after = [fill_in({"alerts": score}) for score in (3, 4, 5, 5)]
    entry = entries_of(survey, before, after, threshold=4)["alerts"]
    estimate = entry.estimate
    assert estimate is not None
    # Of the 16 pairings 3 wins 2 and ties 1, 4 wins 3 and ties 1, and each 5 wins 4.
    assert estimate.effects.theta == Fraction(2 + 3 + 4 + 4, 16) + Fraction(2, 32)
    assert estimate.effects.mean_shift == Fraction(17, 4) - Fraction(10, 4)
    assert (entry.before.favourable, entry.after.favourable) == (1, 3)
    # Midranks 1 2 3.5 5.5 | 3.5 5.5 7.5 7.5: rank sum 24 or more in 5 of the 70 ways to choose four of them.
    assert estimate.test.p_greater == Fraction(5, 70)
    assert estimate.test.p_value == Fraction(10, 70)
    assert estimate.p_smallest == Fraction(2, 70)
    assert estimate.test.exact


def test_the_main_topics_are_one_family_and_everything_else_another(survey: Survey, fill_in: FillIn) -> None:
    sheets = [fill_in() for _ in range(6)]
    entries = entries_of(survey, sheets, sheets, main=("alerts", "pay"))
    main = [entry.id for entry in entries.values() if entry.family is Family.MAIN]
    assert main == ["pay", "alerts"]
    assert {entry.evidence.tests for entry in entries.values() if entry.family is Family.MAIN} == {2}
    assert entries["trust"].evidence.tests == 6 + 24


def test_entries_below_the_threshold_are_not_tested_and_cost_the_others_nothing(
    survey: Survey, fill_in: FillIn
) -> None:
    before = [fill_in({"alerts": 2, "pay": 3 if at < 4 else 0}) for at in range(8)]
    after = [fill_in({"alerts": 4, "pay": 5}) for _ in range(8)]
    entries = entries_of(survey, before, after, main=("alerts", "pay"))
    assert entries["pay"].verdict is Verdict.TOO_FEW
    assert entries["pay"].estimate is None
    alone = entries_of(survey, before, after, main=("alerts",))["alerts"].estimate
    together = entries["alerts"].estimate
    assert together is not None
    assert alone is not None
    assert together.p_adjusted == alone.p_adjusted == Fraction(2, 12870)


@pytest.mark.parametrize(
    ("n", "main", "adjusted"),
    [(8, 1, Fraction(1, 6435)), (8, 2, Fraction(2, 6435)), (4, 1, Fraction(1, 35)), (4, 2, Fraction(2, 35))],
)
def test_the_smallest_adjusted_p_takes_the_whole_family_at_its_minimum(
    survey: Survey, fill_in: FillIn, n: int, main: int, adjusted: Fraction
) -> None:
    sheets = [fill_in() for _ in range(n)]
    entries = entries_of(survey, sheets, sheets, main=("alerts", "pay")[:main], threshold=4)
    estimate = entries["alerts"].estimate
    assert estimate is not None
    assert estimate.p_smallest_adjusted == adjusted
    expected = Verdict.TOO_FEW if adjusted > Fraction(1, 20) else Verdict.CANNOT_TELL
    assert entries["alerts"].verdict is expected


def test_equal_answers_everywhere_cannot_tell_and_say_why(survey: Survey, fill_in: FillIn) -> None:
    sheets = [fill_in(otherwise=4) for _ in range(6)]
    entry = entries_of(survey, sheets, sheets)["alerts"]
    assert entry.verdict is Verdict.CANNOT_TELL
    assert "the same" in entry.sentence
    assert entry.estimate is not None
    assert entry.estimate.p_adjusted == 1
    assert entry.estimate.effects.theta == Fraction(1, 2)


def test_a_changed_sentence_cannot_be_compared_and_neither_can_its_topic(survey: Survey, fill_in: FillIn) -> None:
    changed = survey.model_dump()
    changed["topics"][5]["items"][0]["text"] = "Another sentence."
    later = Survey.model_validate(changed)
    sheets = [fill_in() for _ in range(6)]
    entries = compare(Sample(survey, sheets), Sample(later, sheets), main_topics=["alerts"], threshold=5)
    found = {entry.id for entry in entries if entry.verdict is Verdict.NOT_COMPARABLE}
    assert found == {"alerts", "alerts.needless"}


def test_a_changed_scale_makes_nothing_comparable(survey: Survey, fill_in: FillIn) -> None:
    changed = survey.model_dump()
    changed["scale"]["points"] = 7
    later = Survey.model_validate(changed)
    sheets = [fill_in() for _ in range(6)]
    entries = compare(Sample(survey, sheets), Sample(later, sheets), main_topics=["alerts"], threshold=5)
    assert {entry.verdict for entry in entries} == {Verdict.NOT_COMPARABLE}


def test_an_item_that_is_new_cannot_be_compared(survey: Survey, fill_in: FillIn) -> None:
    shorter = survey.model_dump()
    shorter["topics"][5]["items"] = shorter["topics"][5]["items"][1:]
    sheets = [fill_in() for _ in range(6)]
    earlier = Sample(Survey.model_validate(shorter), sheets)
    entries = compare(earlier, Sample(survey, sheets), main_topics=["alerts"], threshold=5)
    found = {entry.id for entry in entries if entry.verdict is Verdict.NOT_COMPARABLE}
    assert found == {"alerts", "alerts.needless"}


@pytest.mark.parametrize(("n_before", "n_after"), [(0, 0), (0, 6), (1, 1), (6, 1)])
def test_without_a_threshold_one_answer_is_enough_and_none_is_not(
    survey: Survey, fill_in: FillIn, n_before: int, n_after: int
) -> None:
    before, after = [fill_in()] * n_before, [fill_in()] * n_after
    entry = entries_of(survey, before, after, threshold=0)["alerts"]
    assert (entry.estimate is None) == (min(n_before, n_after) == 0)
    assert entry.verdict is Verdict.TOO_FEW


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_every_entry_has_a_verdict_and_numbers_that_are_numbers(survey: Survey, data: st.DataObject) -> None:
    sheet = st.dictionaries(st.sampled_from(survey.item_ids()), st.integers(1, 5))
    before = data.draw(st.lists(sheet, max_size=7))
    after = data.draw(st.lists(sheet, max_size=7))
    for entry in entries_of(survey, before, after, threshold=4).values():
        assert entry.sentence
        if entry.estimate is None:
            assert min(entry.before.scores.n, entry.after.scores.n) < 4
            continue
        assert 0 < entry.estimate.test.p_value <= 1
        assert 0 < entry.estimate.p_adjusted <= 1
        effects = entry.estimate.effects
        assert effects.theta is not None
        assert effects.theta_ci is not None
        low, high = effects.theta_ci
        assert 0 <= low <= float(effects.theta) + 1e-9
        assert float(effects.theta) <= high + 1e-9
        assert high <= 1
