"""Measures of the plan that another worksheet knows: the share of unplanned work, from the imported tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from playbook.tickets.share.rework import Week
from playbook.worksheets.pilot_plan.records import Direction, Measure, PilotPlan
from playbook.worksheets.pilot_plan.sheets import MEASURES
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.ticketing import UnplannedWork, share
from ybiyri_tui.usecases.worksheets.plan.page import plan_page
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, sheet_view

UNPLANNED = "unplanned"
MOST_WEEKS = 8
"""Weeks before and since the change that are looked at; older ones say little about the pilot."""


def fill_unplanned(context: Context, pilot_id: int) -> Measure:
    """Writes the median weekly share before the pilot changed anything, and since then, into the measure `unplanned`.

    What changes things is the second phase of the plan, else its start; only whole weeks count, at most eight on each
    side. Raises ProgramError without tickets, or without a day from which on things change.
    """
    found = share(context, pilot_id)
    weeks = [week for week in found.share.weeks if week.share is not None]
    if not weeks:
        why = found.share.refusal or "Import tickets first: ybiyri tickets import FILE."
        raise ProgramError(f"The weekly share of unplanned work is not known yet. {why}")
    changes_on = _changes_on(plan_page(context, pilot_id).plan)
    if changes_on is None:
        raise ProgramError("The plan has no beginning yet; lay its phases first.")
    before = [week for week in weeks if _ends_on(week) < changes_on][-MOST_WEEKS:]
    since = [week for week in weeks if week.monday >= changes_on and _ends_on(week) < context.today][-MOST_WEEKS:]
    return _write(context, pilot_id, _filled(found, before, since))


def _filled(found: UnplannedWork, before: Sequence[Week], since: Sequence[Week]) -> Measure:
    rules = f"; unplanned is {' or '.join(found.definition)}" if found.definition else ""
    return Measure(
        id=UNPLANNED,
        measure="Unplanned work",
        unit="%",
        better=Direction.DOWN,
        before=_median(before),
        now=_median(since),
        from_on=before[0].monday if before else None,
        to_on=_ends_on(before[-1]) if before else None,
        now_on=_ends_on(since[-1]) if since else None,
        counts=f"median weekly share, {found.share.denominator}{rules}"[:300],
    )


def _write(context: Context, pilot_id: int, new: Measure) -> Measure:
    row = next((row for row in sheet_view(context, pilot_id, MEASURES).rows if row.record.id == UNPLANNED), None)
    if row is None:
        return add_row(context, pilot_id, MEASURES, new).record
    return change_record(
        context, pilot_id, MEASURES, row, lambda known: replace(new, measure=known.measure, target=known.target)
    ).record


def _changes_on(plan: PilotPlan) -> date | None:
    days = sorted(phase.starts_on for phase in plan.phases if phase.starts_on)
    return days[1] if len(days) > 1 else plan.charter.starts_on


def _ends_on(week: Week) -> date:
    return week.monday + timedelta(days=6)


def _median(weeks: Sequence[Week]) -> Decimal | None:
    if not weeks:
        return None
    return Decimal(str(round(100 * median(week.share or 0.0 for week in weeks), 1)))
