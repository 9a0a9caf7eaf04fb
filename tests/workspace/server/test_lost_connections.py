"""A connection to PostgreSQL that is lost: before, during and after a commit, and while a server restarts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import Session, text

from tests.cutting_off import Line, line_to
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.pilot.pilots import create_pilot, list_pilots
from ybiyri_tui.workspace import postgres as under_test
from ybiyri_tui.workspace.postgres import PostgresWorkspace
from ybiyri_tui.workspace.server import losses

KILL_ME = text("SELECT pg_terminate_backend(pg_backend_pid())")
KILL_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ybiyri-test'"


@pytest.fixture
def line(postgres_schema: str) -> Iterator[Line]:
    PostgresWorkspace.open_or_create(postgres_schema)
    with line_to(postgres_schema) as line:
        yield line


def names(workspace: PostgresWorkspace) -> list[str]:
    return [pilot.name for pilot in list_pilots(Context(workspace, who="coach"))]


def new_pilot(workspace: PostgresWorkspace, name: str) -> None:
    create_pilot(Context(workspace, who="coach"), name=name, team="T", mission="M")


def test_work_that_lost_its_connection_is_run_again(postgres_schema: str) -> None:
    workspace = PostgresWorkspace.open_or_create(postgres_schema)
    tries = []

    def work(session: Session) -> str:
        tries.append(session.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', 'b')")))
        if len(tries) == 1:
            session.connection().execute(KILL_ME)
        return "done"

    assert workspace.write(work) == "done"
    count = workspace.read(lambda session: session.connection().execute(text("SELECT count(*) FROM setting")).scalar())
    assert (len(tries), count) == (2, 1)


def test_work_that_always_loses_its_connection_is_given_up(postgres_schema: str) -> None:
    workspace = PostgresWorkspace.open_or_create(postgres_schema)
    with pytest.raises(ProgramError, match="was lost; nothing was changed"):
        workspace.write(lambda session: session.connection().execute(KILL_ME))
    new_pilot(workspace, "Payments")
    assert names(workspace) == ["Payments"]


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_change_whose_commit_got_no_answer_is_there_once(line: Line, cut: str) -> None:
    workspace = PostgresWorkspace.open(line.address)
    line.cuts[:] = [cut]
    new_pilot(workspace, "Payments")
    assert names(workspace) == ["Payments"]
    assert line.cuts == []


def test_a_server_that_was_restarted_meanwhile_does_not_know_and_the_person_is_told(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = PostgresWorkspace.open(line.address)
    line.cuts[:] = ["after"]
    real = losses.mark_of
    monkeypatch.setattr(losses, "mark_of", lambda connection: replace(real(connection), life="an earlier one"))
    with pytest.raises(ProgramError, match="lost while a change was saved; look whether it is there"):
        new_pilot(workspace, "Payments")
    assert names(workspace) == ["Payments"]


def test_connections_that_a_restart_has_made_stale_are_replaced(postgres_schema: str) -> None:
    workspace = PostgresWorkspace.open_or_create(f"{postgres_schema}&application_name=ybiyri-test")
    new_pilot(workspace, "Payments")
    engine = create_engine(postgres_schema, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(KILL_OTHERS).scalars().all()
    new_pilot(workspace, "Search")
    assert names(workspace) == ["Payments", "Search"]


def test_a_server_that_stays_away_is_waited_for_and_then_told(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "GIVE_UP_AFTER", 0.0)
    workspace = PostgresWorkspace.open(line.address)
    line.cuts[:] = ["before", "before"]
    with pytest.raises(ProgramError, match="was lost; nothing was changed"):
        new_pilot(workspace, "Payments")
    assert names(workspace) == []
