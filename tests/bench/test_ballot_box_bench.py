"""How long sealed rounds take to close and to answer at once, beside plain SQLite inserts of the same bytes."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing as closed
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

from surveys.loader import load
from surveys.records import Label
from surveys.rounds import casting, opening
from surveys.rounds.opening import Prepared, Request
from surveys.sealing.ballots import Ballot, pack
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import Sealer
from ybiyri_tui.content_source import ContentSource
from ybiyri_tui.workspace.sqlite import FileWorkspace

BALLOTS = 10_000
PEOPLE = 50
SECONDS, MEBIBYTES = 30, 300
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TYPED = {Holder.COACH: "seven ladders", Holder.DELEGATE: "eight kettles", Holder.STAND_IN: "nine marbles"}
NAMES = {Holder.COACH: "Mia", Holder.DELEGATE: "Sam", Holder.STAND_IN: "Ana"}

CLOSE = """
import json, resource, sys, time
from datetime import UTC, datetime
from pathlib import Path
from secrets import SystemRandom
from surveys.rounds import closing
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import Sealer
from ybiyri_tui.workspace.closing import finish_closing
from ybiyri_tui.workspace.sqlite import FileWorkspace

workspace = FileWorkspace.open(Path(sys.argv[1]))
round_id, typed = sys.argv[2], {Holder.DELEGATE: "eight kettles", Holder.STAND_IN: "nine marbles"}
began = time.perf_counter()
keys = closing.unlock(workspace.read(lambda session: closing.locked_round(session, round_id)), typed)
workspace.write(lambda session: closing.close_round(
    session, round_id, keys, now=datetime(2026, 4, 2, tzinfo=UTC), random=SystemRandom(), sealer=Sealer()),
    exclusive=True)
finish_closing(workspace)
took = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({"seconds": took, "cpu": used.ru_utime + used.ru_stime, "mebibytes": int(peak.split()[1]) / 1024}))
"""


@pytest.fixture
def workspace(tmp_path: Path) -> FileWorkspace:
    """An empty workspace."""
    return FileWorkspace.create(tmp_path / "bench.ybiyri")


def opened(workspace: FileWorkspace, label: Label, invited: int) -> Prepared:
    survey = load(ContentSource(files("surveys") / "content"))["developer-concerns"]
    holders = NAMES if label is Label.BEFORE else None
    wanted = Request(pilot_id=1, survey=survey, label=label, invited=invited, holders=holders)
    planned = workspace.read(lambda session: opening.plan(session, wanted, NOON))
    typed = TYPED if label is Label.BEFORE else {}
    prepared = opening.prepare(planned, typed, None, Random(1), Sealer())
    workspace.write(lambda session: opening.open_round(session, prepared))
    return prepared


def fill(workspace: FileWorkspace, prepared: Prepared) -> None:
    """Everybody's ballot at once, as if each had been cast."""
    found, sealer, random = prepared.round, Sealer(), Random(2)
    boxes = []
    for slot_id, _ in prepared.slots[:BALLOTS]:
        answers = {item: random.randint(1, 5) for item in found.survey.item_ids()}
        tags = {topic.id: random.randbytes(16) for topic in found.survey.topics}
        packed = pack(found.survey, Ballot(answers, "", tags))
        boxes.append((sealer.seal(found.public_key or b"", packed, opening.box_size(found)), slot_id))
    with closed(sqlite3.connect(workspace.path)) as connection:
        connection.executemany("UPDATE survey_slot SET used = 1, box = ? WHERE id = ?", boxes)
        connection.execute("UPDATE survey_code SET spent = 1")
        connection.commit()


def plain_insert(path: Path, boxes: list[bytes]) -> float:
    """Seconds that SQLite needs to write these bytes with the pragmas of a workspace."""
    with closed(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, box BLOB)")
        began = time.perf_counter()
        connection.executemany("INSERT INTO plain (box) VALUES (?)", ((box,) for box in boxes))
        connection.commit()
        return time.perf_counter() - began


