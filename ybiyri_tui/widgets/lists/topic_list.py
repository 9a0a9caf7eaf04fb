"""A list of topics whose questions unfold below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


@dataclass(frozen=True)
class Topic:
    """A topic, as it looks folded and unfolded, and its questions, each as a key and the text of its lines."""

    key: str
    folded: Content
    unfolded: Content
    items: tuple[tuple[str, Content], ...]


class TopicList(OptionList):
    """Enter or a click unfolds and folds; `unfolded` are the keys of the topics whose questions are shown."""

    DEFAULT_CSS = """
    TopicList.-textual-compact { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "questions", key_display="enter", tooltip="show or hide a topic's questions"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("right,l", "fold(True)", show=False),
        Binding("left,h", "fold(False)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self.unfolded: set[str] = set()
        self._topics: tuple[Topic, ...] = ()

    def put(self, topics: Iterable[Topic]) -> None:
        """Shows these topics; what was unfolded and highlighted stays so."""
        self._topics = tuple(topics)
        highlighted = self.highlighted_option
        key = highlighted.id if highlighted else None
        self.set_options(self._shown())
        keys = [option.id for option in self.options]
        self.highlighted = keys.index(key) if key in keys else (0 if keys else None)
        self.call_after_refresh(self.scroll_to_highlight, top=key in self.unfolded)

    def toggle_all(self) -> None:
        """Unfolds everything, or folds everything if all is unfolded."""
        keys = {topic.key for topic in self._topics}
        self.unfolded = set() if self.unfolded >= keys else keys
        self.put(self._topics)

    def action_fold(self, unfold: bool) -> None:
        """Unfolds the highlighted topic, or folds it, also from one of its questions."""
        topic = self._highlighted_topic()
        if topic is not None and (topic.key in self.unfolded) != unfold:
            self._toggle(topic.key)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        topic = self._highlighted_topic()
        if topic is not None:
            self._toggle(topic.key)

    def _toggle(self, key: str) -> None:
        self.unfolded ^= {key}
        if key not in self.unfolded:
            self.highlighted = next(at for at, option in enumerate(self.options) if option.id == key)
        self.put(self._topics)

    def _highlighted_topic(self) -> Topic | None:
        option = self.highlighted_option
        for topic in self._topics:
            if option is not None and option.id in (topic.key, *(key for key, _ in topic.items)):
                return topic
        return None

    def _shown(self) -> Iterator[Option]:
        for topic in self._topics:
            if topic.key not in self.unfolded:
                yield Option(topic.folded, topic.key)
            else:
                yield Option(topic.unfolded, topic.key)
                yield from (Option(text, key) for key, text in topic.items)
