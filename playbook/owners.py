"""Who sees to something, and whether they took it on themselves."""

from __future__ import annotations

from playbook.errors import PlaybookError
from playbook.texts import optional_line

MAX_NAME = 80


def name_of(owner: str | None) -> str | None:
    """The owner's name or role on one line, None for nobody. Raises PlaybookError if it does not fit."""
    return optional_line(owner, "the owner", MAX_NAME)


def accepting(owner: str | None, accepted: bool | None) -> bool | None:
    """`accepted`, if there is somebody who could have accepted; raises PlaybookError if there is not."""
    if accepted is not None and owner is None:
        raise PlaybookError("Nobody was asked yet; name an owner first.")
    return accepted
