"""Asks for a yes before something that cannot be taken back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from ybiyri_tui.widgets.plain import shown


class ConfirmScreen(ModalScreen[bool]):
    """Answers whether it was a yes. `yes` says what enter does."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "yes"),
        Binding("escape,n", "answer(False)", "no"),
    ]

    def __init__(self, question: str, *, note: str = "", yes: str = "yes") -> None:
        super().__init__()
        self._question = question
        self._note = note
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Question, note, keys."""
        with VerticalScroll(id="dialog"):
            yield Static(shown(self._question), classes="heading", markup=False)
            if self._note:
                yield Static(shown(self._note), markup=False)
            yield Static(f"enter {self._yes}   esc back", classes="quiet", markup=False)

    def action_answer(self, yes: bool) -> None:
        """Leaves with the answer."""
        self.dismiss(yes)
