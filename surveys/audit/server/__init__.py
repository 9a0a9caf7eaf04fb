"""What a PostgreSQL server gives away: the invariants of the ballot box there, as checks that can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.audit import sealed
from surveys.audit.records import Check
from surveys.audit.server import order, surroundings
from surveys.audit.server.evidence import ServerEvidence

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHARED = (sealed.sealed_open, sealed.sealed_closed, sealed.destroyed, sealed.slots, sealed.cost)
"""Checks of the rows themselves, the same as in a file."""
CHECKS = (
    order.transactions,
    order.numbers,
    order.commit_times,
    order.dead_rows,
    order.statistics,
    surroundings.logs,
    surroundings.write_ahead_log,
    surroundings.privileges,
    surroundings.administrators,
    surroundings.function,
    surroundings.connection,
    surroundings.durable,
)
"""Checks of what a server keeps beside the rows and lets others see."""


def audit_server(connection: Connection) -> list[Check]:
    """All checks on a workspace on a server, over a connection that need not be able to write anything."""
    evidence = ServerEvidence(connection)
    return [
        order.columns(evidence),
        *(check(evidence) for check in SHARED),
        *(check(evidence) for check in CHECKS),
    ]
