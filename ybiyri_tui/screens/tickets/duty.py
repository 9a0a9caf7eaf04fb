"""The weeks, and who takes the unplanned work in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet
    from playbook.worksheets.unplanned.duty import UnplannedDuty


class DutyScreen(SheetScreen["UnplannedDuty"]):
    """One row a week."""

    WHERE = "Unplanned against value work"
    WORKSHEET = "unplanned-weeks"
    EMPTY = (
        "No week yet.\n\n+ adds one: any day of the week, who takes what comes in between, which value work goes first "
        "and which gives way.   < reads a file."
    )
    HELP = """
One row for each week: who takes the unplanned work, so that everybody else is left alone; which value work \
nothing may push aside; which gives way if need be; and above what share of unplanned work, in per cent, the team \
talks about it.

Decide it when the week begins. The picture of unplanned work shows this week's row below its bars.
"""

    @property
    def sheet(self) -> Sheet[UnplannedDuty]:
        """The weeks."""
        from playbook.worksheets.unplanned.duty import DUTIES

        return DUTIES
