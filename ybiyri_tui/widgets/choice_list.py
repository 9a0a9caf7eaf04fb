"""Textual's list of options, with vi's keys and a key line that says what enter does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class ChoiceList(OptionList, inherit_bindings=False):
    """One line or more an option; disabled ones are headings. Left and right stay free for screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", id="list.open"),
        Binding("down,j", "cursor_down", "down", show=False),
        Binding("up,k", "cursor_up", "up", show=False),
        Binding("home", "first", "first", show=False),
        Binding("end", "last", "last", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown", "page_down", "page down", show=False),
    ]

    def put(self, options: Iterable[Option], highlight: str | None = None) -> None:
        """Shows newer options; highlights the one with the id `highlight`, else stays where it is.

        What has kept its place is changed in place, so that nothing scrolls away under the reader's eyes.
        """
        options = list(options)
        if [(option.id, option.disabled) for option in options] == [(o.id, o.disabled) for o in self.options]:
            for index, option in enumerate(options):
                self.replace_option_prompt_at_index(index, option.prompt)
        else:
            stays = self.highlighted_option.id if self.highlighted_option else None
            self.set_options(options)
            highlight = highlight or stays
        enabled = [index for index, option in enumerate(options) if not option.disabled]
        wanted = next((index for index in enabled if options[index].id == highlight), None)
        if wanted is not None:
            self.highlighted = wanted
        elif self.highlighted not in enabled:
            self.highlighted = next(iter(enabled), None)

    @property
    def highlighted_id(self) -> str | None:
        """The id of the highlighted option."""
        return self.highlighted_option.id if self.highlighted_option else None


class CarefulList(ChoiceList):
    """A click highlights first; only what is highlighted is selected by a click."""

    def on_click(self, event: Click) -> None:
        """Comes before Textual's own handling."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked != self.highlighted and not self.options[clicked].disabled:
            event.prevent_default()
            self.highlighted = clicked
