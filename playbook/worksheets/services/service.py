"""A service: what an hour of its failure costs, and how often customers want something new of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from playbook.money import Money
from playbook.worksheets.sheets.kinds import choice_column, money_column, text_column, yes_no_column
from playbook.worksheets.sheets.sheet import Flaw, Sheet


class Demand(StrEnum):
    """How often customers want new features, on the organisation's own scale."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Kind(StrEnum):
    """What a service is by nature: for customers and changing, or bought and underlying."""

    DIGITAL = "digital"
    FOUNDATIONAL = "foundational"


class Model(StrEnum):
    """Who runs a service."""

    YBIYRI = "ybiyri"
    OPS_RUN_IT = "ops_run_it"


@dataclass(frozen=True)
class Service:
    """One service. `exposure_per_hour` is what an hour of failure costs at worst: lost sales and costs incurred.

    `peak` names the event for which `peak_exposure_per_hour` holds. `planned` is a service that is expected within a
    year; what it will be in a year is given only where it differs from today. `model` is who runs it at present.
    """

    name: str = ""
    exposure_per_hour: Money | None = None
    demand: Demand | None = None
    team: str = ""
    domain: str = ""
    kind: Kind | None = None
    exposure_source: str = ""
    peak: str = ""
    peak_exposure_per_hour: Money | None = None
    model: Model | None = None
    exposure_in_a_year: Money | None = None
    demand_in_a_year: Demand | None = None
    planned: bool | None = None

    @property
    def amounts(self) -> dict[str, Money]:
        """The amounts of money that are given, by field."""
        found = {
            "exposure_per_hour": self.exposure_per_hour,
            "peak_exposure_per_hour": self.peak_exposure_per_hour,
            "exposure_in_a_year": self.exposure_in_a_year,
        }
        return {field: amount for field, amount in found.items() if amount is not None}


def in_a_year(services: Iterable[Service]) -> tuple[Service, ...]:
    """The services as they are expected in a year, with those that are still to come."""
    return tuple(
        replace(
            found,
            exposure_per_hour=found.exposure_in_a_year or found.exposure_per_hour,
            demand=found.demand_in_a_year or found.demand,
        )
        for found in services
    )


def of_today(services: Iterable[Service]) -> tuple[Service, ...]:
    """The services that there are already."""
    return tuple(found for found in services if not found.planned)


def _check(services: Sequence[Service]) -> Iterable[Flaw]:
    """No name twice, one currency, and no peak below the everyday exposure."""
    names: dict[str, int] = {}
    currency = next((amount.currency for found in services for amount in found.amounts.values()), None)
    for index, service in enumerate(services):
        name = service.name.casefold()
        if name and name in names:
            yield Flaw(index, "name", f"there is already a service {service.name!r}; each name stands for one.")
        names.setdefault(name, index)
        for field, amount in service.amounts.items():
            if amount.currency != currency:
                says = f"{amount} is in another currency than the others, which are in {currency}; convert it first."
                yield Flaw(index, field, says)
        everyday, peak = service.exposure_per_hour, service.peak_exposure_per_hour
        if everyday and peak and everyday.currency == peak.currency and peak.amount < everyday.amount:
            says = f"{peak.short} at the peak is less than the {everyday.short} of any other day."
            yield Flaw(index, "peak_exposure_per_hour", says)


def words(value: StrEnum) -> str:
    """A value as on screens."""
    return {"ops_run_it": "Ops Run It", "ybiyri": "build and run"}.get(value.value, value.value.replace("_", " "))


SERVICES: Sheet[Service] = Sheet(
    id="services",
    title="Services",
    one="service",
    many="services",
    record=Service,
    columns=(
        text_column("name", "Service", "a name", required=True, longest=60),
        money_column("exposure_per_hour", "Lost per hour", required=True),
        choice_column("demand", "Demand", Demand, required=True, words=words),
        text_column("team", "Team", "the team that owns it", longest=60),
        text_column("domain", "Domain", "a customer journey or a technology, shared by sibling teams", longest=60),
        choice_column("kind", "Kind", Kind),
        text_column("exposure_source", "Source of the amount", "incidents, a forecast, finance …"),
        text_column("peak", "Peak event", "an event such as Black Friday", longest=60),
        money_column("peak_exposure_per_hour", "Lost at the peak"),
        choice_column("model", "Run today by", Model, words=words),
        money_column("exposure_in_a_year", "In a year"),
        choice_column("demand_in_a_year", "Demand in a year", Demand, words=words),
        yes_no_column("planned", "Still to come"),
    ),
    new=Service,
    check=_check,
    unique="name",
)
"""Money lost per hour, demand and whatever else is known, one row a service."""
