"""What worksheets on time propose, confirmed by the coach, is recorded with its result as proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from playbook.records import Pilot, State, WorkItem
from playbook.store import work_items as store
from playbook.tickets.columns import columns_of
from playbook.worksheets.chaos_day.records import Experiment, Improvement, Person, Role
from playbook.worksheets.chaos_day.sheets import EXPERIMENTS, IMPROVEMENTS, PEOPLE
from playbook.worksheets.incident_flow.sheets import FACTS
from playbook.worksheets.pilot_plan.records import Decision, Measure, PilotExperiment, Verdict
from playbook.worksheets.pilot_plan.sheets import CHARTER, CRITERIA, MEASURES
from playbook.worksheets.pilot_plan.sheets import EXPERIMENTS as PLAN_EXPERIMENTS
from playbook.worksheets.specialists.roads import Road
from playbook.worksheets.specialists.sheets import ROADS, TASKS
from playbook.worksheets.specialists.tasks import Task, Value
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.history.changes import undo
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.room.promising import list_promises
from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day, chaos_page, plan_day, remove_day
from ybiyri_tui.usecases.worksheets.chaos.findings import promise_improvements
from ybiyri_tui.usecases.worksheets.incident_flow.page import flow_page, use_template
from ybiyri_tui.usecases.worksheets.plan.changing import agree_exit, begin_plan, decide, score_team
from ybiyri_tui.usecases.worksheets.plan.filling import fill_unplanned
from ybiyri_tui.usecases.worksheets.plan.page import plan_page
from ybiyri_tui.usecases.worksheets.proposing import confirm, proposals
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_cell, replace_records, sheet_view
from ybiyri_tui.usecases.worksheets.single import change_single, set_field, single_record


def _proposed(context: Context, pilot: Pilot, worksheet: str) -> dict[str, State]:
    lines = proposals(context, pilot.id, worksheet)
    return {line.proposal.target_id: line.proposal.state for line in lines}


def _met(context: Context, pilot: Pilot) -> set[str]:
    found = overview(context, pilot.id).must_haves
    return {status.must_have.id for status in found if status.mark.met_on}


def test_empty_worksheets_propose_nothing(context: Context, pilot: Pilot) -> None:
    for worksheet in ("flow", "chaos", "specialists", "roads", "plan"):
        assert _proposed(context, pilot, worksheet) == {}


def test_a_flow_is_proof_once_it_is_automatic_and_tested(context: Context, pilot: Pilot) -> None:
    use_template(context, pilot.id, "today", "self-service")
    assert _proposed(context, pilot, "flow") == {"incident-management.workflow-mapped": State.PARTLY}
    day = context.today.isoformat()
    for field, text in (("tested_on", day), ("test_took", "40 s"), ("incident_manager", "Jo")):
        set_field(context, pilot.id, FACTS, field, text)
    found = _proposed(context, pilot, "flow")
    assert found["incident-management.workflow-mapped"] is State.YES
    assert found["incident-managers-in"] is State.PARTLY
    set_field(context, pilot.id, FACTS, "manager_agreed_on", day)
    set_field(context, pilot.id, FACTS, "manager_reached_on", day)
    confirm(context, pilot.id, "flow:incident-managers-in")
    assert _met(context, pilot) == {"incident-managers-in"}


def test_a_template_that_took_the_place_of_a_flow_can_be_taken_back(context: Context, pilot: Pilot) -> None:
    use_template(context, pilot.id, "today", "ops-run-it")
    use_template(context, pilot.id, "today", "self-service")
    undo(context, pilot.id)
    assert len(flow_page(context, pilot.id).flow.today) == 11


def test_tasks_and_roads_are_proof_by_the_most_frequent_and_the_best(context: Context, pilot: Pilot) -> None:
    task = Task("a user", "DBA", Decimal(9), 3600, 60, Value.HIGH, True)
    row = add_row(context, pilot.id, TASKS, task)
    add_row(context, pilot.id, ROADS, Road("a service", wait_before=3600, wait_after=60, teams=2))
    assert _proposed(context, pilot, "specialists") == {"specialists.tasks-automated": State.NO}
    row = change_cell(context, pilot.id, TASKS, row, "done_on", context.today.isoformat())
    assert _proposed(context, pilot, "specialists") == {"specialists.tasks-automated": State.PARTLY}
    change_cell(context, pilot.id, TASKS, row, "wait_after", "0.1")
    assert _proposed(context, pilot, "specialists") == {"specialists.tasks-automated": State.YES}
    assert _proposed(context, pilot, "roads") == {"firefighters.paved-roads": State.YES}


def test_improvements_with_an_owner_become_promises_once(context: Context, pilot: Pilot) -> None:
    day = plan_day(context, pilot.id, "First").day
    assert day is not None
    add_row(context, pilot.id, PEOPLE, Person(day, "Ana", Role.AGENT))
    add_row(context, pilot.id, EXPERIMENTS, Experiment(day, 1, "queue", "full"))
    due = context.today + timedelta(days=9)
    add_row(context, pilot.id, IMPROVEMENTS, Improvement(day, 1, "an alert", "Ana", due, "developers.put-right"))
    add_row(context, pilot.id, IMPROVEMENTS, Improvement(day, 1, "a button"))
    assert len(promise_improvements(context, pilot.id, day)) == 1
    assert promise_improvements(context, pilot.id, day) == ()
    (promise,) = list_promises(context, pilot.id)
    assert (promise.promise, promise.owner, promise.due_on) == ("an alert", "Ana", due)
    assert promise.question_id == "developers.put-right"
    assert [found.promise for found in chaos_day(context, pilot.id, day).improvements] == [promise.number, None]
    add_row(context, pilot.id, IMPROVEMENTS, Improvement(day, 1, "a bell", "Ana", None, "developers.put-wrong"))
    with pytest.raises(ProgramError, match=r"did you mean developers\.put-right"):
        promise_improvements(context, pilot.id, day)


def test_a_chaos_day_that_was_removed_comes_back_part_by_part(context: Context, pilot: Pilot) -> None:
    for name in ("First", "Second"):
        day = plan_day(context, pilot.id, name).day or 0
        add_row(context, pilot.id, EXPERIMENTS, Experiment(day, 1, "queue", "full"))
    remove_day(context, pilot.id, 1)
    (left,) = chaos_page(context, pilot.id).days
    assert (left.plan.name, len(left.experiments)) == ("Second", 1)
    undo(context, pilot.id)
    undo(context, pilot.id)
    assert [len(found.experiments) for found in chaos_page(context, pilot.id).days] == [1, 1]


def test_a_plan_proves_its_must_haves_step_by_step(context: Context, pilot: Pilot) -> None:
    begin_plan(context, pilot.id, context.today)
    for field in ("team", "service", "sponsor", "incident_manager", "operations"):
        set_field(context, pilot.id, CHARTER, field, f"the {field}")
    add_row(context, pilot.id, PLAN_EXPERIMENTS, PilotExperiment("it helps", measure="callouts"))
    assert _proposed(context, pilot, "plan") == {"first-time.pilot-picked": State.PARTLY}
    for who in ("team", "sponsor", "operations"):
        agree_exit(context, pilot.id, who)
    found = _proposed(context, pilot, "plan")
    assert (found["first-time.pilot-picked"], found["exit-criteria-agreed"]) == (State.YES, State.YES)
    confirm(context, pilot.id, "plan:exit-criteria-agreed")
    assert "exit-criteria-agreed" in _met(context, pilot)


def test_changed_criteria_reopen_the_agreement_and_everybody_agrees_again(context: Context, pilot: Pilot) -> None:
    begin_plan(context, pilot.id, context.today)
    agree_exit(context, pilot.id, "team")
    row = sheet_view(context, pilot.id, CRITERIA).rows[0]
    change_cell(context, pilot.id, CRITERIA, row, "threshold", "12")
    assert "changed since they were agreed" in " ".join(plan_page(context, pilot.id).agreement_gaps)
    agree_exit(context, pilot.id, "sponsor")
    charter = single_record(context, pilot.id, CHARTER)
    assert (charter.exit_team_on, charter.exit_sponsor_on) == (None, context.today)


def test_a_measured_baseline_is_proposed_as_met(context: Context, pilot: Pilot) -> None:
    begin_plan(context, pilot.id, context.today)
    end = context.today - timedelta(days=1)
    filled = [
        replace(measure, before=Decimal(3), from_on=end - timedelta(days=13), to_on=end)
        for measure in sheet_view(context, pilot.id, MEASURES).records
    ]
    assert all(isinstance(measure, Measure) for measure in filled)
    replace_records(context, pilot.id, MEASURES, filled[:1])
    assert _proposed(context, pilot, "plan")["baseline-measured"] is State.PARTLY
    replace_records(context, pilot.id, MEASURES, filled)
    assert _proposed(context, pilot, "plan")["baseline-measured"] is State.YES


def test_a_decision_that_was_not_told_is_not_evaluated_yet(context: Context, pilot: Pilot) -> None:
    begin_plan(context, pilot.id, context.today)
    first = sheet_view(context, pilot.id, CRITERIA).records[3]
    replace_records(context, pilot.id, CRITERIA, [replace(first, verdict=Verdict.MET)])
    decide(context, pilot.id, Decision.SCALE, by="the sponsor", reasons="the criterion is met")
    set_field(context, pilot.id, CHARTER, "team_goes_on", "yes")
    assert _proposed(context, pilot, "plan")["exit-criteria-evaluated"] is State.PARTLY
    change_single(context, pilot.id, CHARTER, lambda charter: replace(charter, told_on=context.today))
    assert _proposed(context, pilot, "plan")["exit-criteria-evaluated"] is State.YES


def test_scores_on_unknown_criteria_are_refused(context: Context, pilot: Pilot) -> None:
    score_team(context, pilot.id, "Kestrel", "traffic", 2)
    score_team(context, pilot.id, "kestrel", "traffic", 0)
    (candidate,) = plan_page(context, pilot.id).candidates
    assert candidate.total == 0
    with pytest.raises(ProgramError, match="no criterion 'fame'"):
        score_team(context, pilot.id, "Kestrel", "fame", 2)


def test_the_share_of_unplanned_work_comes_from_the_tickets(context: Context, pilot: Pilot) -> None:
    with pytest.raises(ProgramError, match="not known yet"):
        fill_unplanned(context, pilot.id)
    monday = context.today - timedelta(days=context.today.weekday(), weeks=6)
    items = [
        WorkItem(f"T-{week}-{number}", "Task", number < (4 if week < 3 else 1), None, monday + timedelta(weeks=week))
        for week in range(6)
        for number in range(10)
    ]
    source = store.TicketSource("jira-csv", "UTC", context.today)
    context.workspace.write(lambda session: store.save(session, pilot.id, columns_of(items), source))
    with pytest.raises(ProgramError, match="no beginning"):
        fill_unplanned(context, pilot.id)
    begin_plan(context, pilot.id, monday)
    found = fill_unplanned(context, pilot.id)
    assert (found.before, found.now) == (Decimal("40.0"), Decimal("10.0"))
    assert (found.from_on, found.to_on) == (monday, monday + timedelta(days=20))
    judged = {line.criterion.measure: line.verdict for line in plan_page(context, pilot.id).evaluation.judged}
    assert judged["unplanned"] is Verdict.MET
