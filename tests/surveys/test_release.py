from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.records import Comparison, Released, ReleasedResults, Verdict
from surveys.release import from_json, release_comparison, release_results, to_json
from surveys.schema import Survey
from surveys.statistics.compare import Sample, compare
from surveys.statistics.scores import Measure, Scores, measure

Sheet = dict[str, int]
FillIn = Callable[..., Sheet]


def released(scores: list[int], *, k: int = 5, points: int = 5) -> Released:
    item = Measure("pay.makes-up", False, points, Fraction(points - 1), Scores.of(scores))
    return release_results("s", [item], k=k, answered=len(scores)).items[0]


def compared(survey: Survey, before: list[Sheet], after: list[Sheet], *, k: int = 5) -> Comparison:
    entries = compare(Sample(survey, before), Sample(survey, after), main_topics=["alerts"], threshold=k)
    return release_comparison(survey.id, entries, k=k, answered_before=len(before), answered_after=len(after))


@pytest.mark.parametrize("k", [4, 5, 8])
def test_below_the_threshold_only_one_sentence_leaves(k: int) -> None:
    entry = released([3] * (k - 1), k=k)
    assert entry == Released("pay.makes-up", sentence=f"fewer than {k} answered")
    assert released([3] * k, k=k).answered == k


@pytest.mark.parametrize(
    ("favourable", "text", "rest"),
    [(0, "0-1", "7-8"), (1, "0-1", "7-8"), (2, "2", "6"), (6, "6", "2"), (7, "7-8", "0-1"), (8, "7-8", "0-1")],
)
def test_below_twelve_a_count_is_banded_at_both_ends(favourable: int, text: str, rest: str) -> None:
    entry = released([4] * favourable + [2] * (8 - favourable))
    assert entry.favourable == text
    assert [(part.name, part.text) for part in entry.segments or ()] == [("favourable", text), ("rest", rest)]


def test_from_twelve_up_a_share_with_the_same_ends_and_three_parts() -> None:
    entry = released([4] * 7 + [3] * 2 + [1] * 3)
    assert entry.favourable == "58 %"
    assert [(part.name, part.text) for part in entry.segments or ()] == [
        ("favourable", "58 %"),
        ("middle", "17 %"),
        ("unfavourable", "25 %"),
    ]
    assert released([5] * 12).favourable == released([5] * 11 + [1]).favourable == "11-12"
    assert released([1] * 12).favourable == "0-1"


def test_a_banded_end_leaves_the_middle_open() -> None:
    parts = {part.name: part.text for part in released([3] * 9 + [1] * 3).segments or ()}
    assert parts == {"favourable": "0-1", "middle": "67-75 %", "unfavourable": "25 %"}
    parts = {part.name: part.text for part in released([3] * 12).segments or ()}
    assert parts == {"favourable": "0-1", "middle": "≥ 83 %", "unfavourable": "0-1"}
    assert released([3] * 12).segments == released([3] * 10 + [1, 5]).segments


@pytest.mark.parametrize(
    ("scores", "mean", "text"),
    [
        ([1] * 5, 1.5, "≤ 1.5"),
        ([2] * 5 + [1] * 3, 1.5, "≤ 1.5"),
        ([5] * 8, 4.5, "≥ 4.5"),
        ([3] * 8, 3.0, "3.0"),
        ([2, 2, 2, 3, 2, 2, 2, 3], 2.0, "2.0"),
        ([2, 2, 2, 3, 2, 2, 3, 3], 2.5, "2.5"),
        ([4, 4, 4, 3, 4, 4, 4, 3], 4.0, "4.0"),
        ([2] * 8 + [3] * 4, 2.3, "2.3"),
        ([1] * 12, 1.5, "≤ 1.5"),
    ],
)
def test_a_mean_is_rounded_and_clamped(scores: list[int], mean: float, text: str) -> None:
    entry = released(scores)
    assert (entry.mean, entry.mean_text) == (mean, text)


@given(st.lists(st.integers(1, 5), min_size=5, max_size=40))
def test_no_number_is_ever_nobody_or_everybody(scores: list[int]) -> None:
    entry = released(scores)
    n = len(scores)
    for part in entry.segments or ():
        assert part.text not in ("0", str(n), "0 %", "100 %")
        assert part.low < 1
        assert part.high > 0
        assert part.high - part.low > 0 or 0 < part.low < 1
    assert entry.favourable == (entry.segments or ())[0].text
    assert 1.5 <= (entry.mean or 0) <= 4.5


@given(st.lists(st.integers(1, 5), min_size=5, max_size=40))
def test_parts_of_a_bar_can_make_up_the_whole(scores: list[int]) -> None:
    parts = released(scores).segments or ()
    assert sum(part.low for part in parts) <= 1.02
    assert sum(part.high for part in parts) >= 0.98


