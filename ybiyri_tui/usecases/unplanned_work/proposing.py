"""What imported tickets prove: that the weekly share is visible, and that somebody decides who takes unplanned work."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records import State
from playbook.tickets.share.rework import WEEKS_FOR_RANGE
from playbook.worksheets.unplanned.duty import DUTIES
from ybiyri_tui.context import Context
from ybiyri_tui.usecases import ticketing
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.usecases.worksheets.sheets import sheet_view
from ybiyri_tui.wording.states import counted

WORKSHEET = "tickets"
VISIBLE, MANAGED = "firefighters.share-visible", "firefighters.manage-unplanned"
NAMED_WEEKS = 4


def unplanned_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Proposals of the tickets and of the weeks for which somebody was named."""
    found = ticketing.share(context, pilot_id)
    with_items = sum(1 for week in found.share.weeks if week.items)
    if with_items:
        state = State.YES if with_items >= WEEKS_FOR_RANGE else State.PARTLY
        because = f"{counted(with_items, 'week')} with items are known, with the team's own definition of unplanned."
        result = (
            f"{found.share.unplanned} of {counted(found.share.items, 'item')} in {counted(with_items, 'week')} "
            f"were unplanned, by the team's own definition ({', '.join(found.definition)})"
        )
        yield Proposal(WORKSHEET, Target.QUESTION, VISIBLE, state, because, result)
    named = [duty for duty in sheet_view(context, pilot_id, DUTIES).records if duty.monday and duty.who and duty.first]
    if named:
        state = State.YES if len(named) >= NAMED_WEEKS else State.PARTLY
        because = (
            f"For {counted(len(named), 'week')} it was said who takes unplanned work and what value work goes first."
        )
        yield Proposal(WORKSHEET, Target.QUESTION, MANAGED, state, because, because)
