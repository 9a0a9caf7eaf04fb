"""GitHub issues as JSON: REST arrays, also glued pages, `gh issue list --json`, and GraphQL."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.text.json_text import Record
from playbook.tickets.trackers.parts import Parts, either, inside, text, texts, tracker_of_records
from playbook.tickets.trackers.tables import github
from playbook.tickets.trackers.tracker import Field
from playbook.tickets.values.keys import repository_in

TRACKER = tracker_of_records("github-json", github.TRACKER)
PATHS: Mapping[Field, str] = {
    Field.KEY: "number",
    Field.TITLE: "title",
    Field.TYPE: "type.name",
    Field.STATUS: "state",
    Field.LABELS: "labels",
    Field.CREATED: "created_at",
    Field.RESOLVED: "closed_at",
}
_MARKS = frozenset(
    {"title", "labels", "state", "created_at", "createdAt", "closedAt", "closed_at", "updatedAt", "html_url", "url"}
)


def recognised(record: Record) -> bool:
    """An issue has a number and something else that GitHub calls so; GitLab has an `iid`, PagerDuty an own number."""
    return "number" in record and "iid" not in record and bool(_MARKS & set(record))


def parts(record: Record) -> Parts:
    """Pull requests, which the interface lists among the issues, are no tickets."""
    address = either(record, "html_url", "url")
    is_pull = bool(record.get("pull_request")) or "/pull/" in address or record.get("isPullRequest") is True
    return Parts(
        key=text(record.get("number")),
        repository=repository_in(address),
        created=either(record, "created_at", "createdAt"),
        resolved=either(record, "closed_at", "closedAt"),
        title=text(record.get("title")),
        kind=text(record.get("type")) or text(inside(record, "issueType", "name")),
        state=text(record.get("state")),
        labels=texts(record.get("labels")),
        skip="this is a pull request, not an issue" if is_pull else None,
    )
