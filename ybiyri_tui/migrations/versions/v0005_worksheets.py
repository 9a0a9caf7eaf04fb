"""Worksheets, and which proofs are results of one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worksheet_row",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "sheet", "number", name="pk_worksheet_row"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_worksheet_row_pilot", ondelete="CASCADE"),
    )
    with op.batch_alter_table("proof") as proof:
        proof.add_column(sa.Column("worksheet", sa.String(), nullable=True))
