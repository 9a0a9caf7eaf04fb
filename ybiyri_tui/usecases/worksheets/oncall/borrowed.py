"""Services and their cover from the services worksheet and the decision table, for an on-call worksheet without any."""

from __future__ import annotations

from playbook.worksheets.estimates.estimate import MoneyEstimate
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours
from playbook.worksheets.services.service import Model, Service
from playbook.worksheets.sheets.amounts import NO_CURRENCY
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.services.deciding import decision_view


def borrowed_services(context: Context, pilot_id: int) -> tuple[tuple[CoveredService, ...], str | None]:
    """The services that should be built and run by their team, and which of them the pilot is about, if one is.

    A service without a team stands for its own.
    """
    view = decision_view(context, pilot_id)
    services = {service.name: service for service in view.services.records}
    found = tuple(
        _covered(services[decision.name], OutOfHours(decision.out_of_hours.value))
        for decision in view.portfolio.decisions
        if decision.model is Model.YBIYRI and decision.out_of_hours is not None
    )
    chosen = view.chosen.name if view.chosen else None
    return found, chosen if any(service.service == chosen for service in found) else None


def _covered(service: Service, cover: OutOfHours) -> CoveredService:
    lost = service.exposure_per_hour
    known = lost is not None and lost.currency != NO_CURRENCY
    return CoveredService(
        service.name,
        service.team or service.name,
        cover,
        service.domain,
        MoneyEstimate.exactly(lost) if lost is not None and known else None,
    )
