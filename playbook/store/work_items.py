"""Imported work items, and the definition of unplanned work that is frozen with the first of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import delete, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from playbook.errors import PlaybookError
from playbook.records import WorkItem
from playbook.tables import BauDefinitionRow, TicketSourceRow, WorkItemRow
from playbook.tickets.reading.quickly import without_collecting

_AT_ONCE = 1000


@dataclass(frozen=True)
class Saved:
    """How many items were new and how many replaced an earlier import of the same ticket."""

    imported: int
    updated: int


@dataclass(frozen=True)
class TicketSource:
    """A kind of export, such as `jira-csv`; `last_on` is the day of the last import."""

    format: str
    time_zone: str
    last_on: date


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


def compare(session: Session, pilot_id: int, keys: Collection[str]) -> Saved:
    """What saving items with these keys would do."""
    known = _known(session, pilot_id)
    updated = sum(1 for key in keys if key in known)
    return Saved(imported=len(keys) - updated, updated=updated)


def save(session: Session, pilot_id: int, items: Iterable[WorkItem]) -> Saved:
    """Adds items, or replaces those whose key is known; the last of two with one key counts.

    Rows go to the database many at a time and never become objects, so that 200,000 of them need little time.
    """
    connection = session.connection()
    statement = _upsert("?" if connection.dialect.paramstyle == "qmark" else "%s")
    known = _known(session, pilot_id)
    keys: set[str] = set()
    iso = _Iso()
    iterator = iter(items)
    with without_collecting():
        while some := list(islice(iterator, _AT_ONCE)):
            keys.update([item.key for item in some])
            rows = [(pilot_id, *item[:3], iso[item[3]], iso[item[4]], *item[5:]) for item in some]
            connection.exec_driver_sql(statement, rows)
    updated = len(keys & known)
    return Saved(imported=len(keys) - updated, updated=updated)


def note_source(session: Session, pilot_id: int, source: TicketSource) -> None:
    """Keeps from what kind of export items came, and in whose days its dates stand."""
    session.merge(
        TicketSourceRow(pilot_id=pilot_id, format=source.format, time_zone=source.time_zone, last_on=source.last_on)
    )


def sources(session: Session, pilot_id: int) -> tuple[TicketSource, ...]:
    """All kinds of exports that were imported."""
    rows = session.exec(
        select(TicketSourceRow).where(TicketSourceRow.pilot_id == pilot_id).order_by(col(TicketSourceRow.format))
    )
    return tuple(TicketSource(row.format, row.time_zone, row.last_on) for row in rows)


def items(session: Session, pilot_id: int) -> tuple[WorkItem, ...]:
    """All work items of a pilot, by key."""
    columns = [getattr(WorkItemRow, name) for name in WorkItem._fields]
    rows = session.execute(
        sql_select(*columns).where(col(WorkItemRow.pilot_id) == pilot_id).order_by(col(WorkItemRow.key))
    )
    return tuple(WorkItem(*row) for row in rows)


def forget(session: Session, pilot_id: int) -> int:
    """Removes all work items of a pilot, where they came from, and the rules; returns how many items there were."""
    items = count(session, pilot_id)
    for table in (WorkItemRow, TicketSourceRow, BauDefinitionRow):
        session.execute(delete(table).where(col(table.pilot_id) == pilot_id))
    return items


def count(session: Session, pilot_id: int) -> int:
    """How many work items a pilot has."""
    return session.exec(select(func.count()).where(WorkItemRow.pilot_id == pilot_id)).one()


def _known(session: Session, pilot_id: int) -> frozenset[str]:
    return frozenset(session.exec(select(WorkItemRow.key).where(WorkItemRow.pilot_id == pilot_id)))


class _Iso(dict["date | None", "str | None"]):
    """Days as text, which every database takes for a date; each day is written once."""

    def __missing__(self, day: date | None) -> str | None:
        text = self[day] = None if day is None else day.isoformat()
        return text


def _upsert(mark: str) -> str:
    """One statement that adds a row or replaces it, in the words that SQLite and PostgreSQL share."""
    names = ("pilot_id", *WorkItem._fields)
    replaced = ", ".join(f"{name} = excluded.{name}" for name in WorkItem._fields if name != "key")
    return (
        f"INSERT INTO work_item ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))}) "  # noqa: S608
        f"ON CONFLICT (pilot_id, key) DO UPDATE SET {replaced}"
    )
