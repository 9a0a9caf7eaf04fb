"""What the readiness summary says about money: the cost of a year, and the minutes of outage that pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from playbook.errors import PlaybookError
from playbook.money import Money
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.oncall.costing import Costs, costs


@dataclass(frozen=True)
class MoneyCase:
    """What was worked out about on-call cost and outage.

    `a_year` is what the rota at night costs that covers `service`, `people` how many are on call at once in it;
    `minutes` of outage of the service a year lose as much. Each is None where `missing` says in words what is needed
    for it. `policy` is the name of the pay policy that was reckoned with, `is_agreed` whether that one is agreed.
    `because` says in a sentence what contradicts what, if something does.
    """

    a_year: Money | None
    people: int
    minutes: Decimal | None
    service: str | None
    policy: str | None
    is_agreed: bool
    missing: tuple[str, ...]
    because: str | None = None

    @property
    def whole_minutes(self) -> int | None:
        """The minutes as they are said, rounded; at least 1."""
        return None if self.minutes is None else max(1, round(self.minutes))


def money_case(context: Context, pilot_id: int) -> MoneyCase | None:
    """The case for a pilot, None where nothing was entered on the worksheets about on-call and pay."""
    from playbook.worksheets.pay.policies import PolicyState

    try:
        found = costs(context, pilot_id)
    except PlaybookError as error:
        return MoneyCase(None, 0, None, None, None, False, (), str(error))
    if found.is_empty:
        return None
    policy, exposed, rota = found.policy, found.plan.exposed, found.in_question
    known = rota if policy is not None else None
    return MoneyCase(
        a_year=known.on_call if known else None,
        people=rota.schedule.at_once if rota else 0,
        minutes=known.break_even_minutes if known else None,
        service=exposed.service if exposed else None,
        policy=policy.name if policy else None,
        is_agreed=policy is not None and policy.state is PolicyState.AGREED,
        missing=(*found.missing, *_no_rota(found)),
    )


def _no_rota(found: Costs) -> tuple[str, ...]:
    exposed = found.plan.exposed
    if exposed is None or found.in_question is not None:
        return ()
    return (f"a rota at night; {exposed.service} has none and waits until the morning",)
