"""GitLab's CSV export of issues: up to 18.3 with `Issue ID`, from 18.4 of all work items with `IID` and a type."""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit
from playbook.tickets.values.keys import number_key

_NAMES = {
    Field.KEY: ("iid", "issue id"),
    Field.TITLE: ("title",),
    Field.TYPE: ("type", "issue type"),
    Field.STATUS: ("state",),
    Field.LABELS: ("labels",),
    Field.CREATED: ("created at (utc)", "created at"),
    Field.RESOLVED: ("closed at (utc)", "closed at"),
    Field.POINTS: ("weight",),
    Field.SPENT: ("time spent",),
}


def _recognised(headers: frozenset[str]) -> bool:
    """A number within the project, and a time that GitLab writes in UTC or its author's two columns."""
    marks = {"created at (utc)", "closed at (utc)", "author username", "confidential"}
    return bool(headers & {"iid", "issue id"}) and bool(headers & marks)


TRACKER = Tracker(
    format="gitlab-csv",
    name="GitLab",
    read_key=number_key,
    key_like="123",
    bare="gitlab",
    zone="UTC",
    usual_type="Issue",
    label_separators=",",
    spent_unit=Unit.SECOND,
    names=_NAMES,
    addresses=("url",),
    recognised=_recognised,
)
