"""GitHub issues as JSON: REST arrays, also glued pages, `gh issue list --json`, and GraphQL."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.tickets.keys import number_key, repository_in
from playbook.tickets.record_reader import SEPARATOR, Parts, inside, text, texts
from playbook.tickets.text.json_text import Record
from playbook.tickets.tracker import Field, Tracker

TRACKER = Tracker(
    format="github-json",
    name="GitHub",
    read_key=number_key,
    key_like="123",
    bare="github",
    zone="UTC",
    usual_type="Issue",
    label_separators=SEPARATOR,
)
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
    address = text(record.get("html_url")) or text(record.get("url"))
    is_pull = bool(record.get("pull_request")) or "/pull/" in address or record.get("isPullRequest") is True
    return Parts(
        key=text(record.get("number")),
        repository=repository_in(address),
        created=text(record.get("created_at") or record.get("createdAt")),
        resolved=text(record.get("closed_at") or record.get("closedAt")),
        title=text(record.get("title")),
        kind=text(record.get("type")) or text(inside(record, "issueType", "name")),
        state=text(record.get("state")),
        labels=texts(record.get("labels")),
        skip="this is a pull request, not an issue" if is_pull else None,
    )
