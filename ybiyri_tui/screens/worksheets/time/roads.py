"""Paved roads: a list of journeys, not a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet
    from playbook.worksheets.specialists.roads import Road


class RoadsScreen(SheetScreen["Road"]):
    """One row a journey."""

    WHERE = "Paved roads"
    WORKSHEET = "roads"
    EMPTY = """No road is listed yet.

+ adds a row.   < reads a file.

Begin with the journey that developers hate most: what do they want, how long does it take today, with which tickets?
One road that is used beats a platform that is planned."""
    HELP = """
A paved road makes one journey of developers automatic, such as a new service or a certificate. This is a list of roads, explicitly not a platform.

A road counts once two teams use it without a ticket and the time it took before and takes now is known.
"""  # noqa: E501

    @property
    def sheet(self) -> Sheet[Road]:
        """Roads."""
        from playbook.worksheets.specialists.sheets import ROADS

        return ROADS

    def picture(self, view: TableView[Road], width: int) -> VisualType | None:  # noqa: ARG002
        """Which roads count, and what the others lack."""
        from playbook.worksheets.specialists.roads import sorted_roads
        from ybiyri_tui.reports.worksheets.time.specialists import road_sections
        from ybiyri_tui.screens.summary.lines import section_picture

        return section_picture(road_sections(sorted_roads(view.sheet.records))[0]) if view.sheet.rows else None

    def heading(self, view: TableView[Road]) -> tuple[str, str]:
        """How many roads are paved."""
        from playbook.worksheets.specialists.roads import sorted_roads

        paved = len(sorted_roads(view.sheet.records).paved)
        return f"Paved roads · {shown(self.pilot.name)}", f"{paved} of {len(view.sheet.rows)} paved"
