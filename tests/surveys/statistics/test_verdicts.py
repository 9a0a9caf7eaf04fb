from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from surveys.records import Design, Family, Verdict
from surveys.statistics.notes import Circumstances, notes_for
from surveys.statistics.verdicts import RULES, Evidence, judge

HIGH, LOW = Fraction(8, 10), Fraction(-8, 10)
ABOVE, BELOW, AROUND = (0.2, 0.9), (-0.9, -0.2), (-0.4, 0.6)

main = Evidence(
    family=Family.MAIN,
    comparable=True,
    n_before=8,
    n_after=8,
    threshold=5,
    tests=1,
    effect=HIGH,
    effect_ci=AROUND,
    p_adjusted=Fraction(1, 2),
    p_smallest_adjusted=Fraction(1, 5000),
)
other = replace(main, family=Family.EXPLORATORY)
FOUND = Fraction(1, 20)


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (replace(main, comparable=False, n_after=2), Verdict.NOT_COMPARABLE),
        (replace(main, n_after=4, p_adjusted=None), Verdict.TOO_FEW),
        (replace(main, p_smallest_adjusted=Fraction(51, 1000), p_adjusted=FOUND), Verdict.TOO_FEW),
        (replace(main, p_adjusted=FOUND), Verdict.IMPROVED),
        (replace(main, p_adjusted=FOUND, effect=LOW), Verdict.WORSE),
        (replace(main, p_adjusted=FOUND + Fraction(1, 10**9), effect_ci=ABOVE), Verdict.LIKELY_IMPROVED),
        (replace(main, effect=LOW, effect_ci=BELOW), Verdict.LIKELY_WORSE),
        (main, Verdict.CANNOT_TELL),
        (replace(main, effect=Fraction(0), p_adjusted=FOUND), Verdict.CANNOT_TELL),
        (replace(main, all_equal=True), Verdict.CANNOT_TELL),
        (replace(other, comparable=False), Verdict.NOT_COMPARABLE),
        (replace(other, n_before=4), Verdict.TOO_FEW),
        (replace(other, p_smallest_adjusted=Fraction(1, 2)), Verdict.CANNOT_TELL),
        (replace(other, p_adjusted=FOUND), Verdict.MOVED_UP),
        (replace(other, p_adjusted=FOUND, effect=LOW), Verdict.MOVED_DOWN),
        (replace(other, effect_ci=ABOVE), Verdict.CANNOT_TELL),
    ],
)
def test_the_first_rule_that_holds_decides(seen: Evidence, verdict: Verdict) -> None:
    assert judge(seen).verdict is verdict


def test_the_rules_stand_in_the_order_of_the_specification() -> None:
    order = [rule.verdict for rule in RULES if Family.MAIN in rule.families]
    assert list(dict.fromkeys(order)) == [
        Verdict.NOT_COMPARABLE,
        Verdict.TOO_FEW,
        Verdict.IMPROVED,
        Verdict.WORSE,
        Verdict.LIKELY_IMPROVED,
        Verdict.LIKELY_WORSE,
        Verdict.NO_WORSE,
        Verdict.CANNOT_TELL,
    ]


def test_words_that_decide_are_for_main_topics_alone() -> None:
    deciding = {
        Verdict.IMPROVED,
        Verdict.WORSE,
        Verdict.LIKELY_IMPROVED,
        Verdict.LIKELY_WORSE,
        Verdict.NO_WORSE,
    }
    allowed = {rule.verdict for rule in RULES if Family.EXPLORATORY in rule.families}
    assert not deciding & allowed


def test_below_the_threshold_only_the_threshold_is_named() -> None:
    assert judge(replace(main, n_after=3)).sentence == "fewer than 5 answered"


def test_cannot_tell_says_what_could_have_been_found() -> None:
    # 8 v 8 without ties rejects at 5 % from U = 51 of 64 on (tables of the Mann-Whitney test: critical U 13).
    assert "beats an earlier one 80 times in 100" in judge(main).sentence
    assert "8 answers before and 8 after" in judge(main).sentence
    assert "not “no change”" in judge(main).sentence


def test_more_main_topics_need_a_larger_shift() -> None:
    # At 2.5 % the critical U of 8 v 8 is 10: 54 of 64.
    assert "beats an earlier one 85 times in 100" in judge(replace(main, tests=2)).sentence


def test_equal_answers_are_the_reason_only_where_it_may_be_said() -> None:
    seen = replace(main, all_equal=True)
    assert judge(seen).sentence == "Can't tell: all answers were the same, before and after."
    assert judge(seen.without_reason()) == judge(main)


def test_no_sentence_claims_significance_proof_or_a_cause() -> None:
    notes = notes_for(Design, Circumstances())
    everything = " ".join([rule.sentence for rule in RULES] + list(notes)).lower()
    assert not [word for word in ("signific", "prove", "because of the pilot", "caused") if word in everything]


paired = replace(
    main, design=Design.PAIRED, effect=Fraction(1, 4), effect_ci=(-0.3, 0.8), p_smallest_adjusted=Fraction(1, 128)
)


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (replace(paired, no_worse_bound=-0.49), Verdict.NO_WORSE),
        (replace(paired, no_worse_bound=-0.5), Verdict.CANNOT_TELL),
        (replace(paired, no_worse_bound=None), Verdict.CANNOT_TELL),
        (replace(paired, no_worse_bound=-0.4, effect_ci=(0.1, 0.9)), Verdict.LIKELY_IMPROVED),
        (replace(paired, no_worse_bound=-0.4, p_adjusted=FOUND), Verdict.IMPROVED),
        (replace(paired, no_worse_bound=-0.4, family=Family.EXPLORATORY), Verdict.CANNOT_TELL),
        (replace(paired, nobody_moved=True), Verdict.CANNOT_TELL),
        (replace(paired, first_team_left=True, p_adjusted=FOUND), Verdict.NOT_COMPARABLE),
    ],
)
def test_pairs_can_also_show_that_it_is_no_worse(seen: Evidence, verdict: Verdict) -> None:
    assert judge(seen).verdict is verdict


def test_cannot_tell_of_pairs_names_the_people_who_would_have_had_to_move() -> None:
    assert "only where 8 of them move one way" in judge(paired).sentence
    assert "with 8 people" in judge(paired).sentence


def test_a_team_that_nobody_is_left_of_is_the_reason() -> None:
    assert "nobody of the first team" in judge(replace(main, first_team_left=True)).sentence


def test_nobody_moved_is_the_reason_only_where_it_may_be_said() -> None:
    seen = replace(paired, nobody_moved=True)
    assert judge(seen).sentence == "Can't tell: everybody gave the same answer as before."
    assert judge(seen.without_reason()) == judge(paired)


def test_without_a_threshold_the_numbers_are_named() -> None:
    seen = replace(main, threshold=1, n_before=0, p_adjusted=None)
    assert judge(seen).sentence == "Too few answers: 0 before and 8 after."
