"""Proofs are found by their finding, however many pilots there are."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_proof_finding", "proof", ["pilot_id", "question_id", "voice"])
