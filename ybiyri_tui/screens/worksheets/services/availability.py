"""Incidents, and beside them how much of the allowed downtime is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView
from ybiyri_tui.widgets.folding import Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.widgets.sheet.grid import SheetGrid
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.worksheets.services.incidents import Incident
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.services.availability import AvailabilityView, ServiceUsage
    from ybiyri_tui.usecases.worksheets.sheets import SheetView


class AvailabilityScreen(SheetScreen["Incident"]):
    """One row an incident; the picture is about the service of the row under the cursor."""

    WHERE = "Availability"
    EMPTY = """No incidents yet.

+ adds one: which service, on which day, for how long.   < reads a file."""
    HELP = """
One row for each time a service could not be used: which one, on which day, for how long. A service that works in part counts as up.

The picture is about the service of the row under the cursor. Its target comes from the decision table, and a target is an amount of downtime: 99.0 % is 1 h 40 min 48 s a week. The bars say how much of it is used. What was lost is what was measured, else hours times the money lost per hour; how much of the tolerable loss was avoided is the reward of restoring fast.
"""  # noqa: E501

    @property
    def sheet(self) -> Sheet[Incident]:
        """Incidents."""
        from playbook.worksheets.services.incidents import INCIDENTS

        return INCIDENTS

    def read_more(self, context: Context, sheet: SheetView[Incident]) -> AvailabilityView:  # noqa: ARG002
        """Downtime of all services."""
        from ybiyri_tui.usecases.worksheets.services.availability import availability_view

        return availability_view(context, self.pilot.id)

    def heading(self, view: TableView[Incident]) -> tuple[str, str]:
        """On the right, the week of the service that is meant."""
        from playbook.worksheets.services.availability import duration_words

        found = self._service(view)
        incidents = counted(len(view.sheet.rows), "incident")
        if found is None:
            return f"Availability · {shown(self.pilot.name)}", incidents
        week = found.usage[0]
        used = f"week: {duration_words(week.used)} of {duration_words(week.allowed)}"
        return f"Availability · {shown(self.pilot.name)}", used

    def picture(self, view: TableView[Incident], width: int) -> VisualType:
        """The bars of the service under the cursor, else what targets allow."""
        from ybiyri_tui.reports.worksheets.availability import target_lines, usage_lines

        found, row = self._service(view), self.current
        if found is not None:
            return Stack(Content(line) for line in usage_lines(found, width))
        name = shown(row.record.service) if row else ""
        why = f"{name} is not decided: give it its exposure and demand on the table of services." if name else ""
        return Stack(Content(line) for line in [*([why, ""] if why else []), *target_lines(view.more.table)])

    def _service(self, view: TableView[Incident]) -> ServiceUsage | None:
        more: AvailabilityView = view.more
        row = self.current
        return more.of(row.record.service) if row and row.record.service else more.chosen

    @on(SheetGrid.Moved)
    def _other_service(self) -> None:
        if self.view is not None:
            self.entitle(*self.heading(self.view))
            self.draw()
