"""Azure DevOps queries as CSV; dates are there only if the query shows them."""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit
from playbook.tickets.values.keys import number_key

_NAMES = {
    Field.KEY: ("id",),
    Field.TITLE: ("title", "title 1"),
    Field.TYPE: ("work item type",),
    Field.STATUS: ("state",),
    Field.LABELS: ("tags",),
    Field.CREATED: ("created date",),
    Field.RESOLVED: ("closed date", "resolved date"),
    Field.CHANGED: ("state change date",),
    Field.POINTS: ("story points", "effort", "size"),
    Field.SPENT: ("completed work",),
    Field.TEAM: ("node name", "area path"),
    Field.CAUSE: ("root cause", "activity"),
}


def _recognised(headers: frozenset[str]) -> bool:
    """The two columns that every query shows."""
    return {"id", "work item type"} <= headers


TRACKER = Tracker(
    format="azure-csv",
    name="Azure DevOps",
    read_key=number_key,
    key_like="123",
    bare="AB",
    zone="the time zone of the Azure DevOps profile that exported",
    label_separators=";",
    spent_unit=Unit.HOUR,
    names=_NAMES,
    updated=("changed date",),
    spares={Field.RESOLVED: ("resolved date",)},
    recognised=_recognised,
)
