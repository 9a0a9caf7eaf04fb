"""Jira's interfaces: pages of a search or of an agile board, or the issues alone."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.text.json_text import Record
from playbook.tickets.trackers.parts import Parts, inside, text, texts, tracker_of_records
from playbook.tickets.trackers.tables import jira
from playbook.tickets.trackers.tracker import Field

TRACKER = tracker_of_records("jira-json", jira.TRACKER)
PATHS: Mapping[Field, str] = {
    Field.KEY: "key",
    Field.TITLE: "fields.summary",
    Field.TYPE: "fields.issuetype.name",
    Field.STATUS: "fields.status.statusCategory.key",
    Field.LABELS: "fields.labels",
    Field.CREATED: "fields.created",
    Field.RESOLVED: "fields.resolutiondate",
    Field.CHANGED: "fields.statuscategorychangedate",
    Field.SPENT: "fields.timespent",
    Field.CAUSE: "fields.components",
}


def recognised(record: Record) -> bool:
    """An issue has a key and fields."""
    return isinstance(record.get("fields"), dict) and ("key" in record or "self" in record)


def parts(record: Record) -> Parts:
    """States are taken by their category, whose key is the same in every language."""
    fields = record.get("fields")
    status = inside(fields, "status")
    return Parts(
        key=text(record.get("key")),
        created=text(inside(fields, "created")),
        resolved=text(inside(fields, "resolutiondate")),
        changed=text(inside(fields, "statuscategorychangedate")),
        spent=text(inside(fields, "timespent")),
        title=text(inside(fields, "summary")),
        kind=text(inside(fields, "issuetype")),
        state=text(inside(status, "statusCategory", "key")) or text(status),
        cause=next(iter(texts(inside(fields, "components"))), ""),
        labels=texts(inside(fields, "labels")),
    )
