"""What is shown when the terminal is too small for anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

MINIMUM = Size(60, 16)


class TooSmallScreen(Screen[None]):
    """One sentence; it leaves by itself when the terminal grows."""

    DEFAULT_CSS = "TooSmallScreen { align: center middle; } TooSmallScreen Static { text-align: center; }"

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(f"ybiyri needs a terminal of at least {MINIMUM.width} × {MINIMUM.height}; please enlarge it.")
