"""Incidents, and how much of the downtime that a target allows they have used so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from playbook.money import Money
from playbook.worksheets.services.availability import PERIODS, Protection, allowed_downtime, loss
from playbook.worksheets.sheets.durations import Unit, duration_column
from playbook.worksheets.sheets.kinds import date_column, money_column, text_column
from playbook.worksheets.sheets.sheet import Sheet


@dataclass(frozen=True)
class Incident:
    """A service that could not be used. `loss` is what was measured, None if only its length is known."""

    service: str = ""
    started_on: date | None = None
    duration: int | None = None
    loss: Money | None = None
    note: str = ""


INCIDENTS: Sheet[Incident] = Sheet(
    id="incidents",
    title="Availability",
    one="incident",
    many="incidents",
    record=Incident,
    columns=(
        text_column("service", "Service", "the name of a service", required=True, longest=60),
        date_column("started_on", "Day", required=True),
        duration_column("duration", "Down for", unit=Unit.MINUTES, required=True),
        money_column("loss", "Measured loss"),
        text_column("note", "Note", "what happened, without names"),
    ),
    new=Incident,
)
"""One row an incident; a service that works in part counts as up, as in the playbook."""


@dataclass(frozen=True)
class Usage:
    """Downtime of one service in the last days, in seconds; `protection` needs the money lost per hour."""

    days: int
    allowed: Decimal
    used: Decimal
    incidents: int
    protection: Protection | None

    @property
    def left(self) -> Decimal:
        """What is left; negative once more was used than is allowed."""
        return self.allowed - self.used

    @property
    def share(self) -> Decimal | None:
        """The used part of what is allowed, 1 for all of it; None where nothing is allowed."""
        return self.used / self.allowed if self.allowed else None

    @property
    def availability(self) -> Decimal:
        """What was reached in these days, in per cent."""
        return 100 - 100 * self.used / (self.days * 86_400)


def usage(
    target: Decimal, exposure_per_hour: Money | None, incidents: Iterable[Incident], today: date
) -> tuple[Usage, ...]:
    """Downtime of a service with this target, for each of the periods that end today.

    An incident counts where it began. Its loss is the measured one, else its hours times the exposure. Losses in
    another currency than the exposure are left to their length.
    """
    known = [found for found in incidents if found.started_on and found.duration is not None]
    return tuple(
        _usage(
            target,
            exposure_per_hour,
            [i for i in known if i.started_on and timedelta(0) <= today - i.started_on < timedelta(days)],
            days,
        )
        for days in PERIODS
    )


def _usage(target: Decimal, exposure: Money | None, incidents: list[Incident], days: int) -> Usage:
    allowed = allowed_downtime(target, days)
    used = Decimal(sum(found.duration or 0 for found in incidents))
    protection = None
    if exposure is not None:
        lost = sum((_loss(found, exposure) for found in incidents), Decimal(0))
        protection = Protection(loss(exposure, allowed), Money(lost, exposure.currency))
    return Usage(days, allowed, used, len(incidents), protection)


def _loss(incident: Incident, exposure: Money) -> Decimal:
    measured = incident.loss
    if measured is not None and measured.currency == exposure.currency:
        return measured.amount
    return loss(exposure, Decimal(incident.duration or 0)).amount
