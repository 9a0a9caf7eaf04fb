"""ServiceNow lists as CSV: field names, labels, through a spreadsheet, through the Table API, and logs of updates."""

from __future__ import annotations

import re

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.keys import code_key

_NAMES = {
    Field.KEY: ("number", "incident number", "task number"),
    Field.TITLE: ("short_description", "short description"),
    Field.TYPE: ("sys_class_name", "task type", "type"),
    Field.STATUS: ("incident_state", "incident state", "state", "status"),
    Field.LABELS: ("sys_tags", "tags", "labels"),
    Field.CREATED: ("opened_at", "opened", "sys_created_on", "created"),
    Field.RESOLVED: ("resolved_at", "resolved", "closed_at", "closed"),
    Field.SPENT: ("time_worked", "time worked"),
    Field.TEAM: ("assignment_group", "assignment group"),
    Field.CAUSE: ("category",),
}
_FIELD_NAMES = frozenset(
    {"opened_at", "short_description", "sys_updated_on", "sys_created_on", "sys_id", "assignment_group", "caller_id",
     "incident_state", "sys_mod_count", "closed_at", "resolved_at"}
)  # fmt: skip
_LABELS = frozenset(
    {"state", "incident state", "opened", "created", "last update", "updated", "short description", "severity",
     "assignment group", "caller", "resolved", "closed", "priority", "category", "assigned to"}
)  # fmt: skip
_ENOUGH_LABELS = 3
_LONGEST_REFERENCE = 1000
_REFERENCE = re.compile(r"\{.*?'display_value':\s*'(?P<shown>[^']*)'.*\}|\{.*'(?:link|value)':.*\}", re.DOTALL)


def _recognised(headers: frozenset[str]) -> bool:
    """A number beside names of fields, or beside several of their labels; GitHub has a title there."""
    if not headers & frozenset(_NAMES[Field.KEY]) or "title" in headers:
        return False
    return bool(headers & _FIELD_NAMES) or len(headers & _LABELS) >= _ENOUGH_LABELS


def _without_reference(cell: str) -> str:
    """The words of a cell; a reference in the form `{'link': …, 'value': …}` has none but those it displays."""
    found = _REFERENCE.fullmatch(cell.strip()) if len(cell) <= _LONGEST_REFERENCE else None
    return cell if found is None else found["shown"] or ""


TRACKER = Tracker(
    format="servicenow-csv",
    name="ServiceNow",
    read_key=code_key,
    key_like="INC0010023",
    zone="the time zone of the ServiceNow user who exported",
    usual_type="Incident",
    done_states=frozenset({"6", "7"}),
    names=_NAMES,
    spares={Field.RESOLVED: ("closed_at", "closed")},
    recognised=_recognised,
    read_word=_without_reference,
)
