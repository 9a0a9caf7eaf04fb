"""The app of one participant: the kiosk alone, without palette, help, or anything that leads elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from ybiyri_tui import app
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.screens.kiosk import kiosk
from ybiyri_tui.screens.kiosk.kiosk import KioskScreen

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.casting import Booth

Result = TypeVar("Result")


class ParticipantApp(YbiyriApp):
    """Shows the answer flow of one booth; there is no workspace behind it."""

    CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))

    def __init__(self, booth: Booth) -> None:
        super().__init__(_no_workspace, lambda: OwnTerminal(booth.round, counter=BoothCounter(booth), alone=True))


class OwnTerminal(KioskScreen):
    """The kiosk at somebody's own terminal: after the thanks nobody is next."""

    CSS_PATH = str(Path(kiosk.__file__).with_name("kiosk.tcss"))

    def action_next_person(self) -> None:
        """Leaves."""
        self.app.exit()


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
