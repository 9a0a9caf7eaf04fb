"""The example's tasks of specialists and paved roads."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from playbook.worksheets.specialists.roads import Road
from playbook.worksheets.specialists.tasks import Task, Value

HOUR, DAY = 3600, 86_400


def tasks(today: date) -> tuple[Task, ...]:
    """Three months of tickets, as the example has them."""
    low, high = Value.LOW, Value.HIGH
    dba, network, security = "DBA (example)", "network (example)", "security (example)"
    return (
        Task(
            "Example: a database user",
            dba,
            Decimal(180),
            2 * DAY,
            HOUR // 2,
            high,
            True,
            dba,
            today - timedelta(days=40),
            5 * 60,
        ),
        Task("Example: a schema change", dba, Decimal(90), 3 * DAY, HOUR, high, True, dba),
        Task("Example: restoring a backup for a test", dba, Decimal(40), DAY, 2 * HOUR, low, True, dba),
        Task("Example: patching the database", dba, Decimal(24), 7 * DAY, 4 * HOUR, low, True, dba),
        Task("Example: a slow query", dba, Decimal(30), DAY, 3 * HOUR, high, False),
        Task("Example: opening a firewall port", network, Decimal(60), 5 * DAY, HOUR, high, True, network),
        Task("Example: a list of open ports as a slide", network, Decimal(12), 2 * DAY, HOUR, low, False),
        Task("Example: a threat model", security, Decimal(6), 10 * DAY, 8 * HOUR, high, False),
    )


def roads(today: date) -> tuple[Road, ...]:
    """One that counts, one that is used by one team, one that is begun."""
    return (
        Road(
            "Example: a new service in staging",
            "repository, pipeline, dashboard, on-call entry",
            "developer (example)",
            8 * DAY,
            2 * HOUR,
            3,
            today - timedelta(days=60),
        ),
        Road("Example: a certificate", "request and renewal", "security (example)", 4 * DAY, 600, 1, today),
        Road("Example: test data", "a masked copy each night", "DBA (example)", 3 * DAY),
    )
