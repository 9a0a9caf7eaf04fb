"""Pay policies on one rota, and what is agreed besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from ybiyri_tui.screens.worksheets.report_screen import REPORT_KEYS, ReportScreen

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.worksheets.lines import Line
    from ybiyri_tui.screens.base import FramedScreen
    from ybiyri_tui.usecases.worksheets.pay.deals import FairDeal


class FairDealScreen(ReportScreen["FairDeal"]):
    """The comparison first."""

    WHERE = "A fair deal"
    WORKSHEET = "pay"
    HELP = """
What each pay policy gives one person in a year, all on the same rota; what a fair deal has besides; what others report; and why people leave.

Outside figures are never a target. Those marked ? were not confirmed by a public source.

Rules for everybody stand here. Why one person says no is nobody's business, and there is no place for it.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "open_table('policies')", "policies", id="pay.policies", tooltip="pay policies"),
        Binding("d", "open_table('deal')", "terms", id="pay.deal", tooltip="opt-out, swaps, rest, access, cover"),
        Binding("v", "open_table('settings')", "settings", id="pay.settings", tooltip="response time, and the rota"),
        *REPORT_KEYS,
    ]

    def fetch(self, context: Context) -> FairDeal:
        """All of it."""
        from ybiyri_tui.usecases.worksheets.pay.deals import fair_deal

        return fair_deal(context, self.pilot.id)

    def lines(self, view: FairDeal, width: int) -> Iterable[Line]:
        """All of it."""
        from ybiyri_tui.reports.worksheets.pay.text import pay_lines

        return pay_lines(view, width)

    def action_open_table(self, name: str) -> None:
        """Opens one of the tables."""
        from ybiyri_tui.screens.worksheets.pay import tables

        screens: dict[str, Callable[[Pilot], FramedScreen[None]]] = {
            "policies": tables.PoliciesScreen,
            "deal": tables.DealScreen,
            "settings": tables.PaySettingsScreen,
        }
        self.app.push_screen(screens[name](self.pilot))
