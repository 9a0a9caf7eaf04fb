"""The tables of the RACI, checked with every cell that is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.report_screen import visuals
from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView

if TYPE_CHECKING:
    from playbook.worksheets.raci.duties import Duty, RaciRole
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context

Record = TypeVar("Record")


class _CheckedTable(SheetScreen[Record]):
    WORKSHEET = "raci"

    def read_more(self, context: Context, sheet: Any) -> Any:  # noqa: ARG002
        """The whole RACI, checked."""
        from ybiyri_tui.usecases.worksheets.raci.charting import chart

        return chart(context, self.pilot.id)

    def picture(self, view: TableView[Record], width: int) -> VisualType | None:  # noqa: ARG002
        """What is wrong, and who said yes."""
        from ybiyri_tui.reports.worksheets.lines import BLANK
        from ybiyri_tui.reports.worksheets.raci.text import acceptance_lines, check_lines

        return visuals([*check_lines(view.more), BLANK, *acceptance_lines(view.more)])


class DutiesScreen(_CheckedTable["Duty"]):
    """One row for each duty."""

    WHERE = "Duties"
    HELP = """
One row for each duty of a service or group. Each cell takes one role or several, separated by commas; one role alone answers for a duty. What is wrong is said below the table, or beside it, as soon as a cell is saved.
"""  # noqa: E501
    EMPTY = "No duty yet.\n\n+ adds one; esc, then n, begins with a template."

    @property
    def sheet(self) -> Sheet[Duty]:
        """Duties."""
        from playbook.worksheets.raci.duties import DUTIES

        return DUTIES


class RolesScreen(_CheckedTable["RaciRole"]):
    """One row for each role."""

    WHERE = "Roles"
    HELP = """
One row for each role: whether it holds the on-call budget, and on which day it accepted. To note that a role said yes, go back and press a: the day alone does not say to what.
"""  # noqa: E501
    EMPTY = "No role yet; a role is added when it accepts, or is noted as holding the budget.\n\n+ adds one."

    @property
    def sheet(self) -> Sheet[RaciRole]:
        """Roles."""
        from playbook.worksheets.raci.duties import ROLES

        return ROLES
