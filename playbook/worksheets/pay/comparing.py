"""Pay policies on the same rota: what each gives one person in a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.pay.policies import PayPolicy, Standby

WEEKS_A_YEAR = 52
CENT = Decimal("0.01")
_RATE = re.compile(r"\s*(?P<currency>[A-Za-z]{3})\s*=\s*(?P<worth>[0-9]{1,9}(?:\.[0-9]{1,9})?)\s*")


@dataclass(frozen=True)
class Duty:
    """The rota on which policies are compared. Callouts are those of the whole rota in a year; hours a year are those
    outside working hours.
    """

    people: int
    at_once: int = 1
    callouts: Decimal = Decimal(0)
    hours_each: Decimal = Decimal(1)
    responders: int = 1
    hours_a_year: Decimal = Decimal(128 * WEEKS_A_YEAR)
    holidays: int = 0

    def __post_init__(self) -> None:
        if self.people < self.at_once or self.at_once < 1:
            raise PlaybookError(f"A rota of {self.people} cannot have {self.at_once} on call at once.")

    def mine(self, of_one_all_year: Decimal) -> Decimal:
        """One person's part of what somebody would have who is on call all year."""
        return of_one_all_year * self.at_once / self.people

    @property
    def weeks(self) -> Decimal:
        """Weeks a year that one person is on call."""
        return self.mine(Decimal(WEEKS_A_YEAR))


@dataclass(frozen=True)
class Rates:
    """What one unit of other currencies is worth in `base`, as somebody entered it."""

    base: str
    worth: Mapping[str, Decimal] = field(default_factory=dict)

    def converted(self, money: Money) -> Money | None:
        """The amount in the base currency, None where no rate was entered."""
        if money.currency == self.base:
            return money
        worth = self.worth.get(money.currency)
        return None if worth is None else Money(_cents(money.amount * worth), self.base)

    @classmethod
    def parse(cls, base: str, texts: Iterable[str]) -> Rates:
        """Reads rates such as `USD=0.92`: one dollar is worth 0.92 of the base. Raises PlaybookError for others."""
        worth = {}
        for text in texts:
            found = _RATE.fullmatch(text)
            if not found or not Decimal(found["worth"]):
                raise PlaybookError(f"{text!r} is not a rate; write such as USD=0.92 for what one dollar is worth.")
            worth[found["currency"].upper()] = Decimal(found["worth"])
        return cls(base.upper(), worth)


@dataclass(frozen=True)
class Given:
    """What a policy gives one person in a year; amounts are None for a policy that has none.

    `week` is standby for one week on call, which is what surveys ask for. `hours_off` are a year. `converted` is the
    total in the common currency, None where no rate was entered.
    """

    policy: PayPolicy
    week: Money | None
    standby: Money | None
    callouts: Money | None
    holidays: Money | None
    hours_off: Decimal
    converted: Money | None

    @property
    def total(self) -> Money | None:
        """Everything in money, a year."""
        known = [money for money in (self.standby, self.callouts, self.holidays) if money is not None]
        return Money(sum((money.amount for money in known), Decimal(0)), known[0].currency) if known else None


def compare(policies: Iterable[PayPolicy], duty: Duty, rates: Rates | None = None) -> tuple[Given, ...]:
    """Each policy on this rota, from likely values, to the cent, in the order given; no currency is guessed."""
    return tuple(_given(policy, duty, rates) for policy in policies)


def _given(policy: PayPolicy, duty: Duty, rates: Rates | None) -> Given:
    currency = policy.currency
    year = standby_a_year(policy, duty.hours_a_year)
    standby = callouts = holidays = week = None
    if policy.amount is not None and currency:
        standby = Money(_cents(duty.mine(year)), currency)
        week = Money(_cents(year / WEEKS_A_YEAR), currency)
    if policy.callout_amount is not None and currency:
        hours = max(policy.minimum_hours, duty.hours_each)
        paid = duty.callouts * duty.responders * hours * policy.callout_amount.likely.amount
        callouts = Money(_cents(paid / duty.people), currency)
    if policy.holiday_amount is not None and currency:
        holidays = Money(_cents(duty.mine(duty.holidays * policy.holiday_amount.likely.amount)), currency)
    off = duty.mine(policy.hours_off.likely * WEEKS_A_YEAR) if policy.hours_off is not None else Decimal(0)
    given = Given(policy, week, standby, callouts, holidays, off, None)
    total = given.total
    return replace(given, converted=rates.converted(total)) if rates and total else given


def standby_a_year(policy: PayPolicy, hours_a_year: Decimal) -> Decimal:
    """Standby for one person who would be on call all year, from the likely amount."""
    if policy.amount is None:
        return Decimal(0)
    times = {
        Standby.HOUR: hours_a_year,
        Standby.SHIFT: Decimal(policy.shifts_a_week * WEEKS_A_YEAR),
        Standby.WEEK: Decimal(WEEKS_A_YEAR),
    }
    return policy.amount.likely.amount * times.get(policy.standby, Decimal(0))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_EVEN)
