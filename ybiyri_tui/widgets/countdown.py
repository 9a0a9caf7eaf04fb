"""The time that is left, as a line across the screen that gets shorter."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ybiyri_tui.wording.states import plain_glyphs


class Countdown(Static):
    """A thick line for what is left, a thin one for what is gone; to be told apart without colour."""

    DEFAULT_CSS = "Countdown { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id)
        self._share = 1.0
        self._word = ""
        self._drawn = ""

    def set_share(self, share: float, word: str = "") -> None:
        """How much of the time is left, from 0 to 1, and a word on it; what is beyond is drawn as the nearer end."""
        self._share, self._word = min(1.0, max(0.0, share)), word
        self._draw()

    def on_resize(self) -> None:
        """The line is as long as there is room."""
        self._draw()

    def _draw(self) -> None:
        left, gone = ("=", "-") if plain_glyphs() else ("━", "─")
        width = self.content_size.width
        thick = round(self._share * width)
        line = Content.assemble((left * thick, "bold $primary"), (gone * (width - thick), "$secondary"))
        if self._word and width > len(self._word):
            start = (width - len(self._word) - 2) // 2
            word = Content.styled(f" {self._word} ", "bold")
            line = Content.assemble(line[:start], word, line[start + len(word) :])
        if line.plain != self._drawn:
            self._drawn = line.plain
            self.update(line, layout=False)
