"""What Alembic runs: the migrations, on the connection and in the transaction that were handed in."""

from __future__ import annotations

import surveys.tables  # noqa: F401
from alembic import context
from sqlmodel import SQLModel

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
