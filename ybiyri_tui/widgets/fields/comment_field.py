"""A few lines of one's own words; enter hands them in, and nothing of them goes to the clipboard."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class CommentField(TextArea):
    """Folds by itself; there is no way to begin a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "hand_in", "go on", priority=True),
        Binding("ctrl+c,super+c,ctrl+x,super+x", "nothing", show=False),
    ]

    class HandedIn(Message):
        """The person is done with it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(soft_wrap=True, compact=True, id=id)

    def action_hand_in(self) -> None:
        """Tells the screen."""
        self.post_message(self.HandedIn())

    def action_nothing(self) -> None:
        """Copies nothing."""

    def action_copy(self) -> None:
        """Copies nothing."""

    def action_cut(self) -> None:
        """Copies nothing."""

    def wipe(self) -> None:
        """Forgets what was typed, and how it was typed."""
        with self.prevent(TextArea.Changed):
            self.load_text("")
