"""What a plan proves: a team was picked, the baseline is measured, exit criteria are agreed and evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from playbook.worksheets.pilot_plan.baseline import days_measured
from playbook.worksheets.pilot_plan.records import DECISION_WORDS, Charter, PilotPlan
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.plan.page import PlanPage, plan_page
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.wording.states import counted, short_day

PICKED = "first-time.pilot-picked"
MISSION = "first-time.mission-shared"
BASELINE, AGREED, EVALUATED = "baseline-measured", "exit-criteria-agreed", "exit-criteria-evaluated"


def plan_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Proposals for a question and three must-haves, each only once something was filled in for it."""
    page = plan_page(context, pilot_id)
    plan = page.plan
    if plan.charter.team:
        yield _picked(page)
    if any(measure.before is not None for measure in plan.measures):
        yield _must_have(BASELINE, page.baseline_gaps, _baseline_words(plan))
    if plan.charter.exit_agreed:
        yield _must_have(AGREED, page.agreement_gaps, _agreed_words(plan))
    if any(found.verdict for found in page.evaluation.judged) or plan.charter.decision:
        yield _must_have(EVALUATED, page.evaluation_gaps, _evaluated_words(page))


def _picked(page: PlanPage) -> Proposal:
    charter, plan = page.plan.charter, page.plan
    missing = {
        "a service": not charter.service,
        "a sponsor": not charter.sponsor,
        "an incident manager": not charter.incident_manager,
        "somebody from operations": not charter.operations,
        "a start date": charter.starts_on is None,
        "an experiment with a measure": not any(found.measure for found in plan.experiments),
        "exit criteria that are agreed": bool(page.agreement_gaps),
    }
    gaps = [what for what, is_missing in missing.items() if is_missing]
    vetoes = [
        veto.title for candidate in page.candidates if candidate.team == charter.team for veto in candidate.vetoes
    ]
    result = f"Team {charter.team}{_with(charter)}; {counted(len(plan.experiments), 'experiment')} written down."
    told = result
    if vetoes:
        told += f" Its score has a veto: {'; '.join(vetoes)}."
    if gaps:
        told += f" Missing: {', '.join(gaps)}."
    state = State.PARTLY if gaps or vetoes else State.YES
    return Proposal("plan", Target.QUESTION, PICKED, state, told, result)


def _with(charter: Charter) -> str:
    named = {
        "sponsor": charter.sponsor,
        "incident manager": charter.incident_manager,
        "ally in operations": charter.operations,
    }
    words = [f"service {charter.service}"] if charter.service else []
    words += [f"{what} named" for what, who in named.items() if who]
    starts = [f"starts {short_day(charter.starts_on)}"] if charter.starts_on else []
    return "".join(f", {word}" for word in words + starts)


def _must_have(must_have: str, gaps: tuple[str, ...], result: str) -> Proposal:
    because = f"{result} Missing: {'; '.join(gaps)}." if gaps else result
    return Proposal("plan", Target.MUST_HAVE, must_have, State.PARTLY if gaps else State.YES, because, result)


def _baseline_words(plan: PilotPlan) -> str:
    taken = [measure for measure in plan.measures if measure.before is not None]
    values = (f"{measure.measure} {measure.before.normalize():f} {measure.unit}" for measure in taken if measure.before)
    days = [found for measure in taken if (found := days_measured(measure))]
    period = f" over {min(days)} days or more" if days else ""
    return f"Measured before{period}: {', '.join(values)}."


def _agreed_words(plan: PilotPlan) -> str:
    charter = plan.charter
    days = {
        "team": charter.exit_team_on,
        "sponsor": charter.exit_sponsor_on,
        "operations": charter.exit_operations_on,
    }
    agreed = [f"{who} {short_day(day)}" for who, day in days.items() if day]
    return (
        f"{counted(len(plan.criteria), 'exit criterion', 'exit criteria')} agreed: {', '.join(agreed) or 'by nobody'}."
    )


def _evaluated_words(page: PlanPage) -> str:
    judged, charter = page.evaluation.judged, page.plan.charter
    verdicts = sum(found.verdict is not None for found in judged)
    rule = page.evaluation.rule.says if page.evaluation.rule else ""
    decided = f" Decided: {DECISION_WORDS[charter.decision]}." if charter.decision else ""
    return f"{verdicts} of {counted(len(judged), 'criterion', 'criteria')} have a verdict. {rule}{decided}".strip()
