"""What Alembic runs: the migrations, on the connection and in the transaction that were handed in."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import playbook.tables  # noqa: F401
import surveys.tables  # noqa: F401

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
