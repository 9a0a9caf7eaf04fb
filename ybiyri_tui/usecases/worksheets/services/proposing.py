"""What the services prove: that exposure was forecast, and that not everything has to be always on."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from playbook.worksheets.services.service import SERVICES
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.usecases.worksheets.sheets import sheet_view

FORECAST = "scale.forecast-exposure"


def services_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Proposals of the table of services."""
    services = sheet_view(context, pilot_id, SERVICES).records
    if not services:
        return
    complete = [service for service in services if not SERVICES.missing(service)]
    sourced = [service for service in complete if service.exposure_source]
    state = State.YES if len(sourced) == len(services) else State.PARTLY
    because = (
        f"{len(complete)} of {len(services)} services have exposure and demand, {len(sourced)} say where it is from."
    )
    yield Proposal("services", Target.QUESTION, FORECAST, state, because, because)
