"""Choosing the team, phases, baseline, and exit criteria with the rule that decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.worksheets.pilot_plan.baseline import Change, baseline_gaps, measured
from playbook.worksheets.pilot_plan.exits import agreement_gaps, evaluate, evaluation_gaps, fingerprint
from playbook.worksheets.pilot_plan.records import (
    Charter,
    Comparison,
    CountsFor,
    Decision,
    Direction,
    ExitCriterion,
    Measure,
    PlanPhase,
    Score,
    Verdict,
)
from playbook.worksheets.pilot_plan.team_choice import candidates
from playbook.worksheets.pilot_plan.timeline import planned_phases, timeline
from ybiyri_tui import content

START = content.plan_content()
RULES, TEAM_CRITERIA = START.file.exit_rules, START.file.team_criteria
MONDAY = date(2027, 1, 11)


def test_a_veto_outweighs_any_sum() -> None:
    strong = [Score("Strong", c.id, 0 if c.id == "traffic" else 2) for c in TEAM_CRITERIA]
    plain = [Score("Plain", c.id, 1) for c in TEAM_CRITERIA]
    first, second = candidates([*strong, *plain], TEAM_CRITERIA)
    assert first.team == "Plain"
    assert first.can_be_pilot
    assert [veto.id for veto in second.vetoes] == ["traffic"]
    assert second.total > first.total


def test_a_team_that_was_not_scored_on_everything_cannot_be_the_pilot_yet() -> None:
    (found,) = candidates([Score("New", TEAM_CRITERIA[0].id, 2)], TEAM_CRITERIA)
    assert not found.can_be_pilot
    assert len(found.missing) == len(TEAM_CRITERIA) - 1


def test_a_service_without_night_cover_has_no_phase_with_nights() -> None:
    with_nights = planned_phases(START.file, MONDAY, Decimal("99.0"))
    without = planned_phases(START.file, MONDAY, Decimal(95))
    assert any(phase.nights for phase in with_nights)
    assert not any(phase.nights for phase in without)


def test_phases_follow_each_other_without_a_gap_for_twelve_weeks_and_a_review() -> None:
    phases = planned_phases(START.file, MONDAY, None)
    for before, after in pairwise(phases):
        assert before.ends_on is not None
        assert after.starts_on == before.ends_on + timedelta(days=1)
    assert phases[-1].ends_on == MONDAY + timedelta(weeks=13, days=-1)


_days = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@given(st.lists(st.tuples(_days, st.integers(0, 200)), min_size=1, max_size=6), _days, st.integers(1, 80))
def test_every_phase_has_a_cell_within_the_line(spans: list[tuple[date, int]], today: date, width: int) -> None:
    found = timeline([PlanPhase("p", day, day + timedelta(days=more)) for day, more in spans], today, width)
    assert found is not None
    assert all(0 <= bar.begin < bar.end <= width for bar in found.bars)
    assert found.today is None or 0 <= found.today < width


def _measure(measure_id: str, before: int | None, now: int | None, better: Direction = Direction.DOWN) -> Measure:
    return Measure(
        measure_id,
        measure_id,
        "min",
        better,
        None if before is None else Decimal(before),
        None if now is None else Decimal(now),
        Decimal(10),
        MONDAY,
        MONDAY + timedelta(days=13),
        counts="all of them",
    )


def test_better_depends_on_the_direction() -> None:
    down, up = measured([_measure("a", 20, 5), _measure("b", 20, 5, Direction.UP)])
    assert (down.change, down.at_target) == (Change.BETTER, True)
    assert (up.change, up.at_target) == (Change.WORSE, False)
    assert measured([_measure("a", 20, None)])[0].change is None


def test_a_baseline_needs_two_weeks_and_what_is_counted() -> None:
    complete = _measure("a", 1, None)
    assert baseline_gaps([complete], ["a"]) == ()
    assert baseline_gaps([replace(complete, to_on=MONDAY + timedelta(days=12))], ["a"]) == (
        "a: not measured over two weeks",
    )
    assert baseline_gaps([replace(complete, counts="")], ["a"]) == ("a: what it counts is not said",)
    assert baseline_gaps([], ["a"]) == ("a: no value before",)


def _criterion(name: str, verdict: Verdict | None, cause: str = "", stop: bool = False) -> ExitCriterion:
    counts_for = CountsFor.STOP if stop else CountsFor.SCALE
    return ExitCriterion(name, counts_for, verdict=verdict, cause=cause, by_on=MONDAY)


@pytest.mark.parametrize(
    ("criteria", "decision", "rule"),
    [
        ([("a", Verdict.MET, "", False), ("s", Verdict.NOT_MET, "", True)], Decision.SCALE, "all-met"),
        ([("a", Verdict.MET, "", False), ("s", Verdict.MET, "", True)], Decision.STOP, "a-reason-to-stop"),
        ([("a", Verdict.NOT_MET, "slow pipeline", False)], Decision.EXTEND, "one-open-cause-known"),
        ([("a", Verdict.NOT_MET, "", False)], Decision.STOP, "otherwise"),
        (
            [("a", Verdict.NOT_MET, "known", False), ("b", Verdict.NOT_MET, "known", False)],
            Decision.STOP,
            "otherwise",
        ),
        ([("a", None, "", False), ("b", Verdict.MET, "", False)], None, "not-all-looked-at"),
    ],
)
def test_the_first_rule_that_applies_decides(
    criteria: list[tuple[str, Verdict | None, str, bool]], decision: Decision | None, rule: str
) -> None:
    found = evaluate([_criterion(*parts) for parts in criteria], (), RULES)
    assert found.decision is decision
    assert found.rule is not None
    assert found.rule.id == rule


def test_a_criterion_with_a_measure_is_judged_by_its_value_now() -> None:
    criterion = ExitCriterion("quick", CountsFor.SCALE, "a", Comparison.AT_MOST, Decimal(10), verdict=Verdict.NOT_MET)
    found = evaluate([criterion], [_measure("a", 60, 10)], RULES)
    assert (found.judged[0].verdict, found.judged[0].value) == (Verdict.MET, "10 min")
    assert evaluate([criterion], [_measure("a", 60, None)], RULES).judged[0].verdict is None


def test_a_criterion_without_a_value_is_held_against_the_value_before() -> None:
    criterion = ExitCriterion("not risen", CountsFor.SCALE, "a", Comparison.AT_MOST)
    assert evaluate([criterion], [_measure("a", 60, 60)], RULES).judged[0].verdict is Verdict.MET
    assert evaluate([criterion], [_measure("a", 60, 61)], RULES).judged[0].verdict is Verdict.NOT_MET
    assert evaluate([criterion], [_measure("a", None, 61)], RULES).judged[0].verdict is None


def test_criteria_changed_after_they_were_agreed_are_not_agreed_any_more() -> None:
    criteria = [_criterion("a", None), _criterion("s", None, stop=True)]
    charter = Charter(
        exit_team_on=MONDAY, exit_sponsor_on=MONDAY, exit_operations_on=MONDAY, exit_agreed=fingerprint(criteria)
    )
    assert agreement_gaps(charter, criteria) == ()
    judged = [replace(criterion, verdict=Verdict.MET, value="yes", cause="c") for criterion in criteria]
    assert agreement_gaps(charter, judged) == ()
    changed = [replace(criteria[0], threshold=Decimal(1)), criteria[1]]
    assert agreement_gaps(charter, changed) == ("the criteria were changed since they were agreed",)
    late = replace(charter, review_on=MONDAY - timedelta(days=1))
    assert "the team agreed only after the review" in agreement_gaps(late, criteria)


def test_an_evaluation_is_complete_with_verdicts_the_teams_word_and_a_decision_that_was_told() -> None:
    evaluation = evaluate([_criterion("a", Verdict.MET)], (), RULES)
    charter = Charter(team_goes_on=True, decision=Decision.SCALE, decided_on=MONDAY, reasons="all met", told_on=MONDAY)
    assert evaluation_gaps(charter, evaluation) == ()
    assert evaluation_gaps(replace(charter, told_on=None, team_goes_on=None), evaluation) == (
        "the team has not said whether it wants to go on",
        "the decision was not told to everyone involved",
    )
