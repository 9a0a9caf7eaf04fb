"""Who sees to something, in words: a name alone, or with whether the person took it on."""

from __future__ import annotations


def owner_words(owner: str | None, accepted: bool | None, *, nobody: str = "") -> str:
    """`Jo`, `Jo, accepted` or `Jo, asked, not accepted`; `nobody` if there is no owner."""
    if owner is None:
        return nobody
    return owner if accepted is None else f"{owner}, {'accepted' if accepted else 'asked, not accepted'}"
