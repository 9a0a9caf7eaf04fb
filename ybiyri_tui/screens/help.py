"""`?`: what the screen below is for, and what its keys do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from ybiyri_tui.widgets.key_line import keys_of


class HelpScreen(ModalScreen[None]):
    """Explains the screen it was opened from."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "back"),
    ]

    def __init__(self, explained: Screen[object]) -> None:
        super().__init__()
        self._text = getattr(explained, "HELP", "") or "There is no help for this screen."
        self._keys = keys_of(explained, hidden=True)

    def compose(self) -> ComposeResult:
        """The text, then the table of keys."""
        width = max((len(key) for key, _ in self._keys), default=0)
        table = "\n".join(f"{key:<{width}}  {what}" for key, what in self._keys)
        with VerticalScroll(id="help"):
            yield Static("Help", classes="heading")
            yield Static(self._text.strip(), markup=False)
            yield Static("Keys", classes="heading")
            yield Static(table, markup=False)
            yield Static("esc back", classes="quiet")

    def on_mount(self) -> None:
        """So that the arrows scroll."""
        self.query_one(VerticalScroll).focus()
