"""A list in which any number of entries can be ticked; the tick is a sign, not a colour."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class TickList(OptionList):
    """Entries are pairs of id and text; space, enter or a click ticks one, or takes the tick away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "choose", key_display="space"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    class Changed(Message):
        """Something was ticked, or a tick was taken away."""

    def __init__(self, entries: Iterable[tuple[str, str]], ticked: Collection[str], *, id: str | None = None) -> None:  # noqa: A002
        self._entries = tuple(entries)
        self._ticked = set(ticked)
        super().__init__(*(Option(self._line(key, text), key) for key, text in self._entries), id=id, compact=True)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ids of what is ticked, in the order of the list."""
        return tuple(key for key, _ in self._entries if key in self._ticked)

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        key, text = self._entries[event.option_index]
        self._ticked ^= {key}
        self.replace_option_prompt(key, self._line(key, text))
        self.post_message(self.Changed())

    def _line(self, key: str, text: str) -> Content:
        return Content(f"[{'x' if key in self._ticked else ' '}] {text}")
