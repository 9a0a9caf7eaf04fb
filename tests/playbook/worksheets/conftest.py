"""The facts that ship for the worksheets about on-call, pay and who answers for what."""

from __future__ import annotations

import pytest

from playbook.worksheets.oncall.content import OnCallFacts
from playbook.worksheets.pay.content import PayFacts
from playbook.worksheets.raci.content import RaciFacts
from ybiyri_tui import content


@pytest.fixture
def oncall_facts() -> OnCallFacts:
    """Guard rails and levels of cost."""
    return content.oncall_facts()


@pytest.fixture
def pay_facts() -> PayFacts:
    """Terms of a fair deal, and what courts said."""
    return content.pay_facts()


@pytest.fixture
def raci_facts() -> RaciFacts:
    """Templates and limits."""
    return content.raci_facts()
