"""Lost connections: which errors mean one, and what became of a transaction whose commit was not answered.

A transaction that lost its connection before its commit was sent is rolled back by the server, so it may be run again.
If the commit was under way, only the server knows; it is asked by the number of the transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

# Of these the server says itself that it ends or begins, or has no room; class 08 is about connections.
_COMING_AND_GOING = ("57P01", "57P02", "57P03", "53300")
# Somebody else was in the way, and the transaction was rolled back for it.
_IN_THE_WAY = ("40001", "40P01")
_WAITED_IN_VAIN = "55P03"
_NOT_ALLOWED = "42501"

_MARK = text(
    "SELECT pg_current_xact_id()::text, "
    "concat_ws(' ', pg_postmaster_start_time(), (SELECT stats_reset FROM pg_stat_wal), pg_is_in_recovery())"
)
_STATUS = text(
    "SELECT CASE WHEN pg_snapshot_xmax(pg_current_snapshot()) <= CAST(:number AS xid8) THEN 'aborted' "
    "ELSE pg_xact_status(CAST(:number AS xid8)) END, "
    "concat_ws(' ', pg_postmaster_start_time(), (SELECT stats_reset FROM pg_stat_wal), pg_is_in_recovery())"
)


class Fate(Enum):
    """What became of a transaction."""

    KEPT = "kept"
    GONE = "gone"
    UNDER_WAY = "under way"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mark:
    """How a transaction is found again: its number, and which life of the server gave it.

    A server that crashes begins to count its statistics anew, and may give a number again that it had not written
    down; so a number that was kept proves something only within one life.
    """

    number: str
    life: str


def mark_of(connection: Connection) -> Mark:
    """The mark of the transaction that runs on this connection."""
    number, life = connection.execute(_MARK).one()
    return Mark(number, life)


def fate_of(connection: Connection, mark: Mark) -> Fate:
    """What the server says of a transaction of another connection."""
    status, life = connection.execute(_STATUS, {"number": mark.number}).one()
    if status == "aborted":
        return Fate.GONE
    if life != mark.life:
        return Fate.UNKNOWN
    return {"committed": Fate.KEPT, "in progress": Fate.UNDER_WAY}.get(status, Fate.UNKNOWN)


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection was lost, or none could be had."""
    if error.connection_invalidated:
        return True
    code = _code(error)
    return isinstance(error, OperationalError) and (code is None or code[:2] == "08" or code in _COMING_AND_GOING)


def was_in_the_way(error: DBAPIError) -> bool:
    """Whether the server gave up this transaction for another, so that it may be run again."""
    return _code(error) in _IN_THE_WAY


def waited_in_vain(error: DBAPIError) -> bool:
    """Whether somebody else held what was needed for too long."""
    return _code(error) == _WAITED_IN_VAIN


def is_not_allowed(error: DBAPIError) -> bool:
    """Whether the role may not do this."""
    return _code(error) == _NOT_ALLOWED


def _code(error: DBAPIError) -> str | None:
    code = getattr(error.orig, "sqlstate", None)
    return code if isinstance(code, str) else None
