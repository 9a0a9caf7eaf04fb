"""Small helpers for text from a file: without blanks around, on one line, quoted in a message."""

from __future__ import annotations

_LOOKED_AT = 50
"""How many times what is shown of a text is looked at: enough for a text that begins with blanks."""


def plain_cell(cell: str) -> str:
    """The cell without outer blanks and without the `'` that guards a spreadsheet against formulas."""
    cell = cell.strip()
    return cell[1:].lstrip() if cell.startswith("'") and not cell.endswith("'") else cell


def one_line(text: str) -> str:
    """The text with single blanks between words, and with nothing in it that could steer a terminal."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def quoted(text: str, limit: int = 30) -> str:
    """The text in quotation marks on one line, cut after `limit` characters."""
    line = one_line(text[: _LOOKED_AT * limit])
    return f"'{line if len(line) <= limit else line[: limit - 1] + '…'}'"


def folded(text: str) -> str:
    """A header for comparing: case-folded, single blanks, typographic apostrophes plain."""
    return " ".join(text.split()).casefold().replace("’", "'")
