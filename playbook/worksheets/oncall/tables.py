"""The tables of the on-call worksheet: services, rotas, other costs, and settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from playbook.errors import PlaybookError
from playbook.texts import line
from playbook.worksheets.estimates.columns import (
    defaulted,
    estimate_column,
    money_estimate_column,
    one_currency,
    only_once,
)
from playbook.worksheets.estimates.estimate import AMOUNTS, NUMBERS, Estimate, MoneyEstimate
from playbook.worksheets.estimates.settings import Known, Setting, settings_sheet, values
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours, Rota, Scenario
from playbook.worksheets.oncall.plan import HOURS_A_WEEK, CostKind, OnCallPlan, OtherCost, Outage, Terms
from playbook.worksheets.pay.policies import PayPolicy
from playbook.worksheets.sheets.kinds import choice_column, count_column, text_column
from playbook.worksheets.sheets.sheet import Flaw, Sheet

MOST_CALLOUTS = Decimal(10_000)
MINUTES_A_YEAR = Decimal(60 * 24 * 366)


def _service_flaws(services: Sequence[CoveredService]) -> Iterable[Flaw]:
    yield from only_once(services, "service", "service")
    yield from one_currency(
        services,
        lambda one: [("exposure_per_hour", one.exposure_per_hour)] if one.exposure_per_hour is not None else [],
    )


def _rota_flaws(rotas: Sequence[Rota]) -> Iterable[Flaw]:
    yield from only_once(rotas, "schedule", "rota")
    for index, rota in enumerate(rotas):
        if rota.people is not None and rota.people < rota.at_once:
            says = f"{rota.at_once} are on call at once, but only {rota.people} take turns; more people are needed."
            yield Flaw(index, "people", says)


SERVICES: Sheet[CoveredService] = Sheet(
    "oncall_services",
    "Services and their cover",
    "service",
    "services",
    CoveredService,
    (
        text_column("service", "Service", "its name", required=True),
        text_column("team", "Team", "the team that runs it", required=True),
        text_column("domain", "Domain", "what it shares a night rota by"),
        defaulted(choice_column("out_of_hours", "Out of hours", OutOfHours), OutOfHours.NONE),
        money_estimate_column("exposure_per_hour", "Lost per hour"),
        estimate_column("callouts", "Callouts a year", most=MOST_CALLOUTS),
    ),
    CoveredService,
    _service_flaws,
    unique="service",
)

ROTAS: Sheet[Rota] = Sheet(
    "oncall_rotas",
    "Rotas",
    "rota",
    "rotas",
    Rota,
    (
        text_column("schedule", "Rota of", "the team or domain it belongs to", required=True),
        count_column("people", "People", least=1, most=200, required=True),
        defaulted(count_column("at_once", "At once", least=1, most=10), 1),
    ),
    Rota,
    _rota_flaws,
    unique="schedule",
)

COSTS: Sheet[OtherCost] = Sheet(
    "oncall_costs",
    "Other costs",
    "cost",
    "costs",
    OtherCost,
    (
        defaulted(choice_column("kind", "Kind", CostKind), CostKind.SETUP),
        defaulted(choice_column("scenario", "Scenario", Scenario), Scenario.BY_EXPOSURE),
        money_estimate_column("amount", "Amount", required=True),
        text_column("note", "What for", longest=200),
    ),
    OtherCost,
    lambda costs: one_currency(costs, lambda one: [("amount", one.amount)] if one.amount is not None else []),
)


def _hours(text: str) -> object:
    found = Estimate.parse(text)
    if not found.is_exact or not 0 < found.likely < HOURS_A_WEEK:
        raise PlaybookError(f"{text!r} is not a number of working hours a week, such as 40.")
    return found.likely


def _service(text: str) -> object:
    return line(text, "the service", 120)


_OUTAGE = "minutes of outage a year, of the service that loses most"
SETTINGS: tuple[Known, ...] = (
    Known("callouts", "Callouts a year, each service", NUMBERS, estimate_column("", "", most=MOST_CALLOUTS).read),
    Known("hours-each", "Hours of a callout", NUMBERS, estimate_column("", "", most=Decimal(72)).read),
    Known("responders", "People in a callout", "a whole number", count_column("", "", least=1, most=20).read),
    Known("working-hours", "Working hours a week", "a number such as 40", _hours),
    Known("holidays", "Public holidays a year", "a whole number", count_column("", "", least=0, most=60).read),
    Known("hour-of-work", "What an hour of work costs", AMOUNTS, MoneyEstimate.parse),
    Known("licence", "Tools, a person and year", AMOUNTS, MoneyEstimate.parse),
    Known("operations-standby", "Standby in operations", AMOUNTS, MoneyEstimate.parse),
    Known("operations-at-once", "On call in operations", "a whole number", count_column("", "", least=1, most=50).read),
    Known("break-even-service", "Break-even is about", "the name of a service", _service),
    Known("outage-rota-per-team", "Outage, rota per team", _OUTAGE, estimate_column("", "", most=MINUTES_A_YEAR).read),
    Known("outage-by-exposure", "Outage, by exposure", _OUTAGE, estimate_column("", "", most=MINUTES_A_YEAR).read),
    Known("outage-ops-run-it", "Outage, Ops Run It", _OUTAGE, estimate_column("", "", most=MINUTES_A_YEAR).read),
)
_TERMS = {
    "callouts": "callouts",
    "hours-each": "hours_each",
    "responders": "responders",
    "working-hours": "working_hours",
    "holidays": "holidays",
    "hour-of-work": "hour_of_work",
    "licence": "licence",
    "operations-standby": "operations_amount",
    "operations-at-once": "operations_at_once",
    "break-even-service": "break_even_service",
}


def _one_currency(found: Mapping[str, object]) -> None:
    currencies = {value.currency for value in found.values() if isinstance(value, MoneyEstimate)}
    if len(currencies) > 1:
        raise PlaybookError(f"There are amounts in {' and '.join(sorted(currencies))}; enter all in one currency.")


TERMS: Sheet[Setting] = settings_sheet("oncall_settings", "Settings", SETTINGS, _one_currency)


def make_plan(
    services: Iterable[CoveredService],
    rotas: Iterable[Rota],
    others: Iterable[OtherCost],
    settings: Iterable[Setting],
    pay: PayPolicy | None,
) -> OnCallPlan:
    """The plan that stands in the tables; rows with gaps are left out. Raises PlaybookError for contradictions.

    Its currency is that of the pay, else that of the first amount there is, else euros.
    """
    found = values(settings, SETTINGS)
    services = tuple(service for service in services if service.service and service.team)
    others = tuple(cost for cost in others if cost.amount is not None)
    terms = Terms(_currency(pay, services, others, found), pay=pay or PayPolicy(), **_named(found))  # type: ignore[arg-type]
    outages = tuple(
        Outage(scenario, minutes)
        for scenario in Scenario
        if isinstance(minutes := found.get(f"outage-{scenario.value.replace('_', '-')}"), Estimate)
    )
    plan = OnCallPlan(terms, services, tuple(rota for rota in rotas if rota.schedule and rota.people), others, outages)
    plan.check()
    return plan


def _named(found: Mapping[str, object]) -> dict[str, object]:
    return {field: found[name] for name, field in _TERMS.items() if name in found}


def _currency(
    pay: PayPolicy | None,
    services: Iterable[CoveredService],
    others: Iterable[OtherCost],
    found: Mapping[str, object],
) -> str:
    if pay and pay.currency:
        return pay.currency
    amounts = [service.exposure_per_hour for service in services] + [cost.amount for cost in others]
    amounts += [value for value in found.values() if isinstance(value, MoneyEstimate)]
    return next((amount.currency for amount in amounts if amount), "EUR")
