"""The first schema: pilots, answers, must-haves, audit trail, work items, surveys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pilot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("mission", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("exposure_per_hour", sa.String(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pilot"),
        sa.UniqueConstraint("name", name="uq_pilot_name"),
    )
    _create_answers()
    _create_must_haves_and_changes()
    _create_work_items()
    _create_surveys()


def _create_answers() -> None:
    op.create_table(
        "answer",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("not_applicable_reason", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "question_id", name="pk_answer"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_answer_pilot", ondelete="CASCADE"),
    )
    op.create_table(
        "finding",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "question_id", "voice", name="pk_finding"),
        sa.ForeignKeyConstraint(
            ["pilot_id", "question_id"],
            ["answer.pilot_id", "answer.question_id"],
            name="fk_finding_answer",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proof"),
        sa.ForeignKeyConstraint(
            ["pilot_id", "question_id", "voice"],
            ["finding.pilot_id", "finding.question_id", "finding.voice"],
            name="fk_proof_finding",
            ondelete="CASCADE",
        ),
    )


def _create_must_haves_and_changes() -> None:
    op.create_table(
        "must_have_mark",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("must_have_id", sa.String(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("pilot_id", "must_have_id", name="pk_must_have_mark"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_must_have_mark_pilot", ondelete="CASCADE"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_change_pilot", ondelete="CASCADE"),
    )


def _create_work_items() -> None:
    op.create_table(
        "bau_definition",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", name="pk_bau_definition"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_bau_definition_pilot", ondelete="CASCADE"),
    )
    op.create_table(
        "work_item",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unplanned", sa.Boolean(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("pilot_id", "key", name="pk_work_item"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_work_item_pilot", ondelete="CASCADE"),
    )


def _create_surveys() -> None:
    op.create_table(
        "survey_round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("main_topics", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("read_back_on", sa.Date(), nullable=True),
        sa.Column("results", sa.String(), nullable=True),
        sa.Column("comparison", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_survey_round"),
        sa.UniqueConstraint("pilot_id", "number", name="uq_survey_round_number"),
        sa.CheckConstraint("label in ('before', 'pulse', 'after')", name="ck_survey_round_label"),
        sa.CheckConstraint("state in ('open', 'closed')", name="ck_survey_round_state"),
        sa.CheckConstraint("k between 4 and 8", name="ck_survey_round_k"),
        sa.CheckConstraint("invited >= k", name="ck_survey_round_invited"),
        sa.CheckConstraint(
            "(state = 'closed') = (results is not null and closed_on is not null)", name="ck_survey_round_closed"
        ),
    )
    is_open, once = sa.text("state = 'open'"), sa.text("label in ('before', 'after')")
    op.create_index(
        "uq_survey_round_open",
        "survey_round",
        ["pilot_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(
        "uq_survey_round_once",
        "survey_round",
        ["pilot_id", "survey_id", "label"],
        unique=True,
        sqlite_where=once,
        postgresql_where=once,
    )
    op.create_table(
        "survey_sheet",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_survey_sheet"),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_sheet_round"),
        sqlite_with_rowid=False,
    )
