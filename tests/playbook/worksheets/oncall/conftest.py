"""The playbook's picture of seven teams, priced with the average that incident.io's survey found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from playbook.worksheets.estimates.estimate import MoneyEstimate
from playbook.worksheets.oncall.covers import CoveredService, OutOfHours
from playbook.worksheets.oncall.plan import OnCallPlan, Terms
from playbook.worksheets.pay.policies import PayPolicy, Standby

# Two services with a low exposure, three in one domain with a medium, two with a high one; each run by its own team.
SEVEN_TEAMS = (
    CoveredService("stock letters", "stock", OutOfHours.NONE, "warehouse", MoneyEstimate.parse("5K USD")),
    CoveredService("appointments", "shops", OutOfHours.NONE, "shops", MoneyEstimate.parse("6K USD")),
    CoveredService("bedroom", "bedroom", OutOfHours.DOMAIN, "rooms", MoneyEstimate.parse("200K USD")),
    CoveredService("kitchen", "kitchen", OutOfHours.DOMAIN, "rooms", MoneyEstimate.parse("150K USD")),
    CoveredService("bathroom", "bathroom", OutOfHours.DOMAIN, "rooms", MoneyEstimate.parse("90K USD")),
    CoveredService("checkout", "checkout", OutOfHours.TEAM, "shop", MoneyEstimate.parse("800K USD")),
    CoveredService("search", "search", OutOfHours.TEAM, "shop", MoneyEstimate.parse("500K USD")),
)
A_WEEK = PayPolicy("a week", standby=Standby.WEEK, amount=MoneyEstimate.parse("540 USD"))


@pytest.fixture
def seven_teams() -> OnCallPlan:
    """Standby is paid by the week, and nothing else costs anything."""
    return OnCallPlan(Terms("USD", A_WEEK), SEVEN_TEAMS)


@pytest.fixture
def paid() -> Callable[..., OnCallPlan]:
    """The same plan under another policy and other terms."""

    def make(policy: PayPolicy = A_WEEK, **terms: object) -> OnCallPlan:
        return OnCallPlan(replace(Terms("USD", policy), **terms), SEVEN_TEAMS)  # type: ignore[arg-type]

    return make
