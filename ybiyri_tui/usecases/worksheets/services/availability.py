"""Downtime of services against their targets."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.money import Money
from playbook.worksheets.services.decide import Decision
from playbook.worksheets.services.incidents import INCIDENTS, Incident, Usage, usage
from playbook.worksheets.services.table import DecisionTable
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.services.deciding import decision_view
from ybiyri_tui.usecases.worksheets.sheets import sheet_view


@dataclass(frozen=True)
class ServiceUsage:
    """How much of its allowed downtime a service has used; `decision` has its target."""

    decision: Decision
    exposure_per_hour: Money | None
    usage: tuple[Usage, ...]


@dataclass(frozen=True)
class AvailabilityView:
    """All decided services with their downtime; `chosen` is the one that the pilot is about, None if it is not clear.

    `table` has the targets, for those who have no service yet.
    """

    services: tuple[ServiceUsage, ...]
    chosen: ServiceUsage | None
    table: DecisionTable

    def of(self, name: str) -> ServiceUsage | None:
        """A service by its name."""
        return next((found for found in self.services if found.decision.name == name), None)


def availability_view(context: Context, pilot_id: int) -> AvailabilityView:
    """Downtime used so far by every decided service of a pilot, up to today."""
    view = decision_view(context, pilot_id)
    incidents: dict[str, list[Incident]] = {}
    for incident in sheet_view(context, pilot_id, INCIDENTS).records:
        incidents.setdefault(incident.service, []).append(incident)
    exposures = {service.name: service.exposure_per_hour for service in view.services.records}
    services = tuple(
        ServiceUsage(
            found,
            exposures.get(found.name),
            usage(found.availability_target, exposures.get(found.name), incidents.get(found.name, ()), context.today),
        )
        for found in view.portfolio.decisions
    )
    chosen = next((found for found in services if view.chosen and found.decision.name == view.chosen.name), None)
    return AvailabilityView(services, chosen, view.table)
