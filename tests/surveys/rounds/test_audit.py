"""Every check holds on a file as the program makes it, and fails on one made badly on purpose."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from surveys.audit import audit
from surveys.errors import SurveyError
from surveys.records import Label
from surveys.rounds import life
from surveys.sealing.stretching import PASSPHRASE_COST, Cost

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team


def failed(path: Path) -> set[str]:
    return {check.id for check in audit(path) if not check.holds}


def ruin(team: Team, *statements: str, secure: bool = True) -> None:
    """Changes the file as no part of the program would."""
    team.engine.dispose()
    with closing(sqlite3.connect(team.path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA secure_delete={'ON' if secure else 'OFF'}")
        for statement in statements:
            connection.execute(statement)


@pytest.fixture(autouse=True)
def _tests_are_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The team's passphrases cost nothing, which the audit would tell."""
    monkeypatch.setattr("surveys.audit.sealed.PASSPHRASE_COST", Cost(1, 8192))


@pytest.fixture
def opened(team: Team, sheets: list[Sheet]) -> Team:
    """An open round that some have answered."""
    team.open()
    team.finish()
    team.answer_all(sheets[:6])
    return team


@pytest.fixture
def waiting(team: Team, sheets: list[Sheet]) -> Team:
    """A series that waits for its comparison."""
    team.whole(Label.BEFORE, sheets)
    return team


def test_a_file_holds_every_check_from_opening_to_the_end(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    assert failed(team.path) == set()
    team.open(Label.AFTER)
    team.finish()
    for sheet in sheets:
        team.answer(sheet)
        assert failed(team.path) == set()
    team.close()
    assert failed(team.path) == set()


def test_a_large_round_holds_every_check(team: Team) -> None:
    team.open(invited=150, comments=True)
    team.finish()
    for _ in range(20):
        team.answer({"pay.makes-up": 3}, comment="Words.")
    assert failed(team.path) == set()


def test_every_check_says_what_it_found_and_has_a_name_of_its_own(opened: Team) -> None:
    checks = audit(opened.path)
    assert len({check.id for check in checks}) == len(checks) == 13
    assert all(check.says.endswith(".") for check in checks)


def test_it_only_reads(opened: Team) -> None:
    before = opened.path.read_bytes(), opened.path.stat().st_mtime_ns, sorted(opened.path.parent.iterdir())
    audit(opened.path)
    assert (opened.path.read_bytes(), opened.path.stat().st_mtime_ns, sorted(opened.path.parent.iterdir())) == before


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE survey_slot ADD COLUMN written_at TEXT",
        "ALTER TABLE survey_code ADD COLUMN person TEXT",
        "CREATE TABLE survey_sheet (id TEXT PRIMARY KEY, answers TEXT) WITHOUT ROWID",
    ],
)
def test_columns_fails_on_times_people_and_clear_answers(opened: Team, statement: str) -> None:
    ruin(opened, statement)
    assert "columns" in failed(opened.path)


ONE = "WHERE id = (SELECT min(id) FROM survey_slot WHERE used)"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE survey_slot SET box = CAST(printf('%.*c', length(box), '3') AS BLOB) {ONE}",  # noqa: S608
        f"UPDATE survey_slot SET box = substr(box, 1, 200) {ONE}",  # noqa: S608
        f'UPDATE survey_slot SET box = \'{{"answers": "315"}}\' {ONE}',  # noqa: S608
        f"UPDATE survey_slot SET box = (SELECT box FROM survey_slot WHERE NOT used) {ONE}",  # noqa: S608
    ],
    ids=["clear", "shorter", "text", "copied"],
)
def test_sealed_open_fails_on_a_box_that_is_not_sealed(opened: Team, statement: str) -> None:
    ruin(opened, statement)
    assert "sealed-open" in failed(opened.path)


