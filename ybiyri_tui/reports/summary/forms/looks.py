"""What colour repeats a state that stands in a cell as glyph and word."""

from __future__ import annotations

_LOOKS = {"✓": "good", "○": "word", "◐": "partly", "✗": "bad", "·": "quiet", "–": "quiet"}


def look(cell: str) -> str:
    """`good`, `word`, `partly`, `bad` or `quiet`; empty for any other text."""
    return _LOOKS.get(cell[:1], "") if cell[1:2] == " " else ""
