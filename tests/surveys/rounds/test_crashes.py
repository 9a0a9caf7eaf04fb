"""Interrupted anywhere, a round is open and complete, or closed and complete."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from surveys.records import Label
from surveys.rounds import closing, life
from surveys.rounds.records import Stage

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team

MakeTeam = Callable[..., "Team"]


def in_child(work: Callable[[], None]) -> int:
    """Runs work in a process of its own; its exit status, 9 if it was cut off, 1 if it failed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def cut_off_at(team: Team, statement: int) -> None:
    """Ends the process before its n-th statement, commits included."""
    seen = iter(range(1, 10_000))

    @event.listens_for(team.engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        if next(seen) == statement:
            os._exit(9)

    @event.listens_for(team.engine, "commit")
    def _commit(*_: object) -> None:
        if next(seen) == statement:
            os._exit(9)


def no_more_than(size: int) -> None:
    """From here on no file may grow beyond so many bytes, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def again(team: Team, path: Path) -> Team:
    """Somebody else opens the file that was left."""
    team.engine.dispose()
    return type(team)(path, team.survey, codes=list(team.codes))


def outcome(team: Team) -> str:
    """Open or closed; fails if it is half of either."""
    found = team.rounds()[-1]
    slots, codes, kept = (team.count(f"survey_{table}") for table in ("slot", "code", "kept"))
    releases = team.sql("SELECT count(*) FROM survey_release WHERE round_id = ?", found.id)[0][0]
    assert team.sql("PRAGMA integrity_check") == [("ok",)]
    if found.is_open:
        assert (slots, codes, releases) == (found.slots, found.codes, 0)
        assert team.sql("SELECT count(*) FROM survey_slot WHERE used") == [(9,)]
        return "open"
    assert (slots, codes) == (0, 0)
    assert kept == (72 if found.label is Label.BEFORE else 0)
    assert releases == (1 if found.label is Label.BEFORE else 2)
    return "closed"


@pytest.fixture(params=[pytest.param(Label.BEFORE, marks=pytest.mark.slow), Label.AFTER])
def answered(request: pytest.FixtureRequest, team: Team, sheets: list[Sheet]) -> Team:
    """A round that everybody has answered, the first or the last of a series."""
    if request.param is Label.AFTER:
        team.whole(Label.BEFORE, sheets)
    team.open(request.param)
    team.answer_all(sheets)
    team.engine.dispose()
    return team


def test_cut_off_at_any_statement_of_closing_it_is_open_or_closed_and_complete(answered: Team, tmp_path: Path) -> None:
    outcomes = []
    step = 1 if answered.rounds()[-1].label is Label.BEFORE else 4
    for statement in range(1, 200, step):
        path = tmp_path / "cut.sqlite"
        shutil.copyfile(answered.path, path)
        team = type(answered)(path, answered.survey)

        def work() -> None:
            cut_off_at(team, statement)  # noqa: B023
            team.close()  # noqa: B023

        status = in_child(work)
        outcomes.append(outcome(again(team, path)))
        if status == 0:
            break
        assert status == 9
    assert outcomes[0] == "open"
    assert outcomes[-1] == "closed"
    assert outcomes == sorted(outcomes, reverse=True)
    assert len(outcomes) > 10


def test_on_a_disk_that_is_full_at_any_byte_it_is_open_or_closed_and_complete(answered: Team, tmp_path: Path) -> None:
    outcomes = set()
    size = answered.path.stat().st_size
    for most in range(0, size + 8192, 5003):
        path = tmp_path / "full.sqlite"
        shutil.copyfile(answered.path, path)
        team = type(answered)(path, answered.survey)

        def work() -> None:
            no_more_than(most)  # noqa: B023
            team.close()  # noqa: B023

        status = in_child(work)
        left = again(team, path)
        found = outcome(left)
        outcomes.add((status, found))
        if found == "open":
            left.close()
            assert outcome(left) == "closed"
    assert (1, "open") in outcomes
    assert all(found == "closed" for status, found in outcomes if status == 0)


def test_a_rewriting_that_was_cut_off_is_finished_by_the_next_opening(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    found = team.close(finish=False)
    left = again(team, team.path)
    assert left.do(closing.unscrubbed) == (found.id,)
    left.finish()
    assert left.do(closing.unscrubbed) == ()
    assert left.round(found.id).stage is Stage.CLOSED
    assert left.do(lambda session: life.results(session, found.id)).answered == 9


def test_cut_off_at_any_statement_of_answering_the_code_and_the_slot_go_together(
    team: Team, sheets: list[Sheet], tmp_path: Path
) -> None:
    team.open()
    team.engine.dispose()
    states = []
    for statement in range(1, 60):
        path = tmp_path / "cut.sqlite"
        shutil.copyfile(team.path, path)
        other = type(team)(path, team.survey, codes=list(team.codes))

        def work() -> None:
            cut_off_at(other, statement)  # noqa: B023
            other.answer(sheets[0])  # noqa: B023

        status = in_child(work)
        left = again(other, path)
        used = left.sql("SELECT count(*) FROM survey_slot WHERE used")[0][0]
        spent = left.sql("SELECT count(*) FROM survey_code WHERE spent")[0][0]
        assert used == spent
        states.append(used)
        if status == 0:
            break
    assert states[0] == 0
    assert states[-1] == 1
    assert states == sorted(states)


def test_cut_off_at_any_statement_of_opening_nothing_or_everything_is_there(
    make_team: MakeTeam, survey: object
) -> None:
    states = []
    for statement in range(1, 60):
        team = make_team(f"opening-{statement}")

        def work() -> None:
            cut_off_at(team, statement)  # noqa: B023
            team.open()  # noqa: B023

        status = in_child(work)
        left = again(team, team.path)
        states.append(tuple(left.count(f"survey_{table}") for table in ("series", "lock", "round", "code", "slot")))
        if status == 0:
            break
    assert set(states) == {(0, 0, 0, 0, 0), (1, 6, 1, 9, 13)}


def test_cut_off_while_discarding_everything_or_nothing_is_gone(
    team: Team, sheets: list[Sheet], tmp_path: Path
) -> None:
    found = team.open()
    boxes = [team.answer(sheet).box for sheet in sheets]
    team.engine.dispose()
    states = []
    for statement in range(1, 60):
        path = tmp_path / "cut.sqlite"
        shutil.copyfile(team.path, path)
        other = type(team)(path, team.survey)

        def work() -> None:
            cut_off_at(other, statement)  # noqa: B023
            other.do(lambda session: life.discard_round(session, found.id))  # noqa: B023

        status = in_child(work)
        left = again(other, path)
        states.append((left.count("survey_round"), left.count("survey_slot"), left.count("survey_lock")))
        if status == 0:
            raw = path.read_bytes()
            assert all(box[:40] not in raw for box in boxes)
            break
    assert set(states) == {(1, 13, 6), (0, 0, 0)}
