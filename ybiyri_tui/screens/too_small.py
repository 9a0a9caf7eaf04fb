"""What is shown when the terminal is too small for anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from ybiyri_tui.screens.sizes import MINIMUM, fits


class TooSmallScreen(Screen[None]):
    """One sentence; it leaves by itself when the terminal grows."""

    DEFAULT_CSS = "TooSmallScreen { align: center middle; } TooSmallScreen Static { text-align: center; }"

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(f"ybiyri needs a terminal of at least {MINIMUM.width} × {MINIMUM.height}; please enlarge it.")

    def on_resize(self, event: Resize) -> None:
        """Gives way to the screen below."""
        self._leave_if_it_fits(event.size)

    def on_screen_resume(self) -> None:
        """The terminal may have grown while a dialog was above."""
        self._leave_if_it_fits(self.app.size)

    def _leave_if_it_fits(self, size: Size) -> None:
        if fits(size) and self.app.screen is self and not self._leaving:
            self._leaving = True
            self.dismiss()
