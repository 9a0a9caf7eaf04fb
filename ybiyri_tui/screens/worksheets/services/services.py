"""The table of services, and how many of them are critical, important, unimportant."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.worksheets.services.service import Service
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.services.deciding import BandsPicture
    from ybiyri_tui.usecases.worksheets.sheets import SheetView


class ServicesScreen(SheetScreen["Service"]):
    """One row a service; the picture answers "everything has to be always on"."""

    WHERE = "Services"
    WORKSHEET = "services"
    EMPTY = """No services yet.

+ adds one: its name, what an hour of its failure costs, how often customers want something new.
< reads a file: a first line with name, exposure_per_hour, demand, then one line a service."""
    HELP = """
One row for each service: what an hour of its failure costs at worst (lost sales and costs), and how often customers want something new of it: low, medium, high or very high among your services. The rest helps: who owns it, where the amount comes from, the peak of the year, who runs it today, and what it will be in a year.

The picture counts services by band, today and in a year. Few are critical; that is the answer to "everything has to be always on". # opens the decision table, where the bands are set and each service says who should run it.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "number_sign", "decision", "decide", key_display="#", id="services.decide", tooltip="the decision table"
        ),
    ]

    @property
    def sheet(self) -> Sheet[Service]:
        """Services."""
        from playbook.worksheets.services.service import SERVICES

        return SERVICES

    def read_more(self, context: Context, sheet: SheetView[Service]) -> BandsPicture:  # noqa: ARG002
        """The services by band."""
        from ybiyri_tui.usecases.worksheets.services.deciding import bands_picture

        return bands_picture(context, self.pilot.id)

    def picture(self, view: TableView[Service], width: int) -> VisualType:
        """A bar for each band, and what keeps services from being counted."""
        from ybiyri_tui.reports.worksheets.services import band_years_lines

        found: BandsPicture = view.more
        lines = [Content(line) for line in band_years_lines(found.today, found.in_a_year, width)]
        remarks = [Hanging(Content.styled("! ", "$warning"), shown(remark)) for remark in found.remarks]
        return Stack([*lines, *remarks])

    def action_decision(self) -> None:
        """Opens the decision table."""
        from ybiyri_tui.screens.worksheets.services.decision import DecisionScreen

        self.app.push_screen(DecisionScreen(self.pilot))