@pytest.mark.slow
def test_closing_ten_thousand_ballots(
    workspace: FileWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(opening, "code_hash", lambda code, salt, _: (code.encode() + salt).ljust(32)[:32])
    for label in (Label.BEFORE, Label.AFTER):
        prepared = opened(workspace, label, BALLOTS)
        fill(workspace, prepared)
        with closed(sqlite3.connect(workspace.path)) as connection:
            boxes = [box for (box,) in connection.execute("SELECT box FROM survey_slot WHERE used")]
        command = [sys.executable, "-c", CLOSE, str(workspace.path), prepared.round.id]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        took = json.loads(done.stdout)
        plain = plain_insert(tmp_path / f"{label.value}.sqlite", boxes)
        with capsys.disabled():
            print(
                f"\nclosing {label.value}, {BALLOTS:,} ballots of 24 items: {took['seconds']:.1f} s "
                f"({took['cpu']:.1f} s of the processor), "
                f"{took['mebibytes']:.0f} MiB; plain insert {plain:.2f} s, {took['seconds'] / plain:.0f} times; "
                f"goal: {SECONDS} s, {MEBIBYTES} MiB"
            )
        assert took["mebibytes"] < MEBIBYTES


def in_children(works: list[Callable[[], Callable[[], None]]]) -> list[float]:
    """Runs all at once, each in a process of its own: gets ready, waits for the shot; seconds each took from there."""
    start_read, start_write = os.pipe()
    ready_read, ready_write = os.pipe()
    result_read, result_write = os.pipe()
    children = []
    for work in works:
        child = os.fork()
        if child == 0:
            os.close(start_write)
            try:
                run = work()
                os.write(ready_write, b".")
                os.read(start_read, 1)
                began = time.perf_counter()
                run()
            except BaseException:
                os._exit(1)
            os.write(result_write, f"{time.perf_counter() - began:.6f}\n".encode())
            os._exit(0)
        children.append(child)
    os.close(ready_write)
    for _ in works:
        os.read(ready_read, 1)
    for end in (ready_read, start_read, start_write):
        os.close(end)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * len(works)
    os.close(result_write)
    with os.fdopen(result_read) as results:
        return sorted(float(line) for line in results)


@pytest.mark.slow
def test_fifty_people_answer_at_once_from_fifty_processes(
    workspace: FileWorkspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared = opened(workspace, Label.BEFORE, PEOPLE)
    found, answers = prepared.round, dict.fromkeys(prepared.round.survey.item_ids(), 3)
    size = workspace.path.stat().st_size

    def sit_down(typed: str) -> Callable[[], None]:
        own, random = FileWorkspace.open(workspace.path), Random(typed)
        code = casting.hashed(found, typed, Sealer())
        own.read(lambda session: casting.check_code(session, found.id, code))

        def submit() -> None:
            ballot = casting.seal_ballot(found, code, answers, sealer=Sealer())
            own.write(lambda session: casting.cast(session, ballot, random))

        return submit

    plain_path = tmp_path / "plain.sqlite"
    with closed(sqlite3.connect(plain_path)) as connection:
        connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, box BLOB)")
    box = prepared.slots[0][1]

    def insert() -> None:
        with closed(sqlite3.connect(plain_path, timeout=30)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("INSERT INTO plain (box) VALUES (?)", (box,))
            connection.commit()

    ours = in_children([lambda code=slip.code: sit_down(code) for slip in prepared.slips])  # type: ignore[misc]
    plain = in_children([lambda: insert] * PEOPLE)
    ours_95, plain_95 = (statistics.quantiles(times, n=20)[-1] for times in (ours, plain))
    with capsys.disabled():
        print(
            f"\n{PEOPLE} people at once: median {statistics.median(ours):.2f} s, p95 {ours_95:.2f} s; "
            f"plain insert p95 {plain_95:.2f} s, {ours_95 / plain_95:.1f} times; goal: p95 1 s"
        )
    with closed(sqlite3.connect(workspace.path)) as connection:
        used = connection.execute("SELECT count(*), count(DISTINCT box) FROM survey_slot WHERE used").fetchone()
        spent = connection.execute("SELECT count(*) FROM survey_code WHERE spent").fetchone()
    assert (used, spent) == ((PEOPLE, PEOPLE), (PEOPLE,))
    assert workspace.path.stat().st_size == size
