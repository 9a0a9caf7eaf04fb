"""Connections to a SQLite workspace: their pragmas, and how their transactions begin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import NullPool
from sqlmodel import create_engine

# DELETE, not WAL: a write-ahead log keeps the order in which answers arrived.
PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=0",
)
_BEGIN = "ybiyri_begin"


def make_engine(path: Path) -> Engine:
    """An engine whose connections live as long as their work, so that no lock or file handle outlasts it."""
    engine = create_engine(f"sqlite:///{path.absolute()}", poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get(_BEGIN)
        if statement:
            connection.exec_driver_sql(statement)

    return engine


def connect(engine: Engine, *, begin: str | None) -> Connection:
    """A connection whose transactions begin with this statement; None runs every statement by itself."""
    return engine.connect().execution_options(**{_BEGIN: begin})
