"""Workshops, and what was being typed when a terminal was killed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workshop",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("first_note", sa.Integer(), nullable=False),
        sa.Column("first_promise", sa.Integer(), nullable=False),
        sa.Column("dots", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("timer_left", sa.Integer(), nullable=False),
        sa.Column("timer_ends_at", sa.DateTime(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("pilot_id", "number", name="pk_workshop"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_workshop_pilot", ondelete="CASCADE"),
        sa.CheckConstraint("state in ('choosing', 'talking', 'reading_back', 'over')", name="ck_workshop_state"),
    )
    op.create_table(
        "draft",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "field", name="pk_draft"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_draft_pilot", ondelete="CASCADE"),
    )
