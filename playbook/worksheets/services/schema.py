"""What `decision_table.yaml` may contain, and a file with bands of an organisation's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from playbook.errors import PlaybookError
from playbook.schema import Content, Line, Link, Slug, Text
from playbook.worksheets.services import table
from playbook.worksheets.services.service import Demand, Kind, Model
from playbook.worksheets.services.table import DecisionTable, Exposure, OutOfHours

_SHORT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([kKmM])")


def _exact(value: Any) -> Any:
    """A number as it was written, because YAML makes a binary fraction of 99.99; `7K` is 7000."""
    if isinstance(value, str) and (short := _SHORT.fullmatch(value.strip())):
        return Decimal(short[1]) * {"k": 1_000, "m": 1_000_000}[short[2].lower()]
    return str(value) if isinstance(value, float) else value


Limit = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, lt=10**15)]
Availability = Annotated[Decimal, BeforeValidator(_exact), Field(ge=50, lt=100, decimal_places=6)]
Share = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=1)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class ExposureBand(Content):
    """Services that lose at most so much an hour, and what that asks for."""

    id: Exposure
    up_to: Limit | None = Field(None, description="money lost per hour; without it the band is not in use")
    availability: Availability = Field(description="target in per cent")
    out_of_hours: OutOfHours = Field(description="who is called at night where the team runs it")


class DemandBand(Content):
    """Services with this demand for features a month, and how often they are deployed."""

    id: Demand
    deployment: Line
    suits: Kind = Field(description="the kind of service that usually has this demand")


class Rule(Content):
    """A model and when it is chosen; without conditions, always."""

    model: Model
    because: Text
    demand: tuple[Demand, ...] = ()
    availability_at_least: Availability | None = None

    @property
    def is_unconditional(self) -> bool:
        """Whether it always holds."""
        return not self.demand and self.availability_at_least is None


class RuleSet(Content):
    """Rules, of which the first that holds decides."""

    id: Slug
    title: Line
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _decides_always(self) -> RuleSet:
        if not self.rules[-1].is_unconditional:
            raise ValueError("the last rule has no conditions, so that every service is decided")
        return self


class DecisionTableFile(Content):
    """Bands and rules."""

    sources: tuple[Link, ...] = ()
    currency: Currency | None = None
    exposure_bands: tuple[ExposureBand, ...]
    demand_bands: tuple[DemandBand, ...]
    rules: Annotated[tuple[RuleSet, ...], Field(min_length=1)]
    most_team_schedules: Share = Decimal("0.33")
    review_after: Annotated[int, Field(ge=1, le=3660, strict=True)] = 92

    @model_validator(mode="after")
    def _is_whole(self) -> DecisionTableFile:
        _each_once("exposure_bands", (band.id for band in self.exposure_bands), Exposure)
        _each_once("demand_bands", (band.id for band in self.demand_bands), Demand)
        _fitting(_bands(self.exposure_bands))
        return self

    def rule_set(self, rules_id: str) -> RuleSet:
        """The rules of this name. Raises PlaybookError that lists those there are."""
        found = next((rules for rules in self.rules if rules.id == rules_id), None)
        if found is None:
            raise PlaybookError(f"There are no rules {rules_id!r}; there is {', '.join(r.id for r in self.rules)}.")
        return found

    def table(self, rules_id: str = "default") -> DecisionTable:
        """As plain records, with one of the sets of rules."""
        return DecisionTable(
            exposure=_bands(self.exposure_bands),
            demand=tuple(table.DemandBand(band.id, band.deployment, band.suits) for band in self.demand_bands),
            rules=tuple(
                table.Rule(rule.model, " ".join(rule.because.split()), rule.demand, rule.availability_at_least)
                for rule in self.rule_set(rules_id).rules
            ),
            rules_id=rules_id,
            currency=self.currency,
            most_team_schedules=self.most_team_schedules,
            review_after=self.review_after,
        )


class BandsFile(Content):
    """Bands of exposure alone: those of an organisation, in place of the example's."""

    currency: Currency | None = None
    exposure_bands: tuple[OwnBand, ...]

    @model_validator(mode="after")
    def _once(self) -> BandsFile:
        repeated = [name for name, count in Counter(band.id.value for band in self.exposure_bands).items() if count > 1]
        if repeated:
            raise ValueError(f"exposure_bands has each band once, not {', '.join(repeated)} again")
        return self

    def apply(self, base: DecisionTable) -> DecisionTable:
        """The table with these bands; what a band does not say stays, bands that are left out are not in use.

        Raises PlaybookError for limits that do not rise.
        """
        own = {band.id: band for band in self.exposure_bands}
        bands = tuple(
            table.ExposureBand(
                band.id,
                given.up_to if (given := own.get(band.id)) else None,
                given.availability if given and given.availability is not None else band.availability,
                given.out_of_hours if given and given.out_of_hours is not None else band.out_of_hours,
            )
            for band in base.exposure
        )
        table.check_limits(bands)
        return DecisionTable(
            bands,
            base.demand,
            base.rules,
            base.rules_id,
            self.currency,
            base.most_team_schedules,
            base.review_after,
        )


class OwnBand(Content):
    """A band of an organisation's own."""

    id: Exposure
    up_to: Limit | None = None
    availability: Availability | None = None
    out_of_hours: OutOfHours | None = None


BandsFile.model_rebuild()


def _bands(bands: Iterable[ExposureBand]) -> tuple[table.ExposureBand, ...]:
    order = list(Exposure)
    found = (table.ExposureBand(band.id, band.up_to, band.availability, band.out_of_hours) for band in bands)
    return tuple(sorted(found, key=lambda band: order.index(band.id)))


def _each_once(name: str, ids: Iterable[StrEnum], wanted: type[StrEnum]) -> None:
    if sorted(ids) != sorted(wanted):
        raise ValueError(f"{name} has {', '.join(member.value for member in wanted)}, each once")


def _fitting(bands: tuple[table.ExposureBand, ...]) -> None:
    try:
        table.check_limits(bands)
    except PlaybookError as error:
        raise ValueError(str(error).rstrip(".")) from error
