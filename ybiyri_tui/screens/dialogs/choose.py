"""Asks for one of a few things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown


class ChooseScreen(ModalScreen[str | None]):
    """Answers with the id of the choice, or None when it was left with esc. Choices are pairs of id and text."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back"),
        *(Binding(str(number), f"take({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Iterable[tuple[str, str]], *, note: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._note = note

    def compose(self) -> ComposeResult:
        """Title, note, choices."""
        with Vertical(id="dialog"):
            yield Static(shown(self._title), classes="heading", markup=False)
            if self._note:
                yield Static(shown(self._note), classes="quiet", markup=False)
            yield ChoiceList(
                *(
                    Option(Hanging(f"{number} ", shown(text)), key)
                    for number, (key, text) in enumerate(self._choices, 1)
                ),
                compact=True,
            )
            yield Static("enter or its number: take it   esc back", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(ChoiceList).focus()

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_take(self, number: int) -> None:
        """Takes a choice by its number."""
        if number <= len(self._choices):
            self.dismiss(self._choices[number - 1][0])
