"""What is used of a JSON record, as text, and how it is taken out of a record of any shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from playbook.tickets.text.json_text import Record
from playbook.tickets.trackers.tracker import Field, Tracker

SEPARATOR = "\x1f"
"""Stands between the labels of a record when they become one cell; no label holds it."""
_WORDS_OF = ("name", "summary", "displayName", "value", "title", "key")


@dataclass(frozen=True)
class Parts:
    """What is used of a record, as text; `skip` says why the record is no ticket at all."""

    key: str = ""
    repository: str = ""
    created: str = ""
    resolved: str = ""
    changed: str = ""
    points: str = ""
    spent: str = ""
    title: str = ""
    kind: str = ""
    state: str = ""
    team: str = ""
    cause: str = ""
    labels: tuple[str, ...] = ()
    skip: str | None = None


class JsonTracker(Protocol):
    """What the file of a tracker with JSON offers."""

    TRACKER: Tracker
    PATHS: Mapping[Field, str]

    def recognised(self, record: Record) -> bool:
        """Whether a record comes from this tracker."""

    def parts(self, record: Record) -> Parts:
        """What is used of a record; must cope with any value at any place."""


def tracker_of_records(format: str, table: Tracker) -> Tracker:  # noqa: A002
    """The tracker whose table is known, as it is where it gives records: the same keys, zone and words."""
    return replace(
        table, format=format, label_separators=SEPARATOR, names={}, spares={}, addresses=(), recognised=lambda _: False
    )


def either(record: Record, *names: str) -> str:
    """The first of these fields that says anything, as text, such as `created_at` or `createdAt`."""
    return next((found for name in names if (found := text(record.get(name)))), "")


def text(value: Any) -> str:
    """A word, a number, or the name in an object, as text; empty for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value) if abs(value) < 1e18 else ""
    if isinstance(value, dict):
        return next((found for name in _WORDS_OF if isinstance(found := value.get(name), str)), "")
    return ""


def texts(value: Any) -> tuple[str, ...]:
    """The words in a list of words or objects, also inside `nodes`; a single text is split at commas."""
    if isinstance(value, dict):
        value = value.get("nodes", value.get("edges"))
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    return tuple(found.replace(SEPARATOR, " ") for item in value if (found := text(item).strip()))


def inside(value: Any, *names: str) -> Any:
    """What stands at the end of a path of names, None where it breaks off."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
