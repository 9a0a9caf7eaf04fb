"""What colour repeats a state that stands in a cell as glyph and word."""

from __future__ import annotations

from ybiyri_tui.reports.escaping import plain

NO_BREAK = "\N{NO-BREAK SPACE}"

_LOOKS = {"✓": "good", "○": "word", "◐": "partly", "✗": "bad", "·": "quiet", "–": "quiet"}


def look(cell: str) -> str:
    """`good`, `word`, `partly`, `bad` or `quiet`; empty for any other text."""
    return _LOOKS.get(cell[:1], "") if cell[1:2] == " " else ""


def tied(cell: str) -> str:
    """The plain text of such a cell, with a glyph that stays on the line of its word."""
    return plain(cell).replace(" ", NO_BREAK, 1)
