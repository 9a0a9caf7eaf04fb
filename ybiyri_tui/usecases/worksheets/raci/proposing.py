"""What the RACI and the goals propose."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.usecases.worksheets.raci.charting import Chart, chart
from ybiyri_tui.usecases.worksheets.raci.goals import goals
from ybiyri_tui.wording.states import counted, short_day

SHIFT, LINKED = "accountability.explained-shift", "accountability.goals-linked"


def raci_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Nothing before there are duties."""
    found = chart(context, pilot_id)
    if not found.duties:
        return
    accepted = len(found.acceptances) - len(found.waiting)
    result = f"{', '.join(found.groups)}: accepted by {accepted} of {counted(len(found.acceptances), 'role')}"
    if found.is_accepted and found.last_accepted_on:
        result += f", the last on {short_day(found.last_accepted_on)}"
    state = State.YES if found.is_accepted else State.NO
    yield Proposal("raci", Target.MUST_HAVE, "raci-accepted", state, _why(found), result)
    accountable = {role for duty in found.duties for role in duty.accountable}
    missing = accountable & {one.role for one in found.waiting}
    state = State.NO if missing or found.violations else State.PARTLY
    because = (
        "Those who answer for it have accepted. Yes needs a leader and somebody of the team to say why, each alone."
        if state is State.PARTLY
        else _why(found)
    )
    yield Proposal("raci", Target.QUESTION, SHIFT, state, because, result)


def _why(found: Chart) -> str:
    if found.violations:
        return f"{counted(len(found.violations), 'rule')} not kept; first: {found.violations[0].says}"
    if found.waiting:
        return f"Not accepted yet: {', '.join(one.role for one in found.waiting)}."
    return "Every rule is kept, and every role that is named has accepted."


def goals_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Nothing before there are goals."""
    counts = goals(context, pilot_id).counts
    if not counts.goals:
        return
    result = f"{counts.goals} goals: {counts.linked} tied to what customers get, {counts.said} of them said aloud"
    if counts.said == counts.goals:
        state, because = State.YES, "Every goal protects an outcome, has somebody who answers, and was said aloud."
    else:
        state = State.PARTLY if counts.linked else State.NO
        because = "Yes needs every goal to have an outcome, somebody who answers for it, and to have been said aloud."
    yield Proposal("goals", Target.QUESTION, LINKED, state, because, result)
