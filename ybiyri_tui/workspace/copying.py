"""Moves everything from one workspace to another, in either direction between file and database, and proves it.

Rows are written in the order of their keys, so that a copy tells no more of the order in which they arrived than the
original does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlmodel import Session, SQLModel, col

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.base import Workspace

BATCH = 500
"""Rows that are written at once."""


@dataclass(frozen=True)
class Copied:
    """What was copied: rows by table, the empty ones left out."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


def copy_everything(source: Workspace, target: Workspace) -> Copied:
    """Copies every row into an empty workspace, reads both again and compares.

    Raises ProgramError, and leaves the target empty, if it holds anything already or if anything differs afterwards.
    """
    tables = _tables()
    _refuse_open_round(source)
    found = source.read(lambda session: [(table, _rows(session, table)) for table in tables])
    expected = {table.name: _digest(rows) for table, rows in found}

    def fill(session: Session) -> None:
        _refuse_filled(session, tables, target.name)
        for table, rows in found:
            for batch in _batches(rows):
                session.connection().execute(insert(table), [dict(row) for row in batch])
            _go_on_counting(session, table)
        for table, _ in found:
            if _digest(_rows(session, table)) != expected[table.name]:
                raise ProgramError(f"{target.name}: {table.name} was not the same after copying; nothing was kept.")

    target.write(fill)
    return Copied({table.name: len(rows) for table, rows in found if rows})


def _tables() -> list[Table]:
    """All tables that ybiyri keeps, those first that others refer to."""
    import surveys.tables  # noqa: F401

    return list(SQLModel.metadata.sorted_tables)


def _rows(session: Session, table: Table) -> Sequence[Any]:
    return session.connection().execute(select(table).order_by(*table.primary_key.columns)).mappings().all()


def _digest(rows: Iterable[Any]) -> str:
    """A fingerprint of rows: every value, with its type, in the order of keys."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(sorted((name, repr(value)) for name, value in row.items())).encode())
    return digest.hexdigest()


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _refuse_open_round(source: Workspace) -> None:
    """An open round has slips and a fingerprint out there; two boxes for them would count people twice."""
    from surveys.rounds.records import Stage
    from surveys.tables import RoundRow

    open_rounds = select(func.count()).select_from(RoundRow).where(col(RoundRow.state) != Stage.CLOSED.value)
    if source.read(lambda session: session.connection().execute(open_rounds).scalar()):
        raise ProgramError(f"A survey is open in {source.name}; close or discard it first.")


def _refuse_filled(session: Session, tables: Iterable[Table], name: str) -> None:
    for table in tables:
        if session.connection().execute(select(func.count()).select_from(table)).scalar():
            raise ProgramError(f"{name} is not empty ({table.name} has rows); copy into a new workspace.")


def _go_on_counting(session: Session, table: Table) -> None:
    """PostgreSQL counts ids by itself and has to be told where to go on."""
    counted = table.autoincrement_column
    if counted is None or session.connection().dialect.name != "postgresql":
        return
    session.connection().execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{counted.name}'), "  # noqa: S608
            f"(SELECT coalesce(max({counted.name}), 0) + 1 FROM {table.name}), false)"
        )
    )
