"""What an organisation decides for itself: limits of its bands, which rules, and which service the pilot is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.services.service import words
from playbook.worksheets.services.table import DecisionTable, Exposure, ExposureBand, OutOfHours, check_limits
from playbook.worksheets.sheets.amounts import NO_CURRENCY
from playbook.worksheets.sheets.kinds import (
    choice_column,
    date_column,
    money_column,
    number_column,
    text_column,
    yes_no_column,
)
from playbook.worksheets.sheets.sheet import Flaw, Sheet


@dataclass(frozen=True)
class OwnBand:
    """A band with the organisation's own limit; without one the band is not in use."""

    band: Exposure | None = None
    up_to: Money | None = None
    availability: Decimal | None = None
    out_of_hours: OutOfHours | None = None


@dataclass(frozen=True)
class Choice:
    """What was chosen for the pilot. `service` is the name of the one it is about.

    `reviewed_on` is when the bands were last looked at; `has_customers` and `agreed_by` (who, in a role or a name) are
    what the must-have asks for beside the table.
    """

    service: str = ""
    rules: str = ""
    reviewed_on: date | None = None
    has_customers: bool | None = None
    agreed_by: str = ""


def _check(bands: Sequence[OwnBand]) -> Iterable[Flaw]:
    names = [band.band for band in bands]
    for index, band in enumerate(bands):
        if band.band is not None and names.index(band.band) != index:
            yield Flaw(index, "band", f"the band {words(band.band)} is there already.")


BANDS: Sheet[OwnBand] = Sheet(
    id="bands",
    title="Bands",
    one="band",
    many="bands",
    record=OwnBand,
    columns=(
        choice_column("band", "Band", Exposure, required=True, words=words),
        money_column("up_to", "Up to"),
        number_column("availability", "Target %", least=Decimal(50), most=Decimal("99.9999"), required=True),
        choice_column("out_of_hours", "Out of hours", OutOfHours, required=True),
    ),
    new=OwnBand,
    check=_check,
)

CHOICE: Sheet[Choice] = Sheet(
    id="decision",
    title="Decision",
    one="choice",
    many="choices",
    record=Choice,
    columns=(
        text_column("service", "Service of the pilot", "the name of a service"),
        text_column("rules", "Rules", "the name of a set of rules"),
        date_column("reviewed_on", "Bands looked at"),
        yes_no_column("has_customers", "Real customers use it"),
        text_column("agreed_by", "Agreed by", "the product manager, by role or name"),
    ),
    new=Choice,
)


def own_bands(table: DecisionTable, currency: str) -> tuple[OwnBand, ...]:
    """The bands of a table as an organisation's own, to be edited; limits without a currency are in this one."""
    return tuple(
        OwnBand(
            band.id,
            Money(band.up_to, table.currency or currency) if band.up_to is not None else None,
            band.availability,
            band.out_of_hours,
        )
        for band in table.exposure
    )


def with_own_bands(table: DecisionTable, bands: Sequence[OwnBand]) -> DecisionTable:
    """The table with an organisation's own bands; without any, as it is.

    Raises PlaybookError for limits in two currencies, or that do not rise.
    """
    own = {band.band: band for band in bands if band.band is not None}
    if not own:
        return table
    currencies = dict.fromkeys(band.up_to.currency for band in own.values() if band.up_to)
    if len(currencies) > 1:
        raise PlaybookError(f"The limits of the bands are in {' and '.join(currencies)}; one currency is needed.")
    exposure = tuple(_own(band, own.get(band.id)) for band in table.exposure)
    check_limits(exposure)
    return DecisionTable(
        exposure,
        table.demand,
        table.rules,
        table.rules_id,
        next((currency for currency in currencies if currency != NO_CURRENCY), table.currency),
        table.most_team_schedules,
        table.review_after,
    )


def _own(band: ExposureBand, own: OwnBand | None) -> ExposureBand:
    return ExposureBand(
        band.id,
        own.up_to.amount if own and own.up_to else None,
        own.availability if own and own.availability is not None else band.availability,
        own.out_of_hours if own and own.out_of_hours is not None else band.out_of_hours,
    )
