"""What specialists are asked to do, with where each task should go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView
from ybiyri_tui.widgets.folding import Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet
    from playbook.worksheets.specialists.tasks import Task
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.sheets import SheetView


class SpecialistsScreen(SheetScreen["Task"]):
    """One row a task; beside it the routes."""

    WHERE = "Tasks of specialists"
    WORKSHEET = "specialists"
    EMPTY = """No task is listed yet.

+ adds a row.   < reads a file.

Three months of tickets are enough: what was asked for, of whom, how often, how long the wait, how long the work.
Do it with the specialists: they know which requests never needed them."""
    HELP = """
Value and routine decide where a task goes: routine of low value to the provider, routine of high value into self-service, rare and valuable work stays with the specialists, and what is rare and worth little is dropped or written down.

"Without ticket since" is the day on which it began to go its new way; then "Wait now" can be measured. A form that still opens a ticket for somebody does not count.
"""  # noqa: E501

    @property
    def sheet(self) -> Sheet[Task]:
        """Tasks."""
        from playbook.worksheets.specialists.sheets import TASKS

        return TASKS

    def read_more(self, context: Context, sheet: SheetView[Task]) -> Any:  # noqa: ARG002
        """The inventory."""
        from playbook.worksheets.specialists.tasks import inventory

        return inventory(sheet.records)

    def picture(self, view: TableView[Task], width: int) -> VisualType | None:
        """Hours by route, and the tasks of each."""
        from ybiyri_tui.reports.worksheets.time.specialists import task_sections
        from ybiyri_tui.screens.summary.lines import section_picture

        if not view.more.tasks:
            return None
        return Stack([section_picture(section) for section in task_sections(view.more, width=width)])

    def heading(self, view: TableView[Task]) -> tuple[str, str]:
        """Hours that can be freed."""
        hours = round(view.more.frees / 3600)
        return f"Tasks of specialists · {shown(self.pilot.name)}", f"{hours} h a year can be freed"
