"""What on-call costs in three ways, how sure that is, and the way to the tables behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.screens.worksheets.report_screen import REPORT_KEYS, ReportScreen

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.oncall.content import OnCallFacts
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.worksheets.lines import Line
    from ybiyri_tui.screens.base import FramedScreen
    from ybiyri_tui.usecases.worksheets.oncall.costing import Costs


@dataclass(frozen=True)
class CostsView:
    """The costs and the facts that are shown beside them."""

    costs: Costs
    facts: OnCallFacts


class OnCallScreen(ReportScreen[CostsView]):
    """The answer first; exact figures at once, the simulation as soon as it is done."""

    WHERE = "On-call cost"
    WORKSHEET = "oncall"
    HELP = """
Three ways to be on call, side by side: a rota for each team, schedules by exposure, and operations for everything. Below: each rota at night, the people on it beside what others publish, the five kinds of cost, and how sure the result is.

Every number can be entered as low / likely / high, such as 400 / 540 / 700 EUR. Of ten such cases one lies below low and one above high. The simulation draws 100,000 cases from them and says which two inputs matter most.

Breaks even: minutes of outage a year that lose as much as on-call costs.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "open_table('services')", "services", id="oncall.services", tooltip="services and their cover"),
        Binding("r", "open_table('rotas')", "rotas", id="oncall.rotas", tooltip="people on each rota"),
        Binding("c", "open_table('costs')", "other costs", id="oncall.costs", tooltip="setup, handovers and so on"),
        Binding("v", "settings", "settings", id="oncall.settings", tooltip="callouts, holidays, outages"),
        Binding("p", "pay", "pay", id="oncall.pay", tooltip="pay policies"),
        *REPORT_KEYS,
    ]

    def fetch(self, context: Context) -> CostsView:
        """The costs from likely values."""
        from ybiyri_tui import content
        from ybiyri_tui.usecases.worksheets.oncall.costing import costs

        return CostsView(costs(context, self.pilot.id), content.oncall_facts(context.content_folder))

    def show(self, view: CostsView) -> None:
        """Shows what is known, and has the rest worked out."""
        super().show(view)
        if view.costs.plan.services and view.costs.simulation is None:
            self._simulate(view)

    def lines(self, view: CostsView, width: int) -> Iterable[Line]:
        """All of it."""
        from ybiyri_tui.reports.worksheets.oncall.text import cost_lines

        return cost_lines(view.costs, view.facts, width)

    @work(exclusive=True, group="simulate")
    async def _simulate(self, view: CostsView) -> None:
        from ybiyri_tui.usecases.worksheets.oncall.costing import with_simulation

        found = await self.ybiyri.desk.do(lambda _: with_simulation(view.costs))
        if not self.is_left and self.view is view:
            self.view = CostsView(found, view.facts)
            self.show(self.view)

    def action_open_table(self, name: str) -> None:
        """Opens one of the tables."""
        from ybiyri_tui.screens.worksheets.oncall import tables

        screens: dict[str, Callable[[Pilot], FramedScreen[None]]] = {
            "services": tables.CoverScreen,
            "rotas": tables.RotasScreen,
            "costs": tables.OtherCostsScreen,
        }
        self.app.push_screen(screens[name](self.pilot))

    def action_settings(self) -> None:
        """Opens the settings, each in a row of its own."""
        from ybiyri_tui.screens.worksheets.oncall.tables import OnCallSettingsScreen

        self.app.push_screen(OnCallSettingsScreen(self.pilot))

    def action_pay(self) -> None:
        """Opens the pay policies."""
        from ybiyri_tui.screens.worksheets.pay.tables import PoliciesScreen

        self.app.push_screen(PoliciesScreen(self.pilot))
