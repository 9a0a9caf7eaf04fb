"""More of each work item, and where items came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_source",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "format", name="pk_ticket_source"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_ticket_source_pilot", ondelete="CASCADE"),
    )
    with op.batch_alter_table("work_item") as item:
        item.add_column(sa.Column("rule", sa.String(), nullable=False, server_default=""))
        item.add_column(sa.Column("team", sa.String(), nullable=False, server_default=""))
        item.add_column(sa.Column("cause", sa.String(), nullable=False, server_default=""))
        item.add_column(sa.Column("points", sa.Float(), nullable=True))
        item.add_column(sa.Column("seconds", sa.Integer(), nullable=True))
