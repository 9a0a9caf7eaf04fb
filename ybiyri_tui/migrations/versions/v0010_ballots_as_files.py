"""Keys for ballots that travel as files: the delegate's, who mixes them, and the workspace's, which collects them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (
        ("survey_series", "mixing_key"),
        ("survey_series", "mixing_lock"),
        ("survey_round", "collecting_key"),
        ("survey_round", "collecting_secret"),
    ):
        op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))
