"""The line that says where you are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class TitleBar(Horizontal):
    """What is open on the left, how far it is on the right; a rule below."""

    DEFAULT_CSS = """
    TitleBar {
        height: 2;
        padding: 0 1;
        border-bottom: solid $secondary 60%;
    }
    TitleBar > .left { width: 1fr; text-style: bold; text-overflow: ellipsis; text-wrap: nowrap; }
    TitleBar > .right {
        width: auto; max-width: 50%; margin-left: 2; color: $secondary; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self._ends = (left, right)
        self._left = Static(left, markup=False, classes="left")
        self._right = Static(right, markup=False, classes="right")

    def compose(self) -> ComposeResult:
        """Both ends."""
        yield self._left
        yield self._right

    def entitle(self, left: str, right: str = "") -> None:
        """Replaces what has changed; the left end takes what room there is, so it moves nothing."""
        old_left, old_right = self._ends
        self._ends = (left, right)
        if left != old_left:
            self._left.update(left, layout=False)
        if right != old_right:
            self._right.update(right, layout=Content(right).cell_length != Content(old_right).cell_length)
