"""How trackers name their tickets, and a name for tickets that have none."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b

from playbook.tickets.text.cells import one_line, plain_cell
from playbook.tickets.values.dates import Numeric, read_day_alone, split

LONGEST_KEY = 80
_LOOKED_AT = 1000
_PROJECT_KEY = re.compile(r"[\s']*([^\W\d_][A-Za-z0-9_]{0,79}-[0-9]{1,18})\s*")
_NUMBER = re.compile(r"[\s']*#?([0-9]{1,18})\s*")
_CODE = re.compile(r"[\s']*([A-Za-z]{0,8}[0-9]{1,18})\s*")
_REPOSITORY = re.compile(r"https?://[^\s?#]*?/([^/\s?#]+)/(?:-/)?(?:issues|work_items|pull|merge_requests)/[0-9]")


_PLAIN = r"[A-Z][A-Z0-9_]{0,79}-[0-9]{1,18}"
PLAIN_PROJECT_KEYS = re.compile(f"{_PLAIN}(?:\n{_PLAIN})*")


def project_key(cell: str) -> str | None:
    """`PROJ-123`, in capitals."""
    found = _PROJECT_KEY.fullmatch(cell)
    return found[1].upper() if found else None


def number_key(cell: str) -> str | None:
    """`#123`."""
    found = _NUMBER.fullmatch(cell)
    return f"#{int(found[1])}" if found else None


def code_key(cell: str) -> str | None:
    """`INC0010023`, in capitals."""
    found = _CODE.fullmatch(cell)
    return found[1].upper() if found else None


def any_key(cell: str) -> str | None:
    """Any word up to 80 characters, on one line."""
    text = one_line(plain_cell(cell[:_LOOKED_AT]))
    return text if 0 < len(text) <= LONGEST_KEY else None


def repository_in(url: str) -> str:
    """The name of the repository in the address of an issue, without its owner; empty if there is none."""
    found = _REPOSITORY.match(url)
    return one_line(found[1])[:LONGEST_KEY] if found else ""


class Fingerprints:
    """Names for tickets of an export without keys: the same title and day of creation have the same one in every file.

    Twelve hexadecimal digits tell titles apart without giving them away at a glance; who has a guess can check it. The
    second ticket of the same title and day in one file is a second ticket.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, title: str, created: str) -> str | None:
        """The name for the next ticket; None for an empty title."""
        text = one_line(plain_cell(title[:_LOOKED_AT]))
        if not text:
            return None
        name = f"~{blake2b(text.casefold().encode('utf-8', 'replace'), digest_size=6).hexdigest()}"
        day = read_day_alone(split(plain_cell(created))[0])
        if day is not None:
            name = f"{name}@{day.text if isinstance(day, Numeric) else day.isoformat()}"
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"
