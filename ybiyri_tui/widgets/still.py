"""Text that is drawn anew only when it looks different, because a key waits for whatever is drawn."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from ybiyri_tui.widgets.folding import same


class Still(Static):
    """Its neighbours are moved only when its height changes, so its width must not depend on its text."""

    _looks: Visual | None = None

    def put(self, content: Visual | str) -> None:
        """Shows a content, unless it looks like the one that is shown."""
        content = content if isinstance(content, Visual) else Content(content)
        if self._looks is None or not same(content, self._looks):
            lines = self._lines(content)
            moves = self._looks is None or lines is None or lines != self._lines(self._looks)
            self._looks = content
            self.update(content, layout=moves)

    def _lines(self, content: Visual) -> int | None:
        """None as long as there is no room to fold it into."""
        width = self.content_size.width
        return content.get_height(self.styles.get_rules(), width) if width else None
