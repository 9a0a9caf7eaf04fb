"""Operational goals beside what customers get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.report_screen import visuals
from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView

if TYPE_CHECKING:
    from playbook.worksheets.goals.goals import Goal
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context


class GoalsScreen(SheetScreen["Goal"]):
    """One row for each goal."""

    WHERE = "Goals"
    WORKSHEET = "goals"
    HELP = """
One row for each operational goal: what customers get from it, the number that shows it, the role that answers for it, and to whom it was said aloud, on which day.

A goal that stands alone loses against the next feature.
"""  # noqa: E501
    EMPTY = "No goal yet.\n\n+ adds one: an operational goal, and what customers get from it."

    @property
    def sheet(self) -> Sheet[Goal]:
        """Goals."""
        from playbook.worksheets.goals.goals import GOALS

        return GOALS

    def read_more(self, context: Context, sheet: Any) -> Any:  # noqa: ARG002
        """How far each is."""
        from ybiyri_tui.usecases.worksheets.raci.goals import goals

        return goals(context, self.pilot.id)

    def picture(self, view: TableView[Goal], width: int) -> VisualType | None:  # noqa: ARG002
        """Each goal with what it lacks."""
        from ybiyri_tui.reports.worksheets.raci.text import goal_lines

        return visuals(goal_lines(view.more))
