"""What an incident flow proves: that it is mapped and automatic, and that incident managers are in."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from playbook.worksheets.incident_flow.measures import NOTIFY_WITHIN
from playbook.worksheets.incident_flow.records import FlowFacts, Touchpoint
from playbook.worksheets.sheets.durations import short_duration
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.incident_flow.page import FlowPage, flow_page
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.wording.states import counted, short_day

MAPPED = "incident-management.workflow-mapped"
MANAGERS = "incident-management.managers-in"
MANAGERS_IN = "incident-managers-in"


def flow_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Proposals for two questions and a must-have; nothing before there is a flow or a name."""
    page = flow_page(context, pilot_id)
    if page.flow.today:
        yield _mapped(page)
    if page.flow.facts.incident_manager:
        yield from _managers(page)


def _mapped(page: FlowPage) -> Proposal:
    today, facts = page.today, page.flow.facts
    result = (
        f"{len(today.touchpoints)} of {len(Touchpoint)} touchpoints automatic, {counted(today.handoffs, 'hand-off')}, "
        f"{counted(today.by_hand, 'step')} by hand; {_test_words(facts)}."
    )
    tested = facts.tested_on is not None and facts.test_took is not None and facts.test_took <= NOTIFY_WITHIN
    state = State.YES if tested and not today.missing else State.PARTLY
    because = f"The flow of today is drawn: {result}"
    return Proposal("flow", Target.QUESTION, MAPPED, state, because, result)


def _test_words(facts: FlowFacts) -> str:
    if facts.tested_on is None or facts.test_took is None:
        return "no test alert was timed"
    return f"a test alert of {short_day(facts.tested_on)} arrived after {short_duration(facts.test_took)}"


def _managers(page: FlowPage) -> Iterator[Proposal]:
    facts = page.flow.facts
    agreed, reached = facts.manager_agreed_on, facts.manager_reached_on
    said = [f"agreed on {short_day(agreed)} who does what" if agreed else "has not agreed yet who does what"]
    said.append(f"a test reached them on {short_day(reached)}" if reached else "no test has reached them yet")
    result = f"The incident manager {', '.join(said)}."
    state = State.YES if agreed and reached else State.PARTLY
    yield Proposal("flow", Target.QUESTION, MANAGERS, state, f"Somebody is named. {result}", result)
    yield Proposal("flow", Target.MUST_HAVE, MANAGERS_IN, state, f"Somebody is named. {result}", result)
