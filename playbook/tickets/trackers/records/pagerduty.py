"""PagerDuty incidents as its REST interface gives them."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.text.json_text import Record
from playbook.tickets.trackers.parts import SEPARATOR, Parts, text, texts
from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.keys import any_key

TRACKER = Tracker(
    format="pagerduty-json",
    name="PagerDuty",
    read_key=any_key,
    key_like="1234",
    bare="pagerduty-",
    zone="UTC",
    usual_type="Incident",
    label_separators=SEPARATOR,
)
PATHS: Mapping[Field, str] = {
    Field.KEY: "incident_number",
    Field.TITLE: "title",
    Field.TYPE: "type",
    Field.STATUS: "status",
    Field.LABELS: "urgency",
    Field.CREATED: "created_at",
    Field.RESOLVED: "resolved_at",
    Field.TEAM: "teams",
    Field.CAUSE: "service.summary",
}


def recognised(record: Record) -> bool:
    """An incident has a number of its own, or an urgency beside its service."""
    return "incident_number" in record or {"urgency", "service"} <= set(record)


def parts(record: Record) -> Parts:
    """A resolved incident without a time of resolving was resolved when its state last changed."""
    state = text(record.get("status"))
    last = text(record.get("last_status_change_at")) if state == "resolved" else ""
    labels = (text(record.get("urgency")), text(record.get("priority")))
    return Parts(
        key=text(record.get("incident_number")) or text(record.get("id")),
        created=text(record.get("created_at")),
        resolved=text(record.get("resolved_at")) or last,
        title=text(record.get("title")),
        kind=text(record.get("type")),
        state=state,
        team=next(iter(texts(record.get("teams"))), ""),
        cause=text(record.get("service")),
        labels=tuple(label for label in labels if label),
    )
