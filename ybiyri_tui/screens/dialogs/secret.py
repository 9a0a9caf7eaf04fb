"""Asks for what nobody else may see, such as a code or a passphrase; nothing typed is shown or kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.widgets.fields.secret_field import SecretField
from ybiyri_tui.widgets.plain import shown

Typed = tuple[str, ...]


class SecretScreen(ModalScreen[Typed | None]):
    """Answers with what was typed into each field, or None when it was left with esc. There are no drafts.

    `check` raises ProgramError for what will not do; that is told, and the fields are empty again.
    """

    CSS_PATH = "dialogs.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("escape", "leave", "back"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[str],
        *,
        note: str = "",
        done: str = "go on",
        check: Callable[[Typed], None] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._note = note
        self._done = done
        self._check = check

    def compose(self) -> ComposeResult:
        """Title, note, and a field that shows dots for everything that is asked."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(shown(self._title), classes="heading", markup=False)
            if self._note:
                yield Static(shown(self._note), id="note", classes="quiet", markup=False)
            for name in self._fields:
                yield Static(shown(name), classes="label", markup=False)
                yield SecretField()
            yield Static("", id="remark", classes="problem", markup=False)
            yield Static(f"enter {self._done}   esc back", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#remark").display = False
        self.query(Input).first().focus()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        fields = list(self.query(SecretField))
        at = next(number for number, field in enumerate(fields) if field is event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
            return
        typed = tuple(field.value for field in fields)
        self._wipe()
        try:
            if self._check is not None:
                self._check(typed)
        except ProgramError as error:
            remark = self.query_one("#remark", Static)
            remark.update(shown(str(error)))
            remark.display = True
            # What is wrong takes the place of the note, so that it is seen on the smallest screen, too.
            self.query("#note").set(display=False)
            fields[0].focus()
            return
        self.dismiss(typed)

    def action_leave(self) -> None:
        """Goes back; what was typed is forgotten."""
        self._wipe()
        self.dismiss(None)

    def _wipe(self) -> None:
        for field in self.query(SecretField):
            field.wipe()