@given(st.lists(st.integers(1, 5), min_size=5, max_size=11), st.randoms(use_true_random=False))
def test_the_order_of_answers_makes_no_difference(scores: list[int], random: object) -> None:
    assert released(scores) == released(sorted(scores))


@given(st.integers(5, 11), st.integers(1, 5))
def test_an_unanimous_item_looks_like_one_with_a_dissenter(n: int, score: int) -> None:
    dissenter = score + 1 if score < 5 else score - 1
    unanimous, split = released([score] * n), released([score] * (n - 1) + [dissenter])
    assert unanimous.favourable == split.favourable
    assert unanimous.segments == split.segments
    assert unanimous.mean == split.mean


def test_a_comparison_below_the_threshold_on_one_side_gives_out_nothing(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"pay": 3 if at < 4 else 0}) for at in range(8)]
    after = [fill_in() for _ in range(8)]
    change = compared(survey, before, after).entry("pay.can-say-no")
    assert change.verdict is Verdict.TOO_FEW
    assert change.sentence == "fewer than 5 answered"
    for side in (change.before, change.after):
        assert (side.answered, side.mean, side.favourable, side.segments) == (None, None, None, None)
    assert (change.theta, change.theta_ci, change.p_band, change.p_smallest) == (None, None, None, None)
    assert compared(survey, before, after).entry("trust").before.answered == 8


def test_complete_separation_is_clamped(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": 1})] * 8
    after = [fill_in({"alerts": 5})] * 8
    change = compared(survey, before, after).entry("alerts")
    assert change.theta == 0.95
    assert change.cliffs_delta == pytest.approx(0.9)
    assert change.theta_ci is not None
    assert change.theta_ci[1] == 0.95
    assert change.p_band == "<=.01"
    assert change.p_smallest == pytest.approx(2 / 12870)
    assert change.verdict is Verdict.IMPROVED


def test_equal_answers_everywhere_are_not_given_as_the_reason(survey: Survey, fill_in: FillIn) -> None:
    unanimous = compared(survey, [fill_in()] * 8, [fill_in()] * 8).entry("alerts")
    assert unanimous.verdict is Verdict.CANNOT_TELL
    assert "same" not in unanimous.sentence
    assert unanimous.p_band == ">.05"


def test_both_sides_are_rounded_by_the_smaller_one(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": 2 if at < 5 else 4}) for at in range(12)]
    after = [fill_in({"alerts": 4 if at < 5 else 3}) for at in range(11)]
    change = compared(survey, before, after).entry("alerts")
    assert len(change.before.segments or ()) == len(change.after.segments or ()) == 2
    assert (change.before.favourable, change.before.mean) == ("7", 3.0)


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_what_leaves_a_comparison_is_rounded_and_clamped(survey: Survey, fill_in: FillIn, data: st.DataObject) -> None:
    scores = st.lists(st.integers(1, 5), min_size=5, max_size=13)
    before = [fill_in({"alerts": score}) for score in data.draw(scores)]
    after = [fill_in({"alerts": score}) for score in data.draw(scores)]
    change = compared(survey, before, after).entry("alerts")
    assert change.theta is not None
    assert change.theta_ci is not None
    low, high = change.theta_ci
    assert 0.05 <= low <= change.theta <= high <= 0.95
    assert change.theta * 20 == pytest.approx(round(change.theta * 20))
    assert change.cliffs_delta == pytest.approx(2 * change.theta - 1)
    assert change.p_band in ("<=.01", "<=.05", ">.05")


def test_released_records_survive_json_and_hold_nothing_else(survey: Survey, fill_in: FillIn) -> None:
    sheets = [fill_in({"pay": at % 5 + 1, "heard": 0}) for at in range(9)]
    results = release_results(survey.id, measure(survey, sheets), k=5, answered=9)
    comparison = compared(survey, sheets, sheets)
    assert from_json(to_json(results), ReleasedResults) == results
    assert from_json(to_json(comparison), Comparison) == comparison
    allowed = {"id", "answered", "favourable", "segments", "mean", "mean_text", "sentence"}
    assert all(set(entry) == allowed for entry in json.loads(to_json(results))["items"])
    assert set(json.loads(to_json(comparison))["topics"][0]) == {
        "id",
        "family",
        "verdict",
        "sentence",
        "before",
        "after",
        "theta",
        "cliffs_delta",
        "theta_ci",
        "mean_shift_ci",
        "p_band",
        "p_smallest",
    }


@pytest.mark.parametrize("text", ["", "{}", "[1, 2", '{"survey_id": 3}'])
def test_unreadable_stored_results_are_one_sentence(text: str) -> None:
    with pytest.raises(SurveyError, match="could not be read"):
        from_json(text, ReleasedResults)


def test_the_entry_of_an_unknown_id_is_a_key_error(survey: Survey) -> None:
    results = release_results(survey.id, measure(survey, []), k=5, answered=0)
    with pytest.raises(KeyError):
        results.entry("nowhere")
