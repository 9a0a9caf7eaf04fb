"""The tables behind on-call cost, each with what it comes to beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.report_screen import visuals
from ybiyri_tui.screens.worksheets.settings_screen import SettingsTable
from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView

if TYPE_CHECKING:
    from playbook.worksheets.estimates.settings import Known, Setting
    from playbook.worksheets.oncall.covers import CoveredService, Rota
    from playbook.worksheets.oncall.plan import OtherCost
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.worksheets.lines import Line

Record = TypeVar("Record")


class _CostTable(SheetScreen[Record]):
    """Shows the costs as they are with every cell that is saved."""

    def read_more(self, context: Context, sheet: Any) -> Any:  # noqa: ARG002
        """The costs, or why they contradict each other."""
        from playbook.errors import PlaybookError
        from ybiyri_tui.usecases.worksheets.oncall.costing import costs

        try:
            return costs(context, self.pilot.id)
        except PlaybookError as error:
            return error

    def picture(self, view: TableView[Record], width: int) -> VisualType | None:  # noqa: ARG002
        """The scenarios in short."""
        from playbook.errors import PlaybookError
        from ybiyri_tui.reports.worksheets.lines import Line

        if isinstance(view.more, PlaybookError):
            return visuals([Line(str(view.more), "alert")])
        return visuals(self.beside(view.more))

    def beside(self, found: Any) -> Iterable[Line]:
        """What stands beside the table."""
        from ybiyri_tui.reports.worksheets.oncall.text import short_lines

        return short_lines(found)


class CoverScreen(_CostTable["CoveredService"]):
    """Services and who is on call for them at night."""

    WHERE = "Services and their cover"
    HELP = """
One row for each service: the team that runs it, the domain it shares a night rota by, and its cover at night: none, domain (a rota shared with other teams) or team (a rota of its own).

What an hour of outage loses and callouts a year may be low / likely / high.
"""  # noqa: E501
    EMPTY = "No service yet.\n\n+ adds one.   < reads a file with the columns service, team, out_of_hours."

    @property
    def sheet(self) -> Sheet[CoveredService]:
        """Services."""
        from playbook.worksheets.oncall.tables import SERVICES

        return SERVICES


class RotasScreen(_CostTable["Rota"]):
    """People on each rota."""

    WHERE = "Rotas"
    HELP = """
One row for each rota at night: the team or domain it belongs to, how many people take turns, how many of them are on call at once. Numbers of people only; who they are stands nowhere.
"""  # noqa: E501
    EMPTY = "No rota yet.\n\n+ adds one, named like the team or domain it belongs to."

    @property
    def sheet(self) -> Sheet[Rota]:
        """Rotas."""
        from playbook.worksheets.oncall.tables import ROTAS

        return ROTAS

    def beside(self, found: Any) -> Iterable[Line]:
        """Each rota at a glance."""
        from ybiyri_tui.reports.worksheets.oncall.text import rotas_lines

        return rotas_lines(found)


class OtherCostsScreen(_CostTable["OtherCost"]):
    """Costs besides on-call."""

    WHERE = "Other costs"
    HELP = """
Costs besides on-call, each of one kind and in one of the three ways: setup and transition are paid once, run, incident and opportunity every year.
"""  # noqa: E501
    EMPTY = "No other cost yet; the playbook's weights are shown instead.\n\n+ adds one."

    @property
    def sheet(self) -> Sheet[OtherCost]:
        """Other costs."""
        from playbook.worksheets.oncall.tables import COSTS

        return COSTS


class OnCallSettingsScreen(SettingsTable):
    """Callouts, working hours, holidays, operations, outages."""

    WHERE = "On-call settings"

    @property
    def sheet(self) -> Sheet[Setting]:
        """Settings."""
        from playbook.worksheets.oncall.tables import TERMS

        return TERMS

    @property
    def known(self) -> Sequence[Known]:
        """The settings that there are."""
        from playbook.worksheets.oncall.tables import SETTINGS

        return SETTINGS
