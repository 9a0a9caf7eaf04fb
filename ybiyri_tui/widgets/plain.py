"""Text that people typed, made safe to put on a screen."""

from __future__ import annotations

import unicodedata

from textual.content import Content


def shown(text: str) -> str:
    """The text on one line, without control characters and without marks that would turn a line around."""
    kept = (" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return "".join(char for char in kept if char == " " or char.isprintable())


def clipped(text: str, cells: int) -> str:
    """The shown text, cut to a width with an ellipsis; for lists whose entries can be opened to read all of it."""
    return Content(shown(text)).truncate(cells, ellipsis=True).plain
