"""GitLab issues as its REST interface gives them."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.text.json_text import Record
from playbook.tickets.trackers.parts import Parts, either, inside, text, texts, tracker_of_records
from playbook.tickets.trackers.tables import gitlab
from playbook.tickets.trackers.tracker import Field
from playbook.tickets.values.keys import repository_in

TRACKER = tracker_of_records("gitlab-json", gitlab.TRACKER)
PATHS: Mapping[Field, str] = {
    Field.KEY: "iid",
    Field.TITLE: "title",
    Field.TYPE: "issue_type",
    Field.STATUS: "state",
    Field.LABELS: "labels",
    Field.CREATED: "created_at",
    Field.RESOLVED: "closed_at",
    Field.POINTS: "weight",
    Field.SPENT: "time_stats.total_time_spent",
    Field.CAUSE: "severity",
}


def recognised(record: Record) -> bool:
    """Only GitLab numbers issues by `iid`."""
    return "iid" in record


def parts(record: Record) -> Parts:
    """A severity that was never set is none."""
    severity = text(record.get("severity"))
    return Parts(
        key=text(record.get("iid")),
        repository=repository_in(either(record, "web_url", "webUrl")),
        created=either(record, "created_at", "createdAt"),
        resolved=either(record, "closed_at", "closedAt"),
        points=text(record.get("weight")),
        spent=text(inside(record, "time_stats", "total_time_spent")),
        title=text(record.get("title")),
        kind=text(record.get("issue_type") or record.get("type")),
        state=text(record.get("state")),
        cause="" if severity.casefold() == "unknown" else severity,
        labels=texts(record.get("labels")),
    )
