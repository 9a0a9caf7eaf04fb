"""Jira's interfaces: pages of a search or of an agile board, or the issues alone."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.keys import project_key
from playbook.tickets.record_reader import SEPARATOR, Parts, inside, text, texts
from playbook.tickets.text.json_text import Record
from playbook.tickets.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit

TRACKER = Tracker(
    format="jira-json",
    name="Jira",
    read_key=project_key,
    key_like="PROJ-123",
    zone="the time zone of the Jira profile that exported",
    label_separators=SEPARATOR,
    spent_unit=Unit.SECOND,
)
PATHS: Mapping[Field, str] = {
    Field.KEY: "key",
    Field.TITLE: "fields.summary",
    Field.TYPE: "fields.issuetype.name",
    Field.STATUS: "fields.status.statusCategory.key",
    Field.LABELS: "fields.labels",
    Field.CREATED: "fields.created",
    Field.RESOLVED: "fields.resolutiondate",
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
        spent=text(inside(fields, "timespent")),
        title=text(inside(fields, "summary")),
        kind=text(inside(fields, "issuetype")),
        state=text(inside(status, "statusCategory", "key")) or text(status),
        cause=next(iter(texts(inside(fields, "components"))), ""),
        labels=texts(inside(fields, "labels")),
    )
