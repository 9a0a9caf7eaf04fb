"""How being on call is paid, for one person: one policy among several that are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from playbook.worksheets.estimates.columns import defaulted, estimate_column, money_estimate_column, only_once
from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.sheets.kinds import choice_column, count_column, date_column, number_column, text_column
from playbook.worksheets.sheets.sheet import Flaw, Sheet

SHIFTS_A_WEEK = 7


class Standby(StrEnum):
    """What being reachable is paid by."""

    NONE = "none"
    HOUR = "hour"
    SHIFT = "shift"
    WEEK = "week"
    TIME_OFF = "time_off"


class PolicyState(StrEnum):
    """How far a policy is."""

    TODAY = "today"
    PROPOSED = "proposed"
    AGREED = "agreed"


@dataclass(frozen=True)
class PayPolicy:
    """One way to pay. `amount` is per hour, shift or week of standby.

    Time off is `hours_off` for each week on call. `callout_amount` is per hour of work, of which at least
    `minimum_hours` are paid; `holiday_amount` is extra, for each public holiday on call.
    """

    name: str = ""
    state: PolicyState = PolicyState.PROPOSED
    standby: Standby = Standby.NONE
    amount: MoneyEstimate | None = None
    shifts_a_week: int = SHIFTS_A_WEEK
    hours_off: Estimate | None = None
    callout_amount: MoneyEstimate | None = None
    minimum_hours: Decimal = Decimal(0)
    holiday_amount: MoneyEstimate | None = None
    agreed_on: date | None = None

    @property
    def is_callout_only(self) -> bool:
        """Whether only work is paid; the playbook advises against it, because waiting is what takes private time."""
        return self.standby is Standby.NONE and self.callout_amount is not None

    @property
    def is_unpaid(self) -> bool:
        """Whether nothing is given at all."""
        return self.standby is Standby.NONE and self.callout_amount is None

    @property
    def currency(self) -> str | None:
        """The currency of its amounts, None if it has none."""
        return next((amount.currency for _, amount in self.amounts()), None)

    def amounts(self) -> Iterator[tuple[str, MoneyEstimate]]:
        """Every amount with the name of its field."""
        for name in ("amount", "callout_amount", "holiday_amount"):
            if (amount := getattr(self, name)) is not None:
                yield name, amount


def policy_in_use(policies: Iterable[PayPolicy]) -> PayPolicy | None:
    """The policy to reckon with: the one that was agreed last, else the first proposed one, else today's."""
    found = tuple(policies)
    for state in (PolicyState.AGREED, PolicyState.PROPOSED, PolicyState.TODAY):
        for policy in found:
            if policy.state is state:
                return policy
    return None


def _flaws(policies: Sequence[PayPolicy]) -> Iterable[Flaw]:
    yield from only_once(policies, "name", "policy")
    for index, policy in enumerate(policies):
        for field, amount in policy.amounts():
            if amount.currency != policy.currency:
                says = f"{amount} is in {amount.currency} and the policy in {policy.currency}; use one currency."
                yield Flaw(index, field, says)
        yield from _contradictions(index, policy)


def _contradictions(index: int, policy: PayPolicy) -> Iterable[Flaw]:
    by_time = policy.standby in (Standby.HOUR, Standby.SHIFT, Standby.WEEK)
    if policy.amount is not None and not by_time:
        yield Flaw(index, "amount", f"An amount needs standby by hour, shift or week, not {policy.standby}.")
    if policy.hours_off is not None and policy.standby is not Standby.TIME_OFF:
        yield Flaw(index, "hours_off", f"Hours off need standby by time_off, not {policy.standby}.")


POLICIES: Sheet[PayPolicy] = Sheet(
    "pay_policies",
    "Pay policies",
    "policy",
    "policies",
    PayPolicy,
    (
        text_column("name", "Policy", "a name for it", required=True, longest=60),
        defaulted(choice_column("state", "State", PolicyState), PolicyState.PROPOSED),
        defaulted(choice_column("standby", "Standby by", Standby), Standby.NONE),
        money_estimate_column("amount", "For standby"),
        defaulted(count_column("shifts_a_week", "Shifts a week", least=1, most=21), SHIFTS_A_WEEK),
        estimate_column("hours_off", "Hours off", most=Decimal(168)),
        money_estimate_column("callout_amount", "For work, an hour"),
        defaulted(number_column("minimum_hours", "At least hours", most=Decimal(24)), Decimal(0)),
        money_estimate_column("holiday_amount", "Extra, holiday"),
        date_column("agreed_on", "Agreed on"),
    ),
    PayPolicy,
    _flaws,
    unique="name",
)
