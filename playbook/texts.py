"""Lines that people type: on one line, not too long, and harmless to a terminal."""

from __future__ import annotations

import re
import unicodedata

from playbook.errors import PlaybookError

# Invisible marks that turn the direction of everything after them, also of what other people wrote.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def line(text: str, what: str, limit: int) -> str:
    """The text on one line without blanks around it; `what` names it in errors, such as `the note`.

    Raises PlaybookError if it is empty, longer than `limit` characters, or holds control characters.
    """
    text = " ".join(_DIRECTION.sub("", text).split())
    if not text:
        raise PlaybookError(f"{what.capitalize()} is empty; write what it says.")
    if len(text) > limit:
        raise PlaybookError(f"{what.capitalize()} is {len(text)} characters long; at most {limit} are kept.")
    if not is_one_harmless_line(text):
        raise PlaybookError(f"{what.capitalize()} contains control characters; type it without them.")
    return text


def is_one_harmless_line(text: str) -> bool:
    """Whether the text has no line ends, control characters, or marks that turn the direction of what follows."""
    return not _DIRECTION.search(text) and not any(
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text
    )


def optional_line(text: str | None, what: str, limit: int) -> str | None:
    """The same, with None for no text."""
    return line(text, what, limit) if text and text.strip() else None
