"""Exceptions, promises, notes, archived pilots, whether owners accepted, and what undo needs to know."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pilot", sa.Column("archived_on", sa.Date(), nullable=True))
    op.add_column("answer", sa.Column("accepted", sa.Boolean(), nullable=True))
    op.add_column("must_have_mark", sa.Column("accepted", sa.Boolean(), nullable=True))
    op.add_column("change", sa.Column("action", sa.String(), nullable=False, server_default="change"))
    op.add_column("change", sa.Column("reverses", sa.Integer(), nullable=True))
    op.add_column("change", sa.Column("seat", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_change_pilot", "change", ["pilot_id", "id"])
    op.create_table(
        "waiver",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("must_have_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "must_have_id", name="pk_waiver"),
        sa.ForeignKeyConstraint(
            ["pilot_id", "must_have_id"],
            ["must_have_mark.pilot_id", "must_have_mark.must_have_id"],
            name="fk_waiver_must_have_mark",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "promise",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("raised", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("question_id", sa.String(), nullable=True),
        sa.Column("promise", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("understood_on", sa.Date(), nullable=True),
        sa.Column("fixed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("pilot_id", "number", name="pk_promise"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_promise_pilot", ondelete="CASCADE"),
        sa.CheckConstraint("state in ('open', 'kept', 'dropped')", name="ck_promise_state"),
    )
    op.create_table(
        "note",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("pilot_id", "number", name="pk_note"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_note_pilot", ondelete="CASCADE"),
        sa.CheckConstraint("kind in ('note', 'step', 'parked')", name="ck_note_kind"),
    )
