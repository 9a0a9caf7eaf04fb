"""GitLab issues as its REST interface gives them."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.keys import number_key, repository_in
from playbook.tickets.record_reader import SEPARATOR, Parts, inside, text, texts
from playbook.tickets.text.json_text import Record
from playbook.tickets.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit

TRACKER = Tracker(
    format="gitlab-json",
    name="GitLab",
    read_key=number_key,
    key_like="123",
    bare="gitlab",
    zone="UTC",
    usual_type="Issue",
    label_separators=SEPARATOR,
    spent_unit=Unit.SECOND,
)
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
        repository=repository_in(text(record.get("web_url") or record.get("webUrl"))),
        created=text(record.get("created_at") or record.get("createdAt")),
        resolved=text(record.get("closed_at") or record.get("closedAt")),
        points=text(record.get("weight")),
        spent=text(inside(record, "time_stats", "total_time_spent")),
        title=text(record.get("title")),
        kind=text(record.get("issue_type") or record.get("type")),
        state=text(record.get("state")),
        cause="" if severity.casefold() == "unknown" else severity,
        labels=texts(record.get("labels")),
    )
