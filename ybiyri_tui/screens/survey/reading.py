"""Paragraphs to read above a screen: how it was tested, what else could explain it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static


class ReadingScreen(ModalScreen[None]):
    """A heading and paragraphs; any of the usual keys leaves."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,d,i,m,t,w", "dismiss", "back"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, heading: str, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self._heading = heading
        self._paragraphs = tuple(paragraphs)

    def compose(self) -> ComposeResult:
        """Heading, paragraphs, the way back."""
        with VerticalScroll(id="reading"):
            yield Static(self._heading, classes="heading", markup=False)
            yield from (Static(paragraph, markup=False) for paragraph in self._paragraphs)
            yield Static("esc back", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """So that the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, lines: int) -> None:
        """Scrolls, for those who use vi's keys."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
