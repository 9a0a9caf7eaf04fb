"""Imported work items, and the definition of unplanned work that is frozen with the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from playbook.errors import PlaybookError
from playbook.records import WorkItem
from playbook.tables import BauDefinitionRow, WorkItemRow


@dataclass(frozen=True)
class Saved:
    """How many items were new and how many replaced an earlier import of the same ticket."""

    imported: int
    updated: int


def bau_definition(session: Session, pilot_id: int) -> tuple[str, ...]:
    """The pilot's rules for unplanned work, as written; empty before the first import."""
    row = session.get(BauDefinitionRow, pilot_id)
    return tuple(row.rules.splitlines()) if row else ()


def freeze_bau_definition(session: Session, pilot_id: int, rules: Iterable[str]) -> None:
    """Keeps the rules for this pilot. Raises PlaybookError if others are kept already."""
    wanted, kept = tuple(rules), bau_definition(session, pilot_id)
    if not kept:
        session.add(BauDefinitionRow(pilot_id=pilot_id, rules="\n".join(wanted)))
    elif kept != wanted:
        raise PlaybookError(
            f"This pilot counts as unplanned: {', '.join(kept)}. Importing with {', '.join(wanted)} "
            "would make weeks incomparable; import with the same rules, or without any."
        )


def save(session: Session, pilot_id: int, items: Sequence[WorkItem]) -> Saved:
    """Adds items, or updates those whose key is known; the last of two with one key counts."""
    known = {row.key: row for row in session.exec(select(WorkItemRow).where(WorkItemRow.pilot_id == pilot_id))}
    before = set(known)
    for item in items:
        row = known.get(item.key)
        if row is None:
            row = known[item.key] = WorkItemRow(pilot_id=pilot_id, key=item.key, kind=item.kind, unplanned=False)
            session.add(row)
        row.kind, row.unplanned = item.kind, item.unplanned
        row.created_on, row.resolved_on = item.created_on, item.resolved_on
    touched = {item.key for item in items}
    return Saved(imported=len(touched - before), updated=len(touched & before))


def items(session: Session, pilot_id: int) -> tuple[WorkItem, ...]:
    """All work items of a pilot, by key."""
    rows = session.exec(select(WorkItemRow).where(WorkItemRow.pilot_id == pilot_id).order_by(col(WorkItemRow.key)))
    return tuple(WorkItem(r.key, r.kind, r.unplanned, r.created_on, r.resolved_on) for r in rows)
