"""The table of services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen

if TYPE_CHECKING:
    from playbook.worksheets.services.service import Service
    from playbook.worksheets.sheets.sheet import Sheet


class ServicesScreen(SheetScreen["Service"]):
    """One row a service."""

    WHERE = "Services"
    WORKSHEET = "services"
    HELP = """
One row for each service: what an hour of its failure costs at worst, and how often customers want something new of it.
"""

    @property
    def sheet(self) -> Sheet[Service]:
        """Services."""
        from playbook.worksheets.services.service import SERVICES

        return SERVICES
