"""The example's services, with what follows from them confirmed; all of it is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playbook.money import Money
from playbook.records import Pilot
from playbook.worksheets.services.incidents import INCIDENTS, Incident
from playbook.worksheets.services.service import SERVICES, Demand, Kind, Model, Service
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.proposing import confirm, proposals
from ybiyri_tui.usecases.worksheets.services.deciding import choose, mark_reviewed
from ybiyri_tui.usecases.worksheets.sheets import replace_records

PILOTS_SERVICE = "payments (example)"
AGREED_BY = "head of product (example)"
SERVICES_SHOWN = (
    Service(
        name=PILOTS_SERVICE,
        exposure_per_hour=Money.parse("200K EUR"),
        demand=Demand.VERY_HIGH,
        team="Example team",
        domain="buying",
        kind=Kind.DIGITAL,
        exposure_source="example: outage in spring",
        model=Model.OPS_RUN_IT,
    ),
    Service(
        name="checkout (example)",
        exposure_per_hour=Money.parse("410K EUR"),
        demand=Demand.HIGH,
        team="Example team B",
        domain="buying",
        kind=Kind.DIGITAL,
        exposure_source="example: forecast of finance",
        model=Model.YBIYRI,
    ),
    Service(
        name="delivery slots (example)",
        exposure_per_hour=Money.parse("90K EUR"),
        demand=Demand.HIGH,
        team="Example team C",
        domain="buying",
        kind=Kind.DIGITAL,
        exposure_source="example: credits paid last year",
        peak="sale in November",
        peak_exposure_per_hour=Money.parse("300K EUR"),
        model=Model.OPS_RUN_IT,
        exposure_in_a_year=Money.parse("260K EUR"),
    ),
    Service(
        name="store finder (example)",
        exposure_per_hour=Money.parse("5K EUR"),
        demand=Demand.MEDIUM,
        team="Example team D",
        domain="stores",
        kind=Kind.DIGITAL,
        exposure_source="example: estimate of the product manager",
        model=Model.OPS_RUN_IT,
    ),
    Service(
        name="ledger (example)",
        exposure_per_hour=Money.parse("600K EUR"),
        demand=Demand.LOW,
        team="Example IT",
        domain="foundation",
        kind=Kind.FOUNDATIONAL,
        exposure_source="example: forecast of finance",
        model=Model.OPS_RUN_IT,
    ),
)
# Name, days before the context's own day, minutes.
INCIDENTS_SHOWN = ((PILOTS_SERVICE, 3, 30), (PILOTS_SERVICE, 40, 55), ("checkout (example)", 12, 9))


def add_services(context: Context, pilot: Pilot) -> None:
    """Fills the worksheet, names the pilot's service, and confirms everything that is proposed."""
    replace_records(context, pilot.id, SERVICES, SERVICES_SHOWN)
    mark_reviewed(context, pilot.id)
    choose(
        context,
        pilot.id,
        lambda choice: replace(choice, service=PILOTS_SERVICE, has_customers=True, agreed_by=AGREED_BY),
    )
    incidents = [
        Incident(name, context.today - timedelta(days), minutes * 60, note="example")
        for name, days, minutes in INCIDENTS_SHOWN
    ]
    replace_records(context, pilot.id, INCIDENTS, incidents)
    for line in proposals(context, pilot.id, "services"):
        confirm(context, pilot.id, line.proposal.key)
