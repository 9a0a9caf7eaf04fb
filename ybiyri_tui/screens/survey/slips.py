"""The codes of a round that was just opened: shown once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import FramedScreen

if TYPE_CHECKING:
    from ybiyri_tui.usecases.survey.opening import Opened


class SlipsScreen(FramedScreen[None]):
    """One line a slip, in an order that says nothing; whoever leaves the screen cannot come back to it."""

    CSS_PATH = "surveys.tcss"
    WHERE = "Codes"
    ALLOW_SELECT = False
    LOCKED: ClassVar[bool] = True
    HELP = """
Write each code on a slip of its own, fold the slips, and let people draw one from a bowl. Nobody can look the codes \
up again; a lost one can only be replaced.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.pop_screen", "done, they are on slips", key_display="enter", id="slips.done"),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    def compose_content(self) -> Iterable[Widget]:
        """What to do with them, and the codes."""
        from ybiyri_tui.reports.survey.slips import slips_text

        with VerticalScroll(id="form"):
            yield Static(slips_text(self._opened.round, self._opened.slips), markup=False)

    def on_mount(self) -> None:
        """Says which round they are for."""
        self.entitle(f"Codes, shown only now · {self._opened.round.label.value}")
