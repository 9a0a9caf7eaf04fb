from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.records import Design, Verdict
from surveys.release import release_comparison
from surveys.schema import Survey
from surveys.statistics.compare import Entry, Estimate, Sample, compare, overall_design
from surveys.statistics.notes import Circumstances

Sheet = dict[str, int]
FillIn = Callable[..., Sheet]


def entries_of(
    survey: Survey,
    before: list[Sheet],
    after: list[Sheet],
    codes: tuple[list[str | None], list[str | None]],
    **more: int,
) -> dict[str, Entry]:
    earlier, later = Sample(survey, before, codes[0]), Sample(survey, after, codes[1])
    found = compare(earlier, later, main_topics=["alerts"], threshold=5, least_pairs=more.get("least_pairs", 6))
    return {entry.id: entry for entry in found}


def numbers_of(entry: Entry) -> Estimate:
    assert entry.estimate is not None
    return entry.estimate


def same(n: int) -> tuple[list[str | None], list[str | None]]:
    codes: list[str | None] = [f"code {at}" for at in range(n)]
    return codes, codes[::-1]


def test_people_with_the_same_code_are_tested_as_pairs(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": score}) for score in (1, 1, 2, 2, 3, 3, 2, 4)]
    after = [fill_in({"alerts": score}) for score in (2, 3, 3, 4, 4, 4, 3, 4)][::-1]
    entry = entries_of(survey, before, after, same(8))["alerts"]
    found = numbers_of(entry)
    assert entry.contrast.design is Design.PAIRED
    assert found.test.name == "sign_flip"
    # Seven of eight moved up, by 1 2 1 2 1 1 1: only the all-up choice of signs is as extreme, 1 of 2^7.
    assert found.test.p_greater == Fraction(1, 128)
    assert found.test.p_value == found.test.smallest == Fraction(2, 128)
    assert found.p_smallest == Fraction(2, 256)
    moves = found.effects.moves
    assert moves is not None
    assert (moves.up, moves.same, moves.down) == (7, 1, 0)
    assert moves.net_change == Fraction(7, 8)
    assert found.effects.mean_shift == Fraction(9, 8)
    assert (found.effects.theta, found.effects.theta_ci, found.effects.cliffs_delta) == (None, None, None)
    assert entry.verdict is Verdict.IMPROVED


def test_an_answer_without_a_partner_makes_that_entry_partly_paired(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": 2}) for _ in range(8)]
    after = [fill_in({"alerts": 4, "pay": 0 if at == 3 else 3}) for at in range(8)]
    entries = entries_of(survey, before, after, same(8))
    assert entries["alerts"].contrast.design is Design.PAIRED
    pay = entries["pay"]
    assert pay.contrast.design is Design.PARTLY_PAIRED
    assert (pay.contrast.paired, pay.before.scores.n, pay.after.scores.n) == (7, 8, 7)
    found = numbers_of(pay)
    assert found.test.name == "joint_permutation"
    assert found.effects.moves is None
    assert found.effects.mean_shift_ci is None
    assert found.effects.theta == Fraction(1, 2)
    assert overall_design(list(entries.values())) is Design.PARTLY_PAIRED


def test_some_matched_and_some_not_are_partly_paired(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": 1 + at % 3}) for at in range(8)]
    after = [fill_in({"alerts": 4}) for _ in range(9)]
    codes: tuple[list[str | None], list[str | None]] = (
        ["a", "b", "c", "d", "e", "f", None, "g"],
        [None, "f", "e", "d", "c", "b", "a", "z", None],
    )
    entry = entries_of(survey, before, after, codes)["alerts"]
    assert (entry.contrast.design, entry.contrast.paired) == (Design.PARTLY_PAIRED, 6)
    # 2 of 8 and 3 of 9 have no partner: 2^6 swaps times C(5, 2) relabellings.
    assert numbers_of(entry).p_smallest == Fraction(2, 64 * 10)
    assert numbers_of(entry).test.p_greater == Fraction(1, 64 * 10)
    assert entry.verdict is Verdict.IMPROVED


def test_fewer_than_six_pairs_are_not_used(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": 2})] * 7
    codes: tuple[list[str | None], list[str | None]] = (["a", "b", "c", "d", "e", None, None],) * 2
    assert entries_of(survey, before, before, codes)["alerts"].contrast.design is Design.UNPAIRED
    used = entries_of(survey, before, before, codes, least_pairs=1)["alerts"]
    assert used.contrast.design is Design.PARTLY_PAIRED


def test_the_same_code_twice_on_a_side_is_refused(survey: Survey, fill_in: FillIn) -> None:
    sheets = [fill_in()] * 6
    with pytest.raises(SurveyError, match="same code"):
        entries_of(survey, sheets, sheets, (["a", "a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e", "f"]))


def test_everybody_unchanged_cannot_tell_and_says_why(survey: Survey, fill_in: FillIn) -> None:
    sheets = [fill_in({"alerts": 1 + at % 5}) for at in range(8)]
    codes: list[str | None] = [f"code {at}" for at in range(8)]
    entry = entries_of(survey, sheets, sheets, (codes, codes))["alerts"]
    assert entry.verdict is Verdict.CANNOT_TELL
    assert entry.sentence == "Can't tell: everybody gave the same answer as before."
    released = release_comparison(survey.id, [entry], k=5, answered_before=8, answered_after=8)
    assert "everybody" not in released.topics[0].sentence


def test_five_pairs_are_too_few_and_six_are_not(survey: Survey, fill_in: FillIn) -> None:
    for n, verdict in ((5, Verdict.TOO_FEW), (6, Verdict.IMPROVED)):
        before, after = [fill_in({"alerts": 1})] * n, [fill_in({"alerts": 5})] * n
        assert entries_of(survey, before, after, same(n), least_pairs=1)["alerts"].verdict is verdict


@pytest.mark.parametrize(
    ("n", "main", "adjusted"),
    [
        (8, 1, 0.0078125),
        (8, 2, 0.015625),
        (8, 4, 0.03125),
        (6, 1, 0.03125),
        (6, 2, 0.0625),
        (6, 4, 0.125),
    ],
)
def test_the_smallest_adjusted_p_of_pairs_is_that_of_the_specification(
    survey: Survey, fill_in: FillIn, n: int, main: int, adjusted: float
) -> None:
    # STATISTICS § 2: 8 pairs .0078, .0156, .031 with one, two, four main topics; 6 pairs .031, .0625, .125.
    topics = ["alerts", "pay", "heard", "trust"][:main]
    codes, _ = same(n)
    sample = Sample(survey, [fill_in()] * n, codes)
    entry = next(e for e in compare(sample, sample, main_topics=topics, threshold=5) if e.id == "alerts")
    assert float(numbers_of(entry).p_smallest_adjusted) == adjusted
    assert (entry.verdict is Verdict.TOO_FEW) is (adjusted > 0.05)


def test_a_released_comparison_of_pairs_withholds_all_that_only_pairs_tell(survey: Survey, fill_in: FillIn) -> None:
    before = [fill_in({"alerts": score}) for score in (1, 1, 2, 2, 3, 3, 2, 4)]
    after = [fill_in({"alerts": score}) for score in (2, 3, 3, 4, 4, 4, 3, 4)]
    entries = entries_of(survey, before, after, (same(8)[0], same(8)[0]))
    released = release_comparison(survey.id, list(entries.values()), k=5, answered_before=8, answered_after=8)
    change = released.entry("alerts")
    assert released.design == "paired"
    assert (change.theta, change.cliffs_delta, change.theta_ci) == (None, None, None)
    # The t interval of the eight shifts with +1 and -1 is 0.26 to 1.54 points.
    assert change.mean_shift_ci == (0.5, 1.5)
    assert change.p_band == "<=.05"
    assert change.p_smallest == 2 / 256


def test_of_a_changed_team_only_words_are_released(survey: Survey, fill_in: FillIn) -> None:
    before, after = [fill_in({"alerts": 1})] * 8, [fill_in({"alerts": 5})] * 8
    entries = compare(Sample(survey, before), Sample(survey, after), main_topics=["alerts"], threshold=5)
    known = Circumstances(team_changed=True)
    released = release_comparison(survey.id, entries, k=5, answered_before=8, answered_after=8, known=known)
    change = released.entry("alerts")
    assert (change.verdict, change.sentence) == (Verdict.IMPROVED, "Team changed: better.")
    assert (change.theta, change.theta_ci, change.mean_shift_ci, change.p_band, change.p_smallest) == (None,) * 5
    assert change.before.favourable is None
    assert change.after.mean is None
    assert "team changed" in released.notes[0]


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_every_design_gives_every_entry_a_verdict(survey: Survey, data: st.DataObject) -> None:
    sheet = st.dictionaries(st.sampled_from(survey.item_ids()), st.integers(1, 5))
    sides: list[Sample] = []
    for _ in range(2):
        sheets = data.draw(st.lists(sheet, min_size=4, max_size=7))
        codes = data.draw(st.permutations([*range(len(sheets))]))
        some = [code if data.draw(st.booleans()) else None for code in codes]
        sides.append(Sample(survey, sheets, some))
    for entry in compare(sides[0], sides[1], main_topics=["alerts"], threshold=4, least_pairs=1):
        assert entry.sentence
        if entry.estimate is None:
            continue
        assert 0 < entry.estimate.test.p_value <= 1
        assert entry.estimate.p_adjusted <= entry.estimate.p_holm
        assert entry.estimate.test.smallest is not None
        if entry.contrast.design is not Design.PAIRED:
            assert entry.estimate.p_smallest <= entry.estimate.test.p_value
        interval = entry.estimate.effects.deciding_ci
        assert interval is not None
        assert interval[0] <= float(entry.estimate.effects.deciding) + 1e-9
        assert float(entry.estimate.effects.deciding) <= interval[1] + 1e-9