@pytest.mark.parametrize("change", ["zeroblob(length(box))", "substr(box, 1, 90)"])
def test_sealed_closed_fails_on_a_kept_row_that_is_not_sealed(waiting: Team, change: str) -> None:
    ruin(waiting, f"UPDATE survey_kept SET box = {change} WHERE id = (SELECT min(id) FROM survey_kept)")  # noqa: S608
    assert "sealed-closed" in failed(waiting.path)


def test_destroyed_fails_while_the_file_was_not_rewritten(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    team.close(finish=False)
    assert "destroyed" in failed(team.path)
    team.finish()
    assert failed(team.path) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO survey_slot SELECT id, 'x', 1, zeroblob(9) FROM survey_round",
        "INSERT INTO survey_code SELECT id, zeroblob(32), 1 FROM survey_round",
        "UPDATE survey_series SET state = 'discarded'",
        "UPDATE survey_round SET collecting_secret = zeroblob(32)",
    ],
)
def test_destroyed_fails_on_what_a_closed_round_or_an_ended_series_left(waiting: Team, statement: str) -> None:
    ruin(waiting, statement)
    assert "destroyed" in failed(waiting.path)


def test_destroyed_fails_on_the_delegates_lock_of_an_ended_series(waiting: Team) -> None:
    ((series_id,),) = waiting.sql("SELECT id FROM survey_series")
    waiting.do(lambda session: life.discard_series(session, series_id))
    waiting.finish()
    assert failed(waiting.path) == set()
    ruin(waiting, "UPDATE survey_series SET mixing_lock = zeroblob(72)")
    assert "destroyed" in failed(waiting.path)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM survey_slot WHERE id = (SELECT min(id) FROM survey_slot WHERE NOT used)",
        "UPDATE survey_slot SET used = 0",
        "DELETE FROM survey_code WHERE NOT spent",
        "UPDATE survey_code SET spent = 1",
    ],
)
def test_slots_fails_when_slots_or_codes_are_not_as_at_opening(opened: Team, statement: str) -> None:
    ruin(opened, statement)
    assert "slots" in failed(opened.path)


def test_cost_fails_on_a_box_that_was_locked_cheaply(opened: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cost" not in failed(opened.path)
    monkeypatch.setattr("surveys.audit.sealed.PASSPHRASE_COST", PASSPHRASE_COST)
    assert "cost" in failed(opened.path)


def test_size_fails_when_something_was_added_behind_the_pages(opened: Team) -> None:
    opened.engine.dispose()
    with opened.path.open("ab") as file:
        file.write(b"notes")
    assert "size" in failed(opened.path)


def refilled(team: Team, table: str, columns: str, options: str) -> None:
    """Puts the rows of a table back one by one, in an order of arrival, as a simpler program would."""
    rows = team.sql(f"SELECT {columns} FROM {table}")  # noqa: S608
    Random(3).shuffle(rows)
    ((sql,),) = team.sql("SELECT sql FROM sqlite_master WHERE name = ?", table)
    ruin(team, f"DROP TABLE {table}", sql.replace("WITHOUT ROWID", options))
    with closing(sqlite3.connect(team.path, isolation_level=None)) as connection:
        marks = ", ".join("?" * len(rows[0]))
        for row in rows:
            connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608
        if not options:
            connection.execute("VACUUM")


@pytest.mark.parametrize("options", ["WITHOUT ROWID", ""], ids=["in order of arrival", "with rowids"])
def test_order_fails_on_slots_that_lie_in_the_order_of_arrival(opened: Team, options: str) -> None:
    refilled(opened, "survey_slot", "round_id, id, used, box", options)
    assert "order" in failed(opened.path)


def test_order_fails_on_kept_rows_and_codes_too(opened: Team, make_team: Callable[..., Team]) -> None:
    refilled(opened, "survey_code", "round_id, hash, spent", "WITHOUT ROWID")
    assert "order" in failed(opened.path)


def test_order_fails_on_kept_rows_in_the_order_of_arrival(waiting: Team) -> None:
    refilled(waiting, "survey_kept", "series_id, id, box", "WITHOUT ROWID")
    assert "order" in failed(waiting.path)


def test_freed_fails_on_pages_that_were_not_wiped(opened: Team) -> None:
    filler = "INSERT INTO notes SELECT randomblob(900) FROM survey_slot"
    ruin(opened, "CREATE TABLE notes (text)", filler, filler)
    ruin(opened, "DROP TABLE notes", secure=False)
    assert "freed" in failed(opened.path)


def test_freed_holds_on_pages_that_were_wiped(opened: Team) -> None:
    filler = "INSERT INTO notes SELECT randomblob(900) FROM survey_slot"
    ruin(opened, "CREATE TABLE notes (text)", filler, filler)
    ruin(opened, "DROP TABLE notes")
    assert "freed" not in failed(opened.path)


def test_freed_fails_on_a_slot_that_can_be_found_a_second_time(opened: Team) -> None:
    ruin(opened, "CREATE TABLE notes (text)", "INSERT INTO notes SELECT min(id) FROM survey_slot")
    assert "freed" in failed(opened.path)


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_journal_fails_on_a_journal_beside_the_file_and_leaves_it_alone(opened: Team, ending: str) -> None:
    beside = opened.path.with_name(opened.path.name + ending)
    beside.write_bytes(b"old pages")
    assert failed(opened.path) == {"journal"}
    assert beside.read_bytes() == b"old pages"


def test_journal_fails_on_a_write_ahead_log(opened: Team) -> None:
    ruin(opened, "PRAGMA journal_mode=WAL")
    assert "journal" in failed(opened.path)


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o700, 0o400])
def test_mode_fails_on_any_mode_but_0600(opened: Team, mode: int) -> None:
    opened.path.chmod(mode)
    assert failed(opened.path) == {"mode"}


