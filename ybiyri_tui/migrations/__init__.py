"""Alembic migrations; run by `workspace.upgrade`, or by hand with `alembic -c` and a connection."""
