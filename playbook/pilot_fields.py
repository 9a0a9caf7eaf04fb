"""What a pilot's name, team and mission may be; a form checks it before anything is written."""

from __future__ import annotations

from playbook.errors import PlaybookError

# Characters that fit, by field.
LIMITS = {"name": 80, "team": 80, "mission": 500}


def fitting(field: str, text: str) -> str:
    """The text without blanks around it. Raises PlaybookError if it is empty, too long, or cannot be shown."""
    text = text.strip()
    if not text:
        raise PlaybookError(f"A pilot needs a {field}.")
    if len(text) > LIMITS[field]:
        raise PlaybookError(f"The {field} is {len(text)} characters long; at most {LIMITS[field]} fit.")
    if not text.isprintable():
        raise PlaybookError(f"The {field} contains characters that cannot be shown; write it on one line.")
    return text
