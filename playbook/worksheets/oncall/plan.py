"""What is entered on the on-call worksheet: how people are paid, what is counted, and what else each scenario costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from playbook.errors import PlaybookError
from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.oncall.covers import CoveredService, Rota, Scenario, most_exposed
from playbook.worksheets.pay.policies import PayPolicy

HOURS_A_WEEK = 168
WEEKS_A_YEAR = 52
WORKING_DAYS_A_WEEK = 5


class CostKind(StrEnum):
    """The five kinds of cost of an operating model. Source: the playbook, introduction."""

    SETUP = "setup"
    TRANSITION = "transition"
    RUN = "run"
    INCIDENT = "incident"
    OPPORTUNITY = "opportunity"

    @property
    def is_one_off(self) -> bool:
        """Whether it is paid once, and not every year."""
        return self in (CostKind.SETUP, CostKind.TRANSITION)


@dataclass(frozen=True)
class Terms:
    """What is the same for all schedules.

    `callouts` a year are those of a service that names none of its own; `hours_each` is the work of one callout.
    `hour_of_work` values time off; `licence` is a tool for one person on a rota and year. Operations are paid
    `operations_amount`, by the same measure, where that differs.
    """

    currency: str
    pay: PayPolicy = field(default_factory=PayPolicy)
    callouts: Estimate = field(default_factory=lambda: Estimate.exactly(0))
    hours_each: Estimate = field(default_factory=lambda: Estimate.exactly(1))
    responders: int = 1
    hour_of_work: MoneyEstimate | None = None
    working_hours: Decimal = Decimal(40)
    holidays: int = 0
    licence: MoneyEstimate | None = None
    operations_amount: MoneyEstimate | None = None
    operations_at_once: int = 1
    break_even_service: str | None = None

    @property
    def hours_on_call(self) -> Decimal:
        """Hours a week outside working hours."""
        return HOURS_A_WEEK - self.working_hours

    @property
    def hours_a_year(self) -> Decimal:
        """Hours a year outside working hours; a public holiday adds the hours that would have been worked."""
        return self.hours_on_call * WEEKS_A_YEAR + self.holidays * self.working_hours / WORKING_DAYS_A_WEEK

    def amounts(self) -> Iterator[tuple[str, MoneyEstimate]]:
        """Every amount with the name of its field."""
        yield from self.pay.amounts()
        for name in ("hour_of_work", "licence", "operations_amount"):
            if (amount := getattr(self, name)) is not None:
                yield name, amount


@dataclass(frozen=True)
class OtherCost:
    """A cost besides on-call, of one kind in one scenario: once for a one-off kind, else a year."""

    kind: CostKind = CostKind.SETUP
    scenario: Scenario = Scenario.BY_EXPOSURE
    amount: MoneyEstimate | None = None
    note: str = ""


@dataclass(frozen=True)
class Outage:
    """Minutes of outage a year that are expected in a scenario, of the service that the break-even is about."""

    scenario: Scenario
    minutes: Estimate


@dataclass(frozen=True)
class OnCallPlan:
    """The whole worksheet; every amount is in the currency of the terms."""

    terms: Terms
    services: tuple[CoveredService, ...] = ()
    rotas: tuple[Rota, ...] = ()
    others: tuple[OtherCost, ...] = ()
    outages: tuple[Outage, ...] = ()

    @property
    def exposed(self) -> CoveredService | None:
        """The service that the break-even is about: the one named in the terms, else the one that loses most."""
        if self.terms.break_even_service is None:
            return most_exposed(self.services)
        return next((one for one in self.services if one.service == self.terms.break_even_service), None)

    def check(self) -> None:
        """Raises PlaybookError for the first thing that contradicts another, such as a second currency."""
        for where, amount in self._amounts():
            if amount.currency != self.terms.currency:
                raise PlaybookError(
                    f"{where} is in {amount.currency} and the worksheet in {self.terms.currency}; "
                    "enter every amount in one currency."
                )
        named = self.terms.break_even_service
        if named is not None and self.exposed is None:
            raise PlaybookError(f"The break-even is about {named!r}, which is not among the services.")
        if not 0 < self.terms.working_hours < HOURS_A_WEEK:
            raise PlaybookError(f"Working hours of {self.terms.working_hours:f} a week cannot be; write such as 40.")

    def _amounts(self) -> Iterator[tuple[str, MoneyEstimate]]:
        for name, amount in self.terms.amounts():
            yield name.replace("_", " "), amount
        for service in self.services:
            if service.exposure_per_hour is not None:
                yield f"what {service.service} loses in an hour", service.exposure_per_hour
        for other in self.others:
            if other.amount is not None:
                yield f"{other.kind.value} of {other.scenario.value.replace('_', ' ')}", other.amount
