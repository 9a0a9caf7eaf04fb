"""What the example pilot's worksheets about money and accountability contain; all of it is made up and says so."""

from __future__ import annotations

from datetime import date, timedelta

from playbook.worksheets.estimates.estimate import Estimate, MoneyEstimate
from playbook.worksheets.goals.goals import Goal
from playbook.worksheets.oncall.covers import Rota
from playbook.worksheets.pay.deal import DealRow, DealState
from playbook.worksheets.pay.policies import PayPolicy, PolicyState, Standby

# The domain of the example's services; a rota is named like the domain or team that shares it.
ROTAS = (Rota("buying", 5), Rota("Example team B", 4))
SETTINGS = {
    "callouts": "4 / 8 / 20",
    "holidays": "10",
    "hours-each": "0.5 / 1 / 3",
    "outage-by-exposure": "20 / 45 / 120",
    "outage-ops-run-it": "60 / 150 / 400",
}
POLICIES = (
    PayPolicy("Example: today", PolicyState.TODAY, callout_amount=MoneyEstimate.parse("50 EUR")),
    PayPolicy("Example: a week", PolicyState.PROPOSED, Standby.WEEK, MoneyEstimate.parse("400 / 540 / 700 EUR")),
    PayPolicy("Example: time off", PolicyState.PROPOSED, Standby.TIME_OFF, hours_off=Estimate.parse("8")),
)
RESPONSE_MINUTES = "15"
TEMPLATE = "digital"
ROLES = (
    "Head of Product",
    "Product team",
    "Head of Operations",
    "Application support",
    "Head of Delivery",
    "Incident manager",
)


def deal(today: date) -> tuple[DealRow, ...]:
    """Two terms that are agreed, one that was asked for."""
    agreed = today - timedelta(days=12)
    return (
        DealRow(
            "opt-out",
            DealState.AGREED,
            "Example: whoever leaves the rota says so to the coach; no reason is asked for",
            "head of product (example)",
            agreed,
        ),
        DealRow("swaps", DealState.AGREED, "Example: one message to the team, no approval", "Example team", agreed),
        DealRow("rest", DealState.ASKED, "Example: a late start after any call between 23:00 and 6:00"),
    )


def goals(today: date) -> tuple[Goal, ...]:
    """One that was said aloud, and one that stands alone."""
    return (
        Goal(
            "Example: 99.0 % of payments go through",
            "customers complete their orders",
            "orders completed of those begun",
            "Head of Product",
            "all product teams",
            today - timedelta(days=9),
        ),
        Goal("Example: a failed payment is noticed within 5 minutes"),
    )
