"""The plan of a pilot with what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from playbook.worksheets.pilot_plan.baseline import Measured, baseline_gaps, measured
from playbook.worksheets.pilot_plan.content import PlanContent
from playbook.worksheets.pilot_plan.exits import Evaluation, agreement_gaps, evaluate, evaluation_gaps
from playbook.worksheets.pilot_plan.records import PilotPlan
from playbook.worksheets.pilot_plan.sheets import CHARTER, CRITERIA, EXPERIMENTS, MEASURES, PHASES, SCORES
from playbook.worksheets.pilot_plan.team_choice import Candidate, candidates
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import Record, rows_in
from ybiyri_tui.usecases.worksheets.single import single_in


@dataclass(frozen=True)
class PlanPage:
    """The worksheet as seen on `today`; the gaps say what three must-haves still lack."""

    plan: PilotPlan
    content: PlanContent
    today: date
    candidates: tuple[Candidate, ...]
    measured: tuple[Measured, ...]
    evaluation: Evaluation
    baseline_gaps: tuple[str, ...]
    agreement_gaps: tuple[str, ...]
    evaluation_gaps: tuple[str, ...]


def plan_content(context: Context) -> PlanContent:
    """What a plan starts from."""
    return content.plan_content(context.content_folder)


def plan_page(context: Context, pilot_id: int) -> PlanPage:
    """The whole plan in one consistent state of the file."""

    def work(session: Session) -> PilotPlan:
        return PilotPlan(
            single_in(session, pilot_id, CHARTER),
            _records(session, pilot_id, SCORES),
            _records(session, pilot_id, PHASES),
            _records(session, pilot_id, MEASURES),
            _records(session, pilot_id, EXPERIMENTS),
            _records(session, pilot_id, CRITERIA),
        )

    return page_of(context.workspace.read(work), plan_content(context), context.today)


def page_of(plan: PilotPlan, start: PlanContent, today: date) -> PlanPage:
    """A plan with everything that follows from it."""
    evaluation = evaluate(plan.criteria, plan.measures, start.file.exit_rules)
    return PlanPage(
        plan=plan,
        content=start,
        today=today,
        candidates=candidates(plan.scores, start.file.team_criteria),
        measured=measured(plan.measures),
        evaluation=evaluation,
        baseline_gaps=baseline_gaps(plan.measures, start.file.must_be_measured),
        agreement_gaps=agreement_gaps(plan.charter, plan.criteria),
        evaluation_gaps=evaluation_gaps(plan.charter, evaluation),
    )


def _records(session: Session, pilot_id: int, sheet: Sheet[Record]) -> tuple[Record, ...]:
    return tuple(row.record for row in rows_in(session, pilot_id, sheet))
