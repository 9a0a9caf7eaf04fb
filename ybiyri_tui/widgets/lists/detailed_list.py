"""A list with more about its highlighted entry below it, or beside it where the stylesheet says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.still import Still


@dataclass(frozen=True)
class Entry:
    """What stands in the list, and what is told about it; one without a key is a heading."""

    key: str | None
    head: Visual
    body: Visual | None = None


class Details(VerticalScroll, can_focus=False):
    """The text about the highlighted entry."""


class DetailedList(Container):
    """Arrows and jk move in the list; space and b turn the pages of the details."""

    DEFAULT_CSS = """
    DetailedList {
        height: 1fr;
        ChoiceList { height: auto; max-height: 60%; }
        Details { height: 1fr; border-top: solid $secondary 60%; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn(1)", "more", id="details.more", tooltip="more of the text below"),
        Binding("b", "turn(-1)", "back in the text", show=False, id="details.back"),
        Binding("ctrl+d", "turn(1)", show=False),
        Binding("ctrl+u", "turn(-1)", show=False),
    ]

    class Highlighted(Message):
        """Another entry is highlighted."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Selected(Message):
        """Enter was pressed on an entry, or it was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries: dict[str, Entry] = {}
        self._told: str | None = None

    def compose(self) -> ComposeResult:
        """The list and the details."""
        yield self.make_list()
        with Details():
            yield Still("")

    def make_list(self) -> ChoiceList:
        """The list; where enter does something, a subclass brings its own."""
        return CarefulList(compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.list.focus()

    @property
    def list(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    @property
    def highlighted(self) -> str | None:
        """The key of the highlighted entry."""
        return self.list.highlighted_id

    def set_entries(self, entries: Iterable[Entry], highlight: str | None = None) -> None:
        """Shows newer entries; the highlight goes to `highlight`, or stays, or goes to the first."""
        entries = [*entries]
        self._entries = {entry.key: entry for entry in entries if entry.key is not None}
        self.list.put((Option(entry.head, entry.key, disabled=entry.key is None) for entry in entries), highlight)
        self._tell()

    def set_entry(self, entry: Entry) -> None:
        """Shows a newer state of an entry in the list at once; what is told about it follows with `set_entries`."""
        if entry.key in self._entries:
            self._entries[entry.key] = entry
            self.list.put_one(self.list.get_option_index(entry.key), entry.head)

    def action_turn(self, pages: int) -> None:
        """Scrolls the details."""
        details = self.query_one(Details)
        details.scroll_relative(y=pages * max(1, details.size.height - 1), animate=False)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._tell()
        if event.option_id is not None:
            self.post_message(self.Highlighted(event.option_id))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Selected(event.option_id))

    def _tell(self) -> None:
        entry = self._entries.get(self.highlighted or "")
        details = self.query_one(Details)
        details.query_one(Still).put((entry and entry.body) or "")
        if self._told != self.highlighted:
            self._told = self.highlighted
            details.scroll_home(animate=False)
