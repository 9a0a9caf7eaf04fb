"""The decision table as plain records: bands of exposure and demand, and the rules that choose a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from playbook.errors import PlaybookError
from playbook.worksheets.services.service import Demand, Kind, Model


class Exposure(StrEnum):
    """The bands of money lost per hour, the lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class OutOfHours(StrEnum):
    """Who is called at night where the team runs a service; by day it is always the team."""

    NONE = "none"
    DOMAIN = "domain"
    TEAM = "team"


@dataclass(frozen=True)
class ExposureBand:
    """Services that lose at most `up_to` an hour; without a limit the band is not in use.

    `availability` is the target in per cent.
    """

    id: Exposure
    up_to: Decimal | None
    availability: Decimal
    out_of_hours: OutOfHours


@dataclass(frozen=True)
class DemandBand:
    """How often a service with this demand is deployed, and which kind of service usually has it."""

    id: Demand
    deployment: str
    suits: Kind


@dataclass(frozen=True)
class Rule:
    """A model, for the demands that are named (none: any) and from an availability on (None: any)."""

    model: Model
    because: str
    demand: tuple[Demand, ...] = ()
    availability_at_least: Decimal | None = None

    def holds(self, availability: Decimal, demand: Demand) -> bool:
        """Whether all conditions hold."""
        reached = self.availability_at_least is None or availability >= self.availability_at_least
        return reached and (not self.demand or demand in self.demand)


@dataclass(frozen=True)
class DecisionTable:
    """Bands, lowest first, and rules, of which the first that holds decides.

    The limits of the bands are in `currency`; None for those that take the currency of whatever they are applied to.
    """

    exposure: tuple[ExposureBand, ...]
    demand: tuple[DemandBand, ...]
    rules: tuple[Rule, ...]
    rules_id: str = "default"
    currency: str | None = None
    most_team_schedules: Decimal = Decimal("0.33")
    review_after: int = 92

    @property
    def bands_in_use(self) -> tuple[ExposureBand, ...]:
        """The bands that have a limit; there is always at least one."""
        return tuple(band for band in self.exposure if band.up_to is not None)

    def band_for(self, amount: Decimal) -> tuple[ExposureBand, bool]:
        """The first band whose limit is not below the amount, and whether the amount is above all limits.

        Above the last limit it is the last band that is in use.
        """
        for band in self.bands_in_use:
            if band.up_to is not None and amount <= band.up_to:
                return band, False
        return self.bands_in_use[-1], True

    def band(self, exposure: Exposure) -> ExposureBand:
        """The band of this name."""
        return next(band for band in self.exposure if band.id is exposure)

    def demand_band(self, demand: Demand) -> DemandBand:
        """The band of this demand."""
        return next(band for band in self.demand if band.id is demand)

    def rule_for(self, availability: Decimal, demand: Demand) -> Rule:
        """The rule that decides."""
        return next(rule for rule in self.rules if rule.holds(availability, demand))


def check_limits(bands: Iterable[ExposureBand]) -> None:
    """Raises PlaybookError if no band has a limit, if limits do not rise, or if targets fall."""
    used = [band for band in bands if band.up_to is not None]
    if not used:
        raise PlaybookError("No band has a limit; at least one is needed.")
    for lower, upper in pairwise(used):
        if lower.up_to is not None and upper.up_to is not None and upper.up_to <= lower.up_to:
            raise PlaybookError(
                f"The limit of {upper.id.value} is {upper.up_to:f}; it must be above {lower.up_to:f}, that of "
                f"{lower.id.value}."
            )
        if upper.availability < lower.availability:
            raise PlaybookError(
                f"The target of {upper.id.value} is {upper.availability:f} %; it must not be below "
                f"{lower.availability:f} %, that of {lower.id.value}."
            )
