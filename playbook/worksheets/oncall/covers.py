"""Who is on call for what: services, rotas, and the schedules that follow from them in three scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate


class OutOfHours(StrEnum):
    """Who is on call for a service outside working hours."""

    NONE = "none"
    DOMAIN = "domain"
    TEAM = "team"


class Scenario(StrEnum):
    """The three ways that are put side by side."""

    ROTA_PER_TEAM = "rota_per_team"
    BY_EXPOSURE = "by_exposure"
    OPS_RUN_IT = "ops_run_it"


@dataclass(frozen=True)
class CoveredService:
    """A service, its cover by exposure, what an hour of outage loses, and callouts a year outside working hours."""

    service: str = ""
    team: str = ""
    out_of_hours: OutOfHours = OutOfHours.NONE
    domain: str = ""
    exposure_per_hour: MoneyEstimate | None = None
    callouts: Estimate | None = None


@dataclass(frozen=True)
class Rota:
    """How many people take turns in a schedule (a team's or a domain's), and how many of them are on call at once."""

    schedule: str = ""
    people: int | None = None
    at_once: int = 1

    @property
    def load(self) -> Decimal:
        """The share of weeks that each of them is on call, 0–1; all of them where nobody is named."""
        return Decimal(self.at_once) / Decimal(self.people or self.at_once)


@dataclass(frozen=True)
class Schedule:
    """Services that are covered together outside working hours; `by` is none for central operations."""

    name: str
    by: OutOfHours
    services: tuple[CoveredService, ...]
    at_once: int = 1
    people: int | None = None

    @property
    def most_exposed(self) -> CoveredService | None:
        """The service that loses most in an hour, None where no exposure is known."""
        return most_exposed(self.services)


OPERATIONS = "operations"


def schedules(
    scenario: Scenario, services: Sequence[CoveredService], rotas: Sequence[Rota] = (), *, operations_at_once: int = 1
) -> tuple[Schedule, ...]:
    """The schedules outside working hours in a scenario, in the order in which the services name them.

    By exposure: a team with a service that needs its own rota has one, which covers all of the team's services that
    are covered at all; the other teams of a domain share one. Source: the playbook, practices/scale.
    """
    if scenario is Scenario.OPS_RUN_IT:
        covered = tuple(services)
        return (Schedule(OPERATIONS, OutOfHours.NONE, covered, operations_at_once),) if covered else ()
    if scenario is Scenario.ROTA_PER_TEAM:
        groups = [(service.team, OutOfHours.TEAM, service) for service in services]
    else:
        groups = _by_exposure(services)
    named: dict[tuple[str, OutOfHours], list[CoveredService]] = {}
    for name, by, service in groups:
        named.setdefault((name, by), []).append(service)
    sizes = {rota.schedule: rota for rota in rotas}
    return tuple(
        Schedule(
            name, by, tuple(covered), sizes[name].at_once if name in sizes else 1,
            sizes[name].people if name in sizes else None,
        )
        for (name, by), covered in named.items()
    )  # fmt: skip


def most_exposed(services: Sequence[CoveredService]) -> CoveredService | None:
    """The service that loses most in an hour by its likely exposure, the first of equals."""
    known = [(service.exposure_per_hour.likely.amount, service) for service in services if service.exposure_per_hour]
    return max(known, key=lambda found: found[0], default=(None, None))[1]


def people_on_call(found: Sequence[Schedule]) -> int:
    """How many people are on call at the same time outside working hours."""
    return sum(schedule.at_once for schedule in found)


def _by_exposure(services: Sequence[CoveredService]) -> list[tuple[str, OutOfHours, CoveredService]]:
    own_rota = {service.team for service in services if service.out_of_hours is OutOfHours.TEAM}
    groups = []
    for service in services:
        if service.out_of_hours is OutOfHours.NONE:
            continue
        if service.team in own_rota:
            groups.append((service.team, OutOfHours.TEAM, service))
        else:
            groups.append((service.domain or service.team, OutOfHours.DOMAIN, service))
    return groups
