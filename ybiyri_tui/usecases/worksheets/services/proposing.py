"""What the services prove: that exposure was forecast, that not everything is always on, that this is the right one."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from playbook.worksheets.services.decide import Decision
from playbook.worksheets.services.service import SERVICES, Model
from playbook.worksheets.services.table import OutOfHours
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.usecases.worksheets.services.deciding import DecisionView, decision_view
from ybiyri_tui.wording.states import counted, short_day

SHEET = "services"
FORECAST, MYTH, RIGHT_SERVICE = "scale.forecast-exposure", "scale.always-on-myth", "right-service"


def services_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Proposals of the table of services; none while it is empty."""
    view = decision_view(context, pilot_id)
    if not view.services.rows:
        return
    yield _forecast(view)
    if len(view.portfolio.decisions) > 1:
        yield _myth(view)
    if (chosen := view.chosen) is not None:
        yield _right_service(view, chosen)


def _forecast(view: DecisionView) -> Proposal:
    services = view.services.records
    complete = [service for service in services if not SERVICES.missing(service)]
    gaps = {
        "exposure or demand": len(services) - len(complete),
        "the source of the amount": sum(not service.exposure_source for service in services),
        "a team": sum(not service.team for service in services),
    }
    missing = [f"{what} of {count}" for what, count in gaps.items() if count]
    if view.review_due:
        missing.append("a look at the bands within the last quarter")
    because = f"Missing: {'; '.join(missing)}." if missing else "Each has exposure, its source, demand and a team."
    looked = f", bands looked at on {short_day(seen)}" if (seen := view.choice.reviewed_on) else ""
    result = f"{len(complete)} of {counted(len(services), 'service')} with exposure and demand{looked}"
    state = State.PARTLY if missing else State.YES
    return Proposal(SHEET, Target.QUESTION, FORECAST, state, because, result)


def _myth(view: DecisionView) -> Proposal:
    """Everything on its own rota is the myth itself; cover that differs is a yes once somebody has agreed to it."""
    found = view.portfolio
    own = found.count(Model.YBIYRI, OutOfHours.TEAM)
    shared = found.count(Model.YBIYRI, OutOfHours.DOMAIN)
    nobody = found.count(Model.YBIYRI, OutOfHours.NONE)
    operations = found.count(Model.OPS_RUN_IT)
    result = (
        f"{counted(len(found.decisions), 'service')} at night: {own} with a rota of the team, {shared} sharing one, "
        f"{nobody} with nobody, {operations} with operations"
    )
    if own == len(found.decisions):
        return Proposal(SHEET, Target.QUESTION, MYTH, State.NO, "Every service has a night rota of its own.", result)
    if found.warnings or not view.choice.agreed_by:
        because = (
            found.warnings[0] if found.warnings else "Cover differs by target, but nobody is named who agreed to it."
        )
        return Proposal(SHEET, Target.QUESTION, MYTH, State.PARTLY, because, result)
    because = f"Night cover differs by target, agreed by {view.choice.agreed_by}."
    return Proposal(SHEET, Target.QUESTION, MYTH, State.YES, because, result)


def _right_service(view: DecisionView, decision: Decision) -> Proposal:
    choice = view.choice
    missing = [] if choice.has_customers else ["that real customers use it"]
    if not choice.agreed_by:
        missing.append("who agreed")
    suits = decision.model is Model.YBIYRI
    state = State.YES if suits and not missing else State.NO
    agreed = f" Agreed by {choice.agreed_by}." if choice.agreed_by else ""
    because = f"Missing: {'; '.join(missing)}." if suits and missing else f"{decision.because}{agreed}"
    result = f"{decision.because}{' Real customers use it.' if choice.has_customers else ''}{agreed}"
    return Proposal(SHEET, Target.MUST_HAVE, RIGHT_SERVICE, state, because, result)
