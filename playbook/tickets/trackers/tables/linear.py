"""Linear's CSV export, of 30 and of 34 columns, with ISO dates or those of JavaScript."""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.keys import PLAIN_PROJECT_KEYS, project_key

_NAMES = {
    Field.KEY: ("id",),
    Field.TITLE: ("title",),
    Field.TYPE: ("type",),
    Field.STATUS: ("status",),
    Field.LABELS: ("labels",),
    Field.CREATED: ("created",),
    Field.RESOLVED: ("completed",),
    Field.POINTS: ("estimate",),
    Field.TEAM: ("team",),
    Field.CAUSE: ("project",),
}


def _recognised(headers: frozenset[str]) -> bool:
    """Columns that no other tracker has beside `ID` and `Completed`."""
    return {"id", "created", "completed"} <= headers and len(headers & {"cycle number", "triaged", "canceled"}) > 1


TRACKER = Tracker(
    format="linear-csv",
    name="Linear",
    read_key=project_key,
    plain_keys=PLAIN_PROJECT_KEYS,
    key_like="ENG-123",
    zone="UTC",
    usual_type="Issue",
    label_separators=",",
    names=_NAMES,
    recognised=_recognised,
)
