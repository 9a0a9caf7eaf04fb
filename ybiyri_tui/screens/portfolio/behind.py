"""The pilots behind a number of the portfolio, to choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from ybiyri_tui.screens.welcome.pilot_list import PilotListScreen
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Phase
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.listing import PilotLine


class PilotsBehindScreen(PilotListScreen):
    """Answers with the id of the pilot to open, or None when it was left."""

    CSS_PATH = "../welcome/pilots.tcss"
    WHERE = "Pilots"
    HELP = """
The pilots that are counted in the line from which you came. Enter opens one.

/ finds those in whose name, team, mission or phase every word stands that you type; o changes the order.
"""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="pilots.back")]

    def __init__(self, what: str, key: str, phase: Phase | None) -> None:
        super().__init__()
        self._what, self._key, self._phase = what, key, phase

    def fetch(self, context: Context) -> tuple[PilotLine, ...]:
        """Those pilots."""
        from ybiyri_tui.usecases.portfolio.behind import pilots_behind

        return pilots_behind(context, self._key, self._phase)

    def show(self, view: tuple[PilotLine, ...]) -> None:
        """Lists them."""
        self.entitle(self._what, counted(len(view), "pilot"))
        self.list_pilots()
        self.tell_empty("" if view else "No pilot is counted here any more; esc goes back.")
