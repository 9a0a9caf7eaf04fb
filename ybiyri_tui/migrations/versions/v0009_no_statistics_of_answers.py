"""On a PostgreSQL server: no statistics of what lies in the box, and rows that are rewritten are tidied up at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("survey_code", "survey_slot", "survey_kept")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        for column in sa.inspect(op.get_bind()).get_columns(table):
            name, kind = column["name"], column["type"].compile(dialect=op.get_bind().dialect)
            # Naming the type again drops the statistics that are there.
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {name} TYPE {kind}, ALTER COLUMN {name} SET STATISTICS 0")
        op.execute(
            f"ALTER TABLE {table} SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0, "
            "autovacuum_vacuum_cost_delay = 0)"
        )
