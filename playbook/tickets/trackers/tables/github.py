"""GitHub issues as CSV: made from the API by a tool, or in the form in which such tools take new issues."""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.keys import number_key

_NAMES = {
    Field.KEY: ("number", "issue number", "issue_number", "#"),
    Field.TITLE: ("title",),
    Field.STATUS: ("state", "status"),
    Field.LABELS: ("labels", "labels[].name", "label"),
    Field.CREATED: ("created_at", "createdat", "created at", "created"),
    Field.RESOLVED: ("closed_at", "closedat", "closed at", "closed"),
    Field.TYPE: ("type", "type.name", "issue type"),
}
_GITHUB_ONLY = frozenset({"number", "html_url", "closed_at", "closedat", "created_at", "createdat", "issue_number"})


def _recognised(headers: frozenset[str]) -> bool:
    """A title, and beside it a body or labels, or a column that is called as in GitHub's interface."""
    return (
        "title" in headers and bool(headers & {"body", *_GITHUB_ONLY}) and bool(headers & {"labels", "body", "state"})
    )


TRACKER = Tracker(
    format="github-csv",
    name="GitHub",
    read_key=number_key,
    key_like="123",
    bare="github",
    zone="UTC",
    usual_type="Issue",
    names=_NAMES,
    addresses=("html_url", "url"),
    recognised=_recognised,
)
