"""`?`: what the screen below is for, and what its keys do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.key_line import keys_of
from ybiyri_tui.wording.states import legend_parts


class HelpScreen(ModalScreen[None]):
    """Explains the screen it was opened from."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "back"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, explained: Screen[object]) -> None:
        super().__init__()
        self._text = str(getattr(explained, "HELP", "")).strip() or "There is no help for this screen."
        self._keys = keys_of(explained, hidden=True)

    def compose(self) -> ComposeResult:
        """The text, then the table of keys."""
        width = max((len(key) for key, _ in self._keys), default=0) + 2
        with VerticalScroll(id="help"):
            yield Static("Help", classes="heading")
            yield Static(_with_legend(self._text))
            yield Static("Keys", classes="heading")
            yield Static(Stack(Hanging(Content.styled(f"{key:<{width}}", "bold"), what) for key, what in self._keys))
            yield Static("esc back", classes="quiet")

    def on_mount(self) -> None:
        """So that the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, lines: int) -> None:
        """Scrolls, for those who use vi's keys."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _with_legend(text: str) -> Stack:
    before, found, after = text.partition("{legend}")
    if not found:
        return Stack([Content(text)])
    return Stack([Content(before.rstrip()), Flow(Content(part) for part in legend_parts()), Content(after.rstrip())])
