"""How far the reading of an export is, told by one thread and shown by another."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from textual.widgets import Static

    from ybiyri_tui.context import Context
    from ybiyri_tui.screens.base import FramedScreen

Result = TypeVar("Result")
TICK = 0.3
SILENT_SECONDS = 2.0


class Reading:
    """Told the share that was read; stops the reading with an error once nobody waits for it."""

    def __init__(self, name: str) -> None:
        self.stopped = False
        self._name = name
        self._share = 0.0
        self._start = time.monotonic()

    def tell(self, share: float) -> None:
        """Takes the share read so far, 0 to 1. Raises ProgramError if the reading is to stop."""
        if self.stopped:
            raise ProgramError(f"Reading {self._name} was stopped; nothing was changed.")
        self._share = share

    @property
    def words(self) -> str:
        """What is going on; with an estimate once it takes long."""
        gone = time.monotonic() - self._start
        if gone < SILENT_SECONDS or not self._share:
            return f"Reading {shown(self._name)} …"
        left = gone / self._share * (1 - self._share)
        return f"Reading {shown(self._name)} … {round(100 * self._share)} %, about {round(left)} s left. esc stops it."

    async def shown_on(self, screen: FramedScreen[Any], line: Static, read: Callable[[Context], Result]) -> Result:
        """Does the reading on the desk, and says on a line of the screen how far it is. Raises what `read` raises."""
        ticking = screen.set_interval(TICK, lambda: line.update(self.words))
        try:
            return await screen.ybiyri.desk.do(read)
        finally:
            ticking.stop()