def test_copies_fails_on_a_copy_under_any_name_and_lists_it(opened: Team) -> None:
    for name in ("notes.txt", "team.sqlite.before-upgrade"):
        opened.path.with_name(name).write_bytes(opened.path.read_bytes())
    checks = {check.id: check for check in audit(opened.path)}
    assert not checks["copies"].holds
    assert checks["copies"].says == "Copies beside the file: notes.txt, team.sqlite.before-upgrade."


def test_copies_holds_beside_another_workspace(opened: Team, make_team: Callable[..., Team]) -> None:
    other = make_team("other", random=Random(1234))
    other.open()
    assert "copies" not in failed(opened.path)


@pytest.mark.parametrize("folder", ["Dropbox", "OneDrive - Example", "Nextcloud/team", "Mobile Documents"])
def test_synced_fails_in_a_folder_named_after_a_sync_program(opened: Team, tmp_path: Path, folder: str) -> None:
    moved = tmp_path / folder / "team.ybiyri"
    moved.parent.mkdir(parents=True)
    opened.engine.dispose()
    opened.path.rename(moved)
    assert failed(moved) == {"synced"}


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".sync_0123.db"])
def test_synced_fails_beside_the_marks_of_a_sync_program(opened: Team, mark: str) -> None:
    opened.path.with_name(mark).write_bytes(b"")
    assert failed(opened.path) == {"synced"}


def test_what_is_no_workspace_is_told_in_one_sentence(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("nothing")
    with pytest.raises(SurveyError, match="is not a workspace"):
        audit(text)
    with pytest.raises(SurveyError, match="cannot be read: No such file"):
        audit(tmp_path / "missing")
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()
    with pytest.raises(SurveyError, match="has no sealed surveys"):
        audit(tmp_path / "other.sqlite")


def test_a_truncated_file_is_told_in_one_sentence(opened: Team) -> None:
    opened.engine.dispose()
    opened.path.write_bytes(opened.path.read_bytes()[:6000])
    with pytest.raises(SurveyError, match="is damaged and cannot be checked"):
        audit(opened.path)
