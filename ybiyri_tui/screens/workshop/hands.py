"""Raised hands, counted and shown as a picture; nothing of it is stored."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.visual import Visual
from textual.widgets import Input, Static

from ybiyri_tui.screens.workshop.question_lines import loud
from ybiyri_tui.widgets.folding import Stack
from ybiyri_tui.wording.states import plain_glyphs

ANSWERS = ("yes", "partly", "no")
BAR_WIDTH = 30
MAX_HANDS = 999
OPEN = "An open vote: everybody sees who raises a hand. It is not stored, and it is not a survey."


class HandsScreen(ModalScreen[None]):
    """Numbers are typed and drawn at once; they stand in no file, draft or audit trail, and go when it closes."""

    CSS_PATH = "hands.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "back")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, the picture, the field."""
        with VerticalScroll(id="hands", can_focus=False):
            yield Static(loud(self._question), classes="heading", markup=False)
            yield Static(picture((0, 0, 0)), id="picture")
            yield Input(placeholder="3 5 1  for yes, partly, no", compact=True, restrict=r"[0-9 ]*", max_length=20)
            yield Static(OPEN, classes="quiet", markup=False)
            yield Static("esc back, and the numbers are gone", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _draw(self, event: Input.Changed) -> None:
        self.query_one("#picture", Static).update(picture(hands_in(event.value)))

    @on(Input.Submitted)
    def _done(self) -> None:
        self.dismiss()


def hands_in(text: str) -> tuple[int, ...]:
    """The numbers that were typed for yes, partly and no; what is missing is 0, and what is too much is left out."""
    numbers = [min(int(number), MAX_HANDS) for number in re.findall(r"[0-9]+", text)[: len(ANSWERS)]]
    return (*numbers, *[0] * (len(ANSWERS) - len(numbers)))


def picture(hands: tuple[int, ...]) -> Visual:
    """A bar for each answer, drawn to scale, with the number of all hands as its base."""
    block, everybody = "#" if plain_glyphs() else "█", sum(hands)
    lines = []
    for answer, count in zip(ANSWERS, hands, strict=True):
        cells = round(BAR_WIDTH * count / everybody) if everybody else 0
        lines.append(
            Content.assemble(
                (f"{answer:<8}", "bold"), (f"{block * cells:<{BAR_WIDTH}}", "$primary"), f"  {count} of {everybody}"
            )
        )
    return Stack(lines)
