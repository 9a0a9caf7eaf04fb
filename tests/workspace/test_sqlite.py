"""One file, several processes, and whatever happens to disks."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from playbook.errors import ChangedElsewhere
from playbook.records import Pilot, State
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.findings.answering import change_answer, record_finding
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.pilot.pilots import create_pilot, list_pilots
from ybiyri_tui.workspace.schema_version import APPLICATION_ID
from ybiyri_tui.workspace.sqlite import FileWorkspace

WRITER = """
import sys
from pathlib import Path
from playbook.records import State
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.workspace.sqlite import FileWorkspace

context = Context(FileWorkspace.open(Path(sys.argv[1])), who=sys.argv[2])
for number in range(int(sys.argv[3])):
    record_finding(context, 1, sys.argv[4], State.YES, proofs=[f"{sys.argv[2]}-{number}"])
    print(number, flush=True)
"""


def proofs_of(context: Context, pilot: Pilot, question: str) -> set[str]:
    lines = [line for objection in overview(context, pilot.id).objections for line in objection.questions]
    answer = next(line.answer for line in lines if line.question_id == question)
    return {proof.text for found in answer.findings for proof in found.proofs}


def run_writer(path: Path, who: str, times: int, question: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), who, str(times), question]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_new_workspace_is_readable_by_its_owner_only(context: Context) -> None:
    assert stat.S_IMODE(Path(context.workspace.name).stat().st_mode) == 0o600


def test_nothing_lies_beside_the_file_and_no_log_keeps_an_order(context: Context, pilot: Pilot) -> None:
    folder = Path(context.workspace.name).parent
    beside = [entry.name for entry in folder.iterdir() if entry.name.startswith(Path(context.workspace.name).name)]
    assert beside == [Path(context.workspace.name).name]
    modes = context.workspace.read(
        lambda session: [
            session.connection().execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "secure_delete", "temp_store", "foreign_keys", "synchronous")
        ]
    )
    assert modes == ["delete", 1, 2, 1, 2]


def test_a_failing_piece_of_work_changes_nothing(context: Context, pilot: Pilot) -> None:
    def half(session: Session) -> None:
        session.connection().execute(text("UPDATE pilot SET name = 'half'"))
        raise ProgramError("stopped in the middle")

    with pytest.raises(ProgramError, match="in the middle"):
        context.workspace.write(half)
    assert [found.name for found in list_pilots(context)] == [pilot.name]


def test_two_processes_writing_at_once_lose_nothing(context: Context, pilot: Pilot) -> None:
    question = "developers.put-right"
    writers = [run_writer(Path(context.workspace.name), who, 15, question) for who in ("first", "second")]
    errors = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], errors
    expected = {f"{who}-{number}" for who in ("first", "second") for number in range(15)}
    assert proofs_of(context, pilot, question) == expected


def test_killing_a_writer_loses_at_most_what_was_not_confirmed(context: Context, pilot: Pilot) -> None:
    question = "developers.listened"
    writer = run_writer(Path(context.workspace.name), "killed", 100_000, question)
    assert writer.stdout
    confirmed = {int(writer.stdout.readline()) for _ in range(8)}
    os.kill(writer.pid, signal.SIGKILL)
    rest, _ = writer.communicate()
    confirmed |= {int(line) for line in rest.split()}
    kept = proofs_of(context, pilot, question)
    assert {f"killed-{number}" for number in confirmed} <= kept
    assert len(kept) <= len(confirmed) + 1
    with closing(sqlite3.connect(Path(context.workspace.name))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_change_made_elsewhere_is_never_overwritten_unseen(
    make_context: Callable[..., Context], context: Context, pilot: Pilot
) -> None:
    question = "developers.put-right"
    seen = record_finding(context, pilot.id, question, State.PARTLY)
    other = make_context(who="scribe")
    record_finding(other, pilot.id, question, State.NO)
    with pytest.raises(ChangedElsewhere, match="changed elsewhere"):
        change_answer(context, pilot.id, question, lambda answer: answer.with_owner("Example owner"), seen=seen)
    lines = [line for objection in overview(context, pilot.id).objections for line in objection.questions]
    answer = next(line.answer for line in lines if line.question_id == question)
    assert (answer.state, answer.owner) == (State.NO, None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a ybiyri workspace"),
        (b"Issue key,Summary\nA-1,Something\n", "is not a ybiyri workspace"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "is damaged|cannot be opened"),
    ],
)
def test_a_file_that_is_no_workspace_is_refused_and_untouched(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "other.file"
    path.write_bytes(content)
    with pytest.raises(ProgramError, match=sentence) as caught:
        FileWorkspace.open(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE pilot (id INTEGER)")
    with pytest.raises(ProgramError, match="another program"):
        FileWorkspace.open(path)


def test_a_workspace_of_a_newer_version_is_refused_and_untouched(context: Context) -> None:
    path = Path(context.workspace.name)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(ProgramError, match=r"newer version of ybiyri .*Upgrade ybiyri"):
        FileWorkspace.open(path)
    assert path.read_bytes() == before


def test_an_unfinished_workspace_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "unfinished.ybiyri"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("CREATE TABLE pilot (id INTEGER)")
    with pytest.raises(ProgramError, match="unfinished workspace"):
        FileWorkspace.open(path)


def test_a_missing_file_a_folder_and_an_existing_file_are_named(tmp_path: Path, context: Context) -> None:
    with pytest.raises(ProgramError, match="There is no workspace"):
        FileWorkspace.open(tmp_path / "missing.ybiyri")
    with pytest.raises(ProgramError, match="is a folder"):
        FileWorkspace.open(tmp_path)
    with pytest.raises(ProgramError, match="exists already"):
        FileWorkspace.create(Path(context.workspace.name))


def test_a_full_disk_is_one_sentence_and_changes_nothing(context: Context, pilot: Pilot) -> None:
    def fill(session: Session) -> None:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar()
        session.connection().execute(text(f"PRAGMA max_page_count = {pages}"))
        for number in range(500):
            statement = text(
                "INSERT INTO worksheet_row (pilot_id, sheet, number, position, version, record) "
                "VALUES (1, :key, 1, 1, 1, '')"
            )
            session.connection().execute(statement, {"key": f"{number}-" + "x" * 400})

    with pytest.raises(ProgramError, match="the disk is full, so nothing was changed"):
        context.workspace.write(fill)
    count = context.workspace.read(
        lambda session: session.connection().execute(text("SELECT count(*) FROM worksheet_row")).scalar()
    )
    assert count == 0


def test_a_read_only_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ProgramError, match="cannot be created: Read-only file system"):
        FileWorkspace.create(tmp_path / "new.ybiyri")


def test_a_file_that_became_read_only_can_be_read_and_says_so_on_writing(context: Context, pilot: Pilot) -> None:
    def write_to_read_only(session: Session) -> None:
        session.connection().execute(text("PRAGMA query_only = ON"))
        session.connection().execute(text("UPDATE pilot SET name = 'changed'"))

    with pytest.raises(ProgramError, match="read-only, so nothing was changed"):
        context.workspace.write(write_to_read_only)
    assert list_pilots(context) == (pilot,)


def test_work_is_run_again_until_the_other_process_is_done(context: Context, pilot: Pilot) -> None:
    tries, workspace = [], context.workspace
    assert isinstance(workspace, FileWorkspace)
    with closing(sqlite3.connect(workspace.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        original = workspace._jitter.uniform

        def release(a: float, b: float) -> float:
            tries.append(1)
            if len(tries) == 3:
                other.execute("COMMIT")
            return original(a, b)

        workspace._jitter.uniform = release  # type: ignore[method-assign]
        create_pilot(context, name="Second", team="T", mission="M")
    assert len(tries) >= 3
    assert len(list_pilots(context)) == 2


def test_scrubbing_leaves_no_trace_and_gives_space_back(context: Context, pilot: Pilot) -> None:
    path, secret = Path(context.workspace.name), "a-sentence-that-nobody-else-writes"

    def fill(session: Session) -> None:
        for number in range(300):
            statement = text(
                "INSERT INTO worksheet_row (pilot_id, sheet, number, position, version, record) "
                "VALUES (1, :key, 1, 1, 1, :kind)"
            )
            session.connection().execute(statement, {"key": str(number), "kind": secret})

    context.workspace.write(fill)
    filled = path.read_bytes()
    assert secret.encode() in filled
    context.workspace.write(lambda session: session.connection().execute(text("DELETE FROM worksheet_row")))
    context.workspace.scrub()
    scrubbed = path.read_bytes()
    assert secret.encode() not in scrubbed
    assert len(scrubbed) < len(filled)
