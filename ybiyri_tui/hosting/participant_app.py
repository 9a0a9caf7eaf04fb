"""The app of one participant, of a host or with an invitation: the kiosk alone, and nothing that leads elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NoReturn, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from ybiyri_tui import app
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.screens.kiosk import kiosk
from ybiyri_tui.screens.kiosk.kiosk import KioskScreen
from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.usecases.survey.answering.ways import Way

if TYPE_CHECKING:
    from textual.driver import Driver

    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.answering.casting import Booth

Result = TypeVar("Result")
UNDISTURBED = (Page.SENDING, Page.KEEP, Page.THANKS, Page.CLOSED)
"""Pages on which it does not matter any more whether somebody can answer."""
LONGEST_REST = {Page.PROMISE: 900.0, Page.THANKS: 60.0, Page.CLOSED: 60.0}
"""Seconds without a key after which a page is left; those with answers are wiped much sooner."""
THANKS = "Your answers are stored. You can leave now."


class ParticipantApp(YbiyriApp):
    """Shows the answer flow of one booth; there is no workspace behind it."""

    CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))

    def __init__(self, booth: Booth, driver: type[Driver] | None = None) -> None:
        super().__init__(_no_workspace, lambda: OwnTerminal(booth))
        self.driver_class = driver or self.driver_class


class OwnTerminal(KioskScreen):
    """The kiosk at somebody's own terminal: nobody is next, and a host that has gone is no use."""

    CSS_PATH = str(Path(kiosk.__file__).with_name("kiosk.tcss"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "start", id="kiosk.begin"),
        Binding("enter", "next_person", "leave", id="kiosk.next-person"),
        Binding("enter", "kept", "go on; it is not shown again", id="kiosk.kept"),
        Binding("Q", "leave", "leave", id="kiosk.leave"),
    ]

    def __init__(self, booth: Booth) -> None:
        super().__init__(booth.round, counter=BoothCounter(booth), alone=True, way=booth.way)
        self._booth = booth

    def action_next_person(self) -> None:
        """Leaves."""
        self.app.exit()

    def check_idle(self) -> None:
        """Says when nobody can answer any more, and leaves when nobody is there."""
        over = self._booth.over()
        if over is not None and self.page not in UNDISTURBED:
            self.wipe()
            self.turn_to(Page.CLOSED, over)
        longest = LONGEST_REST.get(self.page)
        if longest is not None and self._clock() - self._touched >= longest:
            self.app.exit()
        elif self.page is not Page.THANKS:  # nobody is next, to whom the kiosk could be handed
            super().check_idle()

    def show_page(self) -> None:
        """The thanks are for one person."""
        super().show_page()
        if self.page is Page.THANKS and self._booth.way is not Way.BY_FILE:
            self.query_one("#text", Static).update(THANKS)


class BoothCounter:
    """A counter at a booth that is at hand; see `ybiyri_tui.screens.kiosk.counter`."""

    def __init__(self, booth: Booth) -> None:
        self._booth = booth

    async def do(self, work: Callable[[Booth], Result]) -> Result:
        """Runs `work` in a thread of its own."""
        return await asyncio.to_thread(work, self._booth)

    async def look_again(self, found: Round) -> Round:
        """The round as it was when this participant came in."""
        return found


def _no_workspace() -> NoReturn:
    raise RuntimeError("a participant's process has no workspace")
