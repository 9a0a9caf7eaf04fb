"""A workspace on a PostgreSQL server: made, opened, refused, lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlmodel import Session, text

from tests import postgres
from ybiyri_tui import migrations
from ybiyri_tui.__main__ import run
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.pilot.pilots import create_pilot, list_pilots
from ybiyri_tui.usecases.survey.auditing import audit_workspace
from ybiyri_tui.workspace.opening import open_or_create, open_workspace
from ybiyri_tui.workspace.postgres import PostgresWorkspace
from ybiyri_tui.workspace.schema_version import HEAD
from ybiyri_tui.workspace.server import address as address_module
from ybiyri_tui.workspace.server.answering_door import AnsweringDoor


def execute(address: str, statement: str) -> None:
    engine = create_engine(make_url(address))
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def new_pilot(workspace: PostgresWorkspace, name: str) -> None:
    create_pilot(Context(workspace, who="coach"), name=name, team="T", mission="M")


def test_what_one_opening_writes_another_reads(postgres_schema: str) -> None:
    new_pilot(PostgresWorkspace.open_or_create(postgres_schema), "Payments")
    again = Context(open_workspace(postgres_schema), who="coach")
    assert [pilot.name for pilot in list_pilots(again)] == ["Payments"]


def test_there_has_to_be_a_workspace_to_open(postgres_schema: str) -> None:
    with pytest.raises(ProgramError, match=r"no workspace in .* yet"):
        open_workspace(postgres_schema)


def test_tables_of_another_program_are_left_alone(postgres_schema: str) -> None:
    execute(postgres_schema, "CREATE TABLE invoices (id integer)")
    with pytest.raises(ProgramError, match=r"tables of another program .invoices."):
        open_or_create(postgres_schema)
    with pytest.raises(ProgramError, match="no workspace"):
        open_workspace(postgres_schema)


def test_a_workspace_of_an_earlier_version_gets_the_function_and_loses_samples_of_the_box(postgres_schema: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = create_engine(make_url(postgres_schema))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0008")
        connection.exec_driver_sql("ALTER TABLE survey_slot DROP CONSTRAINT fk_survey_slot_round")
        connection.exec_driver_sql(
            "INSERT INTO survey_slot SELECT 'r', n::text, n > 3, 'x' FROM generate_series(1, 9) n"
        )
    execute(postgres_schema, "ANALYZE survey_slot")
    sampled = "SELECT count(*) FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'survey_slot'"
    with engine.begin() as connection:
        assert connection.exec_driver_sql(sampled).scalar() == 4
    open_workspace(postgres_schema)
    with engine.begin() as connection:
        assert connection.exec_driver_sql(sampled).scalar() == 0
        assert connection.exec_driver_sql("SELECT survey_cast('r', 'x', 'x')").scalar() == "refused"
    engine.dispose()


def test_a_newer_workspace_is_refused(postgres_schema: str) -> None:
    open_or_create(postgres_schema)
    execute(postgres_schema, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ProgramError, match=f"newer version of ybiyri .schema 9999, this one knows {HEAD}."):
        open_workspace(postgres_schema)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql+psycopg://somebody:kept-secret@/nowhere?host=/nonexistent", "cannot be used .*/nonexistent"),
        ("postgresql+psycopg://somebody@/nowhere?host=/nonexistent&password=kept-secret", "cannot be used"),
        ("postgresql+psycopg://somebody@/nowhere?host=/nonexistent&sslpassword=kept-secret", "cannot be used"),
        ("postgresql+psycopg://somebody:kept@-secret@/nowhere", "Write @ inside a password as %40"),
        ("postgresql+psycopg://somebody@localhost:kept-secret/nowhere", "The address of a database reads"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(
    address: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["status"], ["privacy", "audit"], ["workspace", "copy", address, address]):
        assert run(["--workspace", address, *words]) == 2
        said = capsys.readouterr()
        assert re.search(expected, said.err.replace("cannot be checked", "cannot be used"))
        assert "-secret" not in said.err + said.out


def test_a_server_that_is_too_old_is_refused_in_one_sentence(
    postgres_schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address_module, "OLDEST", 99)
    for refused in (open_workspace, open_or_create, audit_workspace, AnsweringDoor.at):
        with pytest.raises(ProgramError, match=r"^PostgreSQL \d+ is too old; a workspace needs version 99 or newer\.$"):
            refused(postgres_schema)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("mysql://host/database", "postgresql\\+psycopg:// address, not mysql"), ("://", "reads postgresql\\+psycopg")],
)
def test_other_addresses_are_refused(address: str, expected: str) -> None:
    with pytest.raises(ProgramError, match=expected):
        open_workspace(address)


def test_the_stamp_differs_once_anybody_has_written(postgres_schema: str) -> None:
    first = PostgresWorkspace.open_or_create(postgres_schema)
    before = first.stamp()
    new_pilot(PostgresWorkspace.open(postgres_schema), "Payments")
    assert first.stamp() != before


@pytest.mark.skipif(postgres.VARIABLE in os.environ, reason="others write to a server that is shared")
def test_the_stamp_rests_while_nobody_writes(postgres_schema: str) -> None:
    workspace = PostgresWorkspace.open_or_create(postgres_schema)
    assert workspace.stamp() == workspace.stamp()


def test_work_that_fails_leaves_nothing(postgres_schema: str) -> None:
    workspace = PostgresWorkspace.open_or_create(postgres_schema)

    def half(session: Session) -> None:
        session.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', 'b')"))
        raise ProgramError("it failed half-way")

    with pytest.raises(ProgramError, match="half-way"):
        workspace.write(half)
    rows = workspace.read(lambda session: session.connection().execute(text("SELECT count(*) FROM setting")).scalar())
    assert rows == 0


def test_reading_cannot_write(postgres_schema: str) -> None:
    workspace = PostgresWorkspace.open_or_create(postgres_schema)
    with pytest.raises(ProgramError, match="read-only"):
        workspace.read(lambda session: session.connection().execute(text("DELETE FROM setting")))
