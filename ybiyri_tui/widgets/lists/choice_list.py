"""Textual's list of options, with vi's keys and a key line that says what enter does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.visual import VisualType, visualize
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ybiyri_tui.widgets.folding import same


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

        What has kept its place is changed in place, so that nothing scrolls away under the reader's eyes, and what
        looks the same is left alone.
        """
        options, is_first = list(options), self.option_count == 0
        if [(option.id, option.disabled) for option in options] == [(o.id, o.disabled) for o in self.options]:
            for index, option in enumerate(options):
                self.put_one(index, option.prompt)
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
        if is_first:
            self.call_after_refresh(self._begin_at_the_top)

    def _begin_at_the_top(self) -> None:
        """Headings above the first entry are seen, too: before the layout the list does not know what fits."""
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.scroll_to_highlight()

    def put_one(self, index: int, prompt: VisualType) -> None:
        """Shows one option anew if it looks different; the others move, and are drawn again, only with its height."""
        option = self.options[index]
        if same(prompt, option.prompt):
            return
        height = self._height_of(option.prompt)
        if self._height_of(prompt) != height:
            self.replace_option_prompt_at_index(index, prompt)
            self.refresh(layout=True)
        else:
            self._redraw(index, option, prompt)

    def _redraw(self, index: int, option: Option, prompt: VisualType) -> None:
        """What `replace_option_prompt_at_index` does, without forgetting how all the others were drawn."""
        option._set_prompt(prompt)
        drawn = self._option_render_cache
        for key in [key for key in drawn.keys() if key[0] is option]:  # noqa: SIM118
            drawn.discard(key)
        self._update_lines()
        if index in self._index_to_line:
            self.refresh_lines(self._index_to_line[index], self._heights[index])

    def _height_of(self, prompt: VisualType) -> int:
        width = self.scrollable_content_region.width
        return visualize(self, prompt, markup=False).get_height(self.styles.get_rules(), width) if width else 0

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


class QuietChoices(CarefulList):
    """A list whose entries other keys work on; enter does nothing and is not offered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", show=False)]
