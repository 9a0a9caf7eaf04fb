"""The schema and its migrations."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

import playbook.tables
import surveys.tables
from ybiyri_tui import migrations
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace import upgrade
from ybiyri_tui.workspace.engine import make_engine
from ybiyri_tui.workspace.schema_version import HEAD, REVISIONS, revision_of

TABLES = (playbook.tables, surveys.tables)


def test_the_migrations_build_exactly_the_tables_of_the_packages(context: Context) -> None:
    def differences(connection: Connection) -> list[object]:
        settings = {"compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=settings), SQLModel.metadata))

    assert context.workspace.read(lambda session: differences(session.connection())) == []
    assert len(SQLModel.metadata.tables) >= 10


def test_every_constraint_has_a_name(context: Context) -> None:
    def unnamed(connection: Connection) -> list[str]:
        inspector = inspect(connection)
        found = []
        for table in inspector.get_table_names():
            names = [inspector.get_pk_constraint(table)["name"]]
            names += [constraint["name"] for constraint in inspector.get_foreign_keys(table)]
            names += [constraint["name"] for constraint in inspector.get_unique_constraints(table)]
            found += [table for name in names if not name and table != "alembic_version"]
        return found

    assert context.workspace.read(lambda session: unnamed(session.connection())) == []


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_a_migration_that_fails_leaves_the_file_as_it_was(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(context.workspace.name)
    before = path.read_bytes()

    def fail(connection: Connection) -> None:
        connection.exec_driver_sql("DROP TABLE setting")
        raise ProgramError("it failed half-way")

    monkeypatch.setattr(upgrade, "migrate", fail)
    with pytest.raises(ProgramError, match="half-way"):
        upgrade.upgrade(path, make_engine(path))
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.before-upgrade"))


def test_the_copy_is_gone_after_a_migration_that_worked(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = Path(context.workspace.name), []

    def migrate(connection: Connection) -> None:
        copy = path.with_name(path.name + ".before-upgrade")
        seen.append((copy.stat().st_mode & 0o777, copy.read_bytes()))
        connection.exec_driver_sql("CREATE TABLE added (id INTEGER)")

    monkeypatch.setattr(upgrade, "migrate", migrate)
    before = path.read_bytes()
    upgrade.upgrade(path, make_engine(path))
    assert seen == [(0o600, before)]
    assert not list(path.parent.glob("*.before-upgrade"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM added").fetchone() == (0,)


def test_a_result_that_is_not_what_was_expected_keeps_the_copy(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(context.workspace.name)
    monkeypatch.setattr(upgrade, "migrate", lambda connection: None)
    monkeypatch.setattr(upgrade, "revision_of", lambda path: "0000")
    with pytest.raises(ProgramError, match="before-upgrade"):
        upgrade.upgrade(path, make_engine(path))
    copy = path.with_name(path.name + ".before-upgrade")
    assert revision_of(copy) == HEAD
