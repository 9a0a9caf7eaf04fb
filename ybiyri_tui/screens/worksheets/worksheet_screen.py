"""What every page of a pilot's worksheet shares: whose it is, drawing anew, and the way to what it proposes."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.screen import Screen

from ybiyri_tui.screens.undoing import UndoableScreen

if TYPE_CHECKING:
    from playbook.records import Pilot

View = TypeVar("View")


class WorksheetScreen(UndoableScreen[View], Generic[View]):
    """A page of the worksheet with the id `WORKSHEET`, drawn as wide as there is room."""

    WORKSHEET: ClassVar[str] = ""

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot

    @property
    def pilot_id(self) -> int:
        """The pilot whose worksheet it is."""
        return self.pilot.id

    @abstractmethod
    def draw(self, view: View) -> None:
        """Puts the record on the screen at its present size."""

    def show(self, view: View) -> None:
        """As it is on disk."""
        self.draw(view)

    def on_resize(self) -> None:
        """There is more or less room now."""
        if self.view is not None:
            self.draw(self.view)

    def go(self, screen: Screen[Any]) -> None:
        """Opens a screen on top of this one."""
        self.app.push_screen(screen)

    def action_proposals(self) -> None:
        """Shows what the worksheet proposes."""
        from ybiyri_tui.screens.worksheets.proposals import ProposalsScreen

        self.go(ProposalsScreen(self.pilot, self.WORKSHEET))
