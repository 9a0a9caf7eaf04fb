"""What the worksheet about a fair deal proposes: pay agreed, saying no has no price, put right."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.errors import PlaybookError
from playbook.records import State
from playbook.worksheets.pay.deal import DealState
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.oncall.words import pay_words
from ybiyri_tui.usecases.worksheets.pay.deals import FairDeal, fair_deal
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.wording.states import short_day

ID = "pay"
PUT_RIGHT = "developers.put-right"


def pay_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Nothing before a policy or a term was entered."""
    try:
        found = fair_deal(context, pilot_id)
    except PlaybookError:
        return
    if found.is_empty:
        return
    yield _pay_agreed(found)
    opt_out = next((line.row for line in found.terms if line.row.term == "opt-out"), None)
    if opt_out is not None and opt_out.state is DealState.AGREED:
        by = f", agreed with {opt_out.agreed_with}" if opt_out.agreed_with else ""
        because = "The rule about saying no is written down and agreed."
        yield Proposal(ID, Target.MUST_HAVE, "opt-out", State.YES, because, f"{opt_out.rule}{by}")
    agreed = sum(line.row.state is DealState.AGREED for line in found.terms)
    state = State.PARTLY if agreed or found.standing.pay_agreed else State.NO
    result = f"{agreed} of {len(found.terms)} terms agreed, pay {'agreed' if found.standing.pay_agreed else 'open'}"
    yield Proposal(ID, Target.QUESTION, PUT_RIGHT, state, "Yes needs the team to say that it is put right.", result)


def _pay_agreed(found: FairDeal) -> Proposal:
    standing = found.standing
    policy = standing.policy
    if standing.pay_agreed and policy is not None:
        on = f", agreed on {short_day(policy.agreed_on)}" if policy.agreed_on else ""
        because = "A policy that pays for waiting is agreed, contracts allow it, and HR has seen it."
        return Proposal(
            ID, Target.MUST_HAVE, "pay-agreed", State.YES, because, f"{policy.name}: {pay_words(policy)}{on}"
        )
    return Proposal(ID, Target.MUST_HAVE, "pay-agreed", State.NO, _why_open(found), "pay is open")


def _why_open(found: FairDeal) -> str:
    standing, policy = found.standing, found.standing.policy
    if policy is None:
        return "No policy is entered."
    if policy.is_callout_only or policy.is_unpaid:
        return f"The policy {policy.name!r} pays nothing for waiting."
    if policy.state.value != "agreed":
        return f"The policy {policy.name!r} is {policy.state.value}, not agreed."
    terms = [found.facts.term(term) for term in standing.blocking]
    return f"Still open: {', '.join(term.title for term in terms if term)}."
