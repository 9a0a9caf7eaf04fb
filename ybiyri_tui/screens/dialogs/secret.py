"""Asks for what nobody else may see, such as a code or a passphrase; nothing typed is shown or kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ybiyri_tui.widgets.plain import shown


class SecretScreen(ModalScreen[tuple[str, ...] | None]):
    """Answers with what was typed into each field, or None when it was left with esc. There are no drafts."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back")]

    def __init__(self, title: str, fields: Sequence[str], *, note: str = "", done: str = "go on") -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._note = note
        self._done = done

    def compose(self) -> ComposeResult:
        """Title, note, and a field that shows dots for everything that is asked."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(shown(self._title), classes="heading", markup=False)
            if self._note:
                yield Static(shown(self._note), classes="quiet", markup=False)
            for name in self._fields:
                yield Static(shown(name), markup=False)
                yield Input(password=True, compact=True)
            yield Static(f"enter {self._done}   esc back", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query(Input).first().focus()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        fields = list(self.query(Input))
        at = fields.index(event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
            return
        typed = tuple(field.value for field in fields)
        self._wipe()
        self.dismiss(typed)

    def action_leave(self) -> None:
        """Goes back; what was typed is forgotten."""
        self._wipe()
        self.dismiss(None)

    def _wipe(self) -> None:
        for field in self.query(Input):
            field.value = ""
