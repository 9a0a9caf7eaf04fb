"""A workspace that was made before exceptions, promises, notes and undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlmodel import Session

from playbook.records import Grade, MustHaveMark, Phase, WorkItem
from playbook.store import answers, history, must_haves, pilots, work_items
from playbook.tickets.columns import columns_of
from ybiyri_tui import migrations
from ybiyri_tui.workspace.engine import connect, make_engine
from ybiyri_tui.workspace.schema_version import APPLICATION_ID, HEAD, revision_of
from ybiyri_tui.workspace.sqlite import FileWorkspace

ROWS: dict[str, list[tuple[object, ...]]] = {
    "pilot": [
        (1, "Payments", "Kestrel", "Restore", "baseline", "200000 EUR", "2026-09-01", "2026-11-02 08:30:00", 0),
        (2, "Search", "Heron", "Find in a second", "prepare", None, "2026-10-01", None, 1),
    ],
    "answer": [
        (1, "developers.listened", None, "Example owner", "2026-12-24", 3),
        (2, "scale.old", "no", None, None, 1),
    ],
    "finding": [
        (1, "developers.listened", "team", "yes", "2026-10-10"),
        (1, "developers.listened", "leaders", "no", "2026-10-11"),
    ],
    "proof": [(1, 1, "developers.listened", "team", "minutes, « mot »", "2026-10-10")],
    "must_have_mark": [(1, "opt-out", "2026-10-12", "in the rota rules", None, None)],
    "change": [(1, 1, "2026-10-10 09:00:00", "coach", "phase", "phase", '"prepare"', '"baseline"')],
    "bau_definition": [(1, "label=bau\ntype=Bug")],
}
TICKETS: list[tuple[object, ...]] = [
    (1, "A-2", "Story", 0, "2026-10-02", "2026-10-05"),
    (1, "A-1", "Bug", 1, "2026-10-01", None),
    (2, "B-1", "Bug", 1, None, None),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file as the first version made it, with a row of everything."""
    path = tmp_path / "first.ybiyri"
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with connect(make_engine(path), begin="BEGIN IMMEDIATE") as connection, connection.begin():
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with closing(sqlite3.connect(path)) as file:
        for table, rows in {**ROWS, "work_item": TICKETS}.items():
            marks = ", ".join("?" * len(rows[0]))
            file.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        file.commit()
    assert revision_of(path) == "0001"
    return path


def columns(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    return (row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def test_no_value_of_any_table_is_lost_or_changed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        kept = {table: ", ".join(columns(connection, table)) for table in ROWS}
    FileWorkspace.open(path)
    assert revision_of(path) == HEAD
    with closing(sqlite3.connect(path)) as connection:
        for table, rows in ROWS.items():
            found = connection.execute(f"SELECT {kept[table]} FROM {table}").fetchall()  # noqa: S608
            assert sorted(found, key=repr) == sorted(rows, key=repr), table
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_old_records_read_as_before_with_nothing_said_about_what_is_new(path: Path) -> None:
    workspace = FileWorkspace.open(path)
    pilot = workspace.read(lambda session: pilots.pilot(session, 1))
    answer = workspace.read(lambda session: answers.answer(session, 1, "developers.listened"))
    marks = workspace.read(lambda session: must_haves.must_have_marks(session, 1))
    assert (pilot.phase, pilot.archived_on) == (Phase.BASELINE, None)
    assert (answer.grade, answer.owner, answer.due_on) == (Grade.NO, "Example owner", date(2026, 12, 24))
    assert answer.accepted is None
    assert marks == {"opt-out": MustHaveMark("opt-out", date(2026, 10, 12), "in the rota rules")}


def test_tickets_of_an_old_file_are_one_import_that_later_ones_go_before(path: Path) -> None:
    workspace = FileWorkspace.open(path)
    kept = workspace.read(lambda session: work_items.items(session, 1))
    other = workspace.read(lambda session: work_items.items(session, 2))
    first = WorkItem("A-1", "Bug", True, date(2026, 10, 1), None)
    second = WorkItem("A-2", "Story", False, date(2026, 10, 2), date(2026, 10, 5))
    assert (kept, other) == ((first, second), (WorkItem("B-1", "Bug", True, None, None),))
    done = first._replace(resolved_on=date(2026, 10, 9))
    source = work_items.TicketSource("jira-csv", "UTC", date(2026, 12, 3))
    saved = workspace.write(lambda session: work_items.save(session, 1, columns_of([second, done]), source))
    assert saved == work_items.Saved(imported=0, updated=2)
    assert workspace.read(lambda session: work_items.items(session, 1)) == (done, second)
    assert workspace.read(lambda session: work_items.sources(session, 1)) == (source,)


def test_what_was_done_before_the_upgrade_can_be_written_on(path: Path) -> None:
    workspace = FileWorkspace.open(path)
    at = datetime(2026, 12, 3, tzinfo=UTC)

    def write(session: Session) -> list[str]:
        found = answers.answer(session, 1, "developers.listened")
        answers.save_answer(session, 1, found.with_owner("Another"), who="coach", at=at)
        return [change.kind for change in history.changes(session, 1)]

    assert workspace.write(write) == ["answer", "phase"]


def test_an_upgraded_file_has_the_same_schema_as_a_new_one(path: Path, tmp_path: Path) -> None:
    def schema(of: Path) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(of)) as connection:
            return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()

    FileWorkspace.open(path)
    new = FileWorkspace.create(tmp_path / "new.ybiyri").path
    assert schema(path) == schema(new)
