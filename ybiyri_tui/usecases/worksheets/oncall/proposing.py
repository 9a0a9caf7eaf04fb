"""What the on-call worksheet proposes: that not everything has to be always on, with the money in figures."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.errors import PlaybookError
from playbook.records import State
from playbook.worksheets.oncall.covers import Scenario
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.oncall.costing import costs
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.wording.amounts import priced

ID = "oncall"
ALWAYS_ON = "scale.always-on-myth"


def oncall_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Nothing before services and pay are known. Partly, because somebody has to agree to the cover as well."""
    try:
        found = costs(context, pilot_id)
    except PlaybookError:
        return
    if not found.plan.services or found.policy is None:
        return
    each, exposure = found.scenario(Scenario.ROTA_PER_TEAM), found.scenario(Scenario.BY_EXPOSURE)
    state = State.PARTLY if exposure.people < each.people else State.NO
    result = (
        f"{exposure.people} on call at night by exposure, {each.people} with a rota for each team: "
        f"{priced(exposure.on_call)} instead of {priced(each.on_call)} a year"
    )
    because = (
        "Cover differs by service, so fewer are on call. Yes needs product or finance to have agreed to it."
        if state is State.PARTLY
        else "Every team would be on call at night, as with a rota for each team."
    )
    yield Proposal(ID, Target.QUESTION, ALWAYS_ON, state, because, result)
