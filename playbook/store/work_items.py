"""Imported work items, and the definition of unplanned work that is frozen with the first of them.

An import is one row: it holds what the import added or changed, and later imports go before earlier ones. So the
largest import is written at once, and it is taken back by leaving its row out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from playbook.errors import PlaybookError
from playbook.records import WorkItem
from playbook.store import history
from playbook.tables import BauDefinitionRow, TicketImportRow
from playbook.tickets.columns import ItemColumns, Row, from_json
from playbook.tickets.reading.quickly import without_collecting

KIND = "ticket_import"


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


@dataclass(frozen=True)
class LastImport:
    """The newest import that counts; its number belongs to no other one of the pilot, ever."""

    number: int
    imported: int
    updated: int


@dataclass(frozen=True)
class Imports:
    """How far a pilot has imported, and by which rules; this stands in the audit trail, and undo goes back to it."""

    last: LastImport | None
    rules: tuple[str, ...]


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
    known: set[str] = set()
    for columns in _contents(session, pilot_id):
        known.update(columns.keys)
    updated = sum(map(known.__contains__, keys))
    return Saved(imported=len(keys) - updated, updated=updated)


def save(session: Session, pilot_id: int, content: ItemColumns, source: TicketSource) -> Saved:
    """Adds items, or replaces those whose key is known. What was taken back before cannot be done again after this."""
    session.execute(
        delete(TicketImportRow).where(
            col(TicketImportRow.pilot_id) == pilot_id, col(TicketImportRow.is_taken_back).is_(True)
        )
    )
    items = len(content)
    with without_collecting():
        known = _known(session, pilot_id)
        updated = sum(map(known.__contains__, content.keys))
        if known:
            rows = zip(content.keys, content.rows(), strict=True)
            content = content.picked([at for at, (key, row) in enumerate(rows) if known.get(key) != row])
    saved = Saved(imported=items - updated, updated=updated)
    session.add(
        TicketImportRow(
            pilot_id=pilot_id,
            number=_next_number(session, pilot_id),
            format=source.format,
            time_zone=source.time_zone,
            imported_on=source.last_on,
            imported=saved.imported,
            updated=saved.updated,
            content=content.as_json(),
        )
    )
    session.flush()
    return saved


def imports(session: Session, pilot_id: int) -> Imports:
    """How far the pilot has imported."""
    query = (
        select(TicketImportRow.number, TicketImportRow.imported, TicketImportRow.updated)
        .where(*_counting(pilot_id))
        .order_by(col(TicketImportRow.number).desc())
    )
    last = session.exec(query.limit(1)).first()
    return Imports(LastImport(*last) if last else None, bau_definition(session, pilot_id))


def put_imports(session: Session, pilot_id: int, wanted: Imports) -> None:
    """Goes back to an import, or on to one that was taken back; the audit trail is the caller's.

    Raises PlaybookError if that one is not kept any more.
    """
    number = wanted.last.number if wanted.last else 0
    own = col(TicketImportRow.pilot_id) == pilot_id
    if number and session.get(TicketImportRow, (pilot_id, number)) is None:
        raise PlaybookError("That import is not kept any more; import the export again.")
    session.execute(update(TicketImportRow).where(own).values(is_taken_back=col(TicketImportRow.number) > number))
    definition = session.get(BauDefinitionRow, pilot_id)
    if definition is not None:
        session.delete(definition)
        session.flush()
    if wanted.rules:
        freeze_bau_definition(session, pilot_id, wanted.rules)
    session.flush()


def sources(session: Session, pilot_id: int) -> tuple[TicketSource, ...]:
    """All kinds of exports that were imported."""
    query = sql_select(
        col(TicketImportRow.format), col(TicketImportRow.time_zone), col(TicketImportRow.imported_on)
    ).where(*_counting(pilot_id))
    rows = session.execute(query.order_by(col(TicketImportRow.number)))
    found = {format_: TicketSource(format_, zone, last_on) for format_, zone, last_on in rows}
    return tuple(found[name] for name in sorted(found) if name)


def items(session: Session, pilot_id: int) -> tuple[WorkItem, ...]:
    """All work items of a pilot, by key."""
    found: dict[str, WorkItem] = {}
    with without_collecting():
        for columns in _contents(session, pilot_id):
            found.update(zip(columns.keys, columns.items(), strict=True))
        return tuple(sorted(found.values(), key=lambda item: item.key))


def forget(session: Session, pilot_id: int) -> int:
    """Removes all work items of a pilot, where they came from, and the rules; returns how many items there were."""
    items = count(session, pilot_id)
    for table in (TicketImportRow, BauDefinitionRow):
        session.execute(delete(table).where(col(table.pilot_id) == pilot_id))
    return items


def count(session: Session, pilot_id: int) -> int:
    """How many work items a pilot has."""
    found = session.exec(select(func.sum(TicketImportRow.imported)).where(*_counting(pilot_id))).one()
    return int(found or 0)


def _known(session: Session, pilot_id: int) -> dict[str, Row]:
    """All items by key; of one key the one that came last."""
    known: dict[str, Row] = {}
    for columns in _contents(session, pilot_id):
        known.update(zip(columns.keys, columns.rows(), strict=True))
    return known


def _contents(session: Session, pilot_id: int) -> Iterator[ItemColumns]:
    query = select(TicketImportRow.content).where(*_counting(pilot_id)).order_by(col(TicketImportRow.number))
    return map(from_json, session.exec(query))


def _counting(pilot_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(TicketImportRow.pilot_id) == pilot_id, col(TicketImportRow.is_taken_back).is_(False)


def _next_number(session: Session, pilot_id: int) -> int:
    highest = session.exec(select(func.max(TicketImportRow.number)).where(TicketImportRow.pilot_id == pilot_id)).one()
    return max(highest or 0, history.numbers_used(session, pilot_id, kind=KIND)) + 1
