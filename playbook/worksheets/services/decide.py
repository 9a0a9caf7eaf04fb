"""From the decision table to a recommendation for each service, which explains itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.services.availability import allowed_downtime
from playbook.worksheets.services.service import Demand, Kind, Model, Service
from playbook.worksheets.services.table import DecisionTable, Exposure, ExposureBand, OutOfHours
from playbook.worksheets.sheets.amounts import NO_CURRENCY, money_words

MODEL_WORDS = {Model.YBIYRI: "build it and run it", Model.OPS_RUN_IT: "stay with operations"}
NIGHT_WORDS = {
    OutOfHours.NONE: "nobody on call out of hours",
    OutOfHours.DOMAIN: "a night rota shared by the domain",
    OutOfHours.TEAM: "a night rota of the team",
}


@dataclass(frozen=True)
class Decision:
    """What the table says about a service. Tolerance is the seconds a week that its target allows to be down.

    `out_of_hours` is None where operations run it. `because` is one sentence. `peak` is the same for its peak event,
    None without one. `overflows` says that its exposure is above all limits.
    """

    name: str
    exposure_band: Exposure
    availability_target: Decimal
    weekly_tolerance_seconds: Decimal
    demand_band: Demand
    deployment_target: str
    model: Model
    out_of_hours: OutOfHours | None
    warnings: tuple[str, ...]
    because: str
    overflows: bool = False
    peak: Decision | None = None

    @property
    def summary(self) -> str:
        """The recommendation in a few words."""
        night = f", {NIGHT_WORDS[self.out_of_hours]}" if self.out_of_hours else ""
        return f"{MODEL_WORDS[self.model]}{night}"


def decide(table: DecisionTable, service: Service) -> Decision:
    """What the table says about a service.

    Raises PlaybookError for one without exposure or demand, or in another currency than the bands.
    """
    exposure, demand = service.exposure_per_hour, service.demand
    if exposure is None or demand is None:
        missing = "money lost per hour" if exposure is None else "demand"
        raise PlaybookError(f"{service.name or 'A service'} has no {missing} yet, so nothing can be decided for it.")
    return _decide(table, service, exposure, demand, is_peak=False)


def decided(
    table: DecisionTable, services: Iterable[Service]
) -> tuple[tuple[Decision, ...], tuple[tuple[str, str], ...]]:
    """The decisions, and the names of services for which there is none, with the reason."""
    decisions: list[Decision] = []
    undecided: list[tuple[str, str]] = []
    for service in services:
        try:
            decisions.append(decide(table, service))
        except PlaybookError as error:
            undecided.append((service.name, str(error)))
    return tuple(decisions), tuple(undecided)


def _decide(table: DecisionTable, service: Service, exposure: Money, demand: Demand, *, is_peak: bool) -> Decision:
    _same_currency(table, service, exposure)
    band, overflows = table.band_for(exposure.amount)
    rule = table.rule_for(band.availability, demand)
    night = band.out_of_hours if rule.model is Model.YBIYRI else None
    deployment = table.demand_band(demand).deployment
    peak = None
    if not is_peak and service.peak_exposure_per_hour is not None:
        peak = _decide(table, service, service.peak_exposure_per_hour, demand, is_peak=True)
    decision = Decision(
        name=service.name,
        exposure_band=band.id,
        availability_target=band.availability,
        weekly_tolerance_seconds=allowed_downtime(band.availability),
        demand_band=demand,
        deployment_target=deployment,
        model=rule.model,
        out_of_hours=night,
        warnings=tuple(_warnings(service, band, demand, exposure, overflows=overflows, peak=peak)),
        because="",
        overflows=overflows,
        peak=peak,
    )
    because = (
        f"{service.name} → {decision.summary}: exposure {money_words(exposure)} an hour is {_word(band.id)} "
        f"({band.availability:f} %), demand is {_word(demand)} ({deployment}); {rule.because}."
    )
    return replace(decision, because=because)


def _warnings(
    service: Service,
    band: ExposureBand,
    demand: Demand,
    exposure: Money,
    *,
    overflows: bool,
    peak: Decision | None,
) -> Iterator[str]:
    if overflows and band.up_to is not None:
        limit = money_words(Money(band.up_to, exposure.currency))
        yield (
            f"Above the top band: {money_words(exposure)} an hour is more than {limit}; look at the bands again, or "
            "consider 99.99 %."
        )
    if band.availability >= Decimal("99.99"):
        yield "99.99 % is rarely needed and very costly; ask twice."
    if band.id is Exposure.LOW and demand is Demand.LOW and service.kind is not Kind.FOUNDATIONAL:
        if_digital = "" if service.kind is Kind.DIGITAL else "If this is a digital service: "
        yield f"{if_digital}little exposure and little demand, maybe the wrong product; check who wants it."
    if peak is not None and peak.exposure_band is not band.id:
        event = service.peak or "its peak"
        yield (
            f"For {event} it moves up: {_word(peak.exposure_band)}, {peak.availability_target:f} %, {peak.summary}; "
            "just before, and down just after."
        )


def _same_currency(table: DecisionTable, service: Service, exposure: Money) -> None:
    if table.currency and exposure.currency not in (table.currency, NO_CURRENCY):
        raise PlaybookError(
            f"{service.name} loses {money_words(exposure)} an hour, and the bands are in {table.currency}; "
            "one currency is needed for both."
        )


def _word(value: Exposure | Demand) -> str:
    return value.value.replace("_", " ")


@dataclass(frozen=True)
class Portfolio:
    """All decisions together. `cells` counts services by exposure and demand, `bands` by exposure alone."""

    decisions: tuple[Decision, ...]
    cells: dict[tuple[Exposure, Demand], tuple[Decision, ...]]
    bands: dict[Exposure, int]
    warnings: tuple[str, ...]

    def count(self, model: Model, night: OutOfHours | None = None) -> int:
        """How many services have this model, and this night cover if it is given."""
        return sum(found.model is model and night in (None, found.out_of_hours) for found in self.decisions)


def portfolio(table: DecisionTable, decisions: Sequence[Decision]) -> Portfolio:
    """The decisions by cell and band, with warnings about all of them together."""
    cells: dict[tuple[Exposure, Demand], list[Decision]] = {}
    for decision in decisions:
        cells.setdefault((decision.exposure_band, decision.demand_band), []).append(decision)
    bands = dict.fromkeys(Exposure, 0)
    for (exposure, _), found in cells.items():
        bands[exposure] += len(found)
    made = Portfolio(tuple(decisions), {place: tuple(found) for place, found in cells.items()}, bands, ())
    run, own = made.count(Model.YBIYRI), made.count(Model.YBIYRI, OutOfHours.TEAM)
    warnings = []
    if run and Decimal(own) / run > table.most_team_schedules and own > 1:
        warnings.append(
            f"{own} of {run} services that teams run have a night rota of their own; that is many, look at the targets."
        )
    return Portfolio(made.decisions, made.cells, made.bands, tuple(warnings))
