"""Issues of Apache DevLake as CSV: its table, and the form in which it takes issues of one's own."""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit
from playbook.tickets.values.keys import any_key

_NAMES = {
    Field.KEY: ("issue_key",),
    Field.TITLE: ("title",),
    Field.TYPE: ("type", "original_type"),
    Field.STATUS: ("status", "original_status"),
    Field.LABELS: ("labels", "label_name"),
    Field.CREATED: ("created_date",),
    Field.RESOLVED: ("resolution_date",),
    Field.POINTS: ("story_point",),
    Field.SPENT: ("time_spent_minutes",),
    Field.CAUSE: ("component", "component_id"),
}
_DEVLAKE_ONLY = frozenset({"original_type", "original_status", "lead_time_minutes", "story_point"})


def _recognised(headers: frozenset[str]) -> bool:
    return "issue_key" in headers and bool(headers & _DEVLAKE_ONLY)


TRACKER = Tracker(
    format="devlake-csv",
    name="DevLake",
    read_key=any_key,
    key_like="PROJ-123",
    zone="UTC",
    spent_unit=Unit.MINUTE,
    names=_NAMES,
    recognised=_recognised,
)
