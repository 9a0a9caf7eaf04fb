"""A connection that is lost while somebody sends, or while the coach closes: nothing is lost, nothing there twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from secrets import token_hex
from threading import Event, Thread

import pytest

from surveys.errors import NoReply, SurveyError
from surveys.rounds.casting import check_reply, hashed
from surveys.rounds.records import Stage
from surveys.rounds.store import box
from tests.cutting_off import CAST, Line, line_to
from tests.workspace.server.answering import Answering, Place, run
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.errors import InDoubt, ProgramError
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.usecases.survey.answering import casting
from ybiyri_tui.usecases.survey.answering.casting import Booth, Ticket
from ybiyri_tui.workspace import postgres as under_test
from ybiyri_tui.workspace.postgres import PostgresWorkspace
from ybiyri_tui.workspace.server import address as address_module
from ybiyri_tui.workspace.server import answering_door
from ybiyri_tui.workspace.server.answering_door import AnsweringDoor

KILL_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ybiyri-cut' AND "
    "pid <> pg_backend_pid()"
)


@pytest.fixture
def line(answering: Answering) -> Iterator[Line]:
    with line_to(answering.owner) as line:
        yield line


@pytest.fixture
def cut(answering: Answering, line: Line) -> PlayedTeam:
    """The team, whose workspace is reached over a line that breaks."""
    context = replace(answering.context, workspace=PostgresWorkspace.open(line.address))
    return replace(answering.team, context=context)


def counts(answering: Answering) -> tuple[int, int]:
    """Used slots and spent codes."""
    found = answering.round.id
    return answering.context.workspace.read(
        lambda session: (box.count_used(session, found), box.count_spent(session, found))
    )


@pytest.mark.parametrize("cuts", [["before"], ["after"], ["after", "after"], ["before", "after"]])
def test_a_ballot_whose_commit_got_no_reply_counts_once(
    answering: Answering, cut: PlayedTeam, line: Line, cuts: list[str]
) -> None:
    line.cuts[:] = cuts
    assert cut.answer(answering.round, {}) is not None
    assert line.cuts == []
    assert counts(answering) == (1, 1)


@pytest.mark.parametrize(("how", "arrived"), [("before", 0), ("after", 1)])
def test_if_the_server_stays_away_the_person_is_told_to_send_again(
    answering: Answering, cut: PlayedTeam, line: Line, monkeypatch: pytest.MonkeyPatch, how: str, arrived: int
) -> None:
    monkeypatch.setattr(under_test, "GIVE_UP_AFTER", -1.0)
    booth = casting.booth(cut.context, answering.round)
    ticket = booth.check_code(cut.bowl.pop())
    line.cuts[:] = [how]
    with pytest.raises(NoReply, match="Send again: they count once"):
        booth.send(ticket, {})
    assert counts(answering) == (arrived, arrived)
    assert booth.send(ticket, {}) is not None
    assert counts(answering) == (1, 1)


@pytest.mark.parametrize("cuts", [["before"], ["after"], ["after", "before"]])
def test_the_role_hands_a_ballot_over_again_until_a_reply_comes(answering: Answering, cuts: list[str]) -> None:
    with line_to(answering.address) as line:
        door = AnsweringDoor.at(line.address)
        line.at = CAST
        line.cuts[:] = cuts
        ballot = answering.ballot()
        check_reply(door.cast(ballot.round_id, ballot.code, ballot.box))
        assert line.cuts == []
    assert counts(answering) == (1, 1)


def test_the_role_says_that_it_does_not_know_if_the_server_stays_away(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering_door, "GIVE_UP_AFTER", -1.0)
    with line_to(answering.address) as line:
        door = AnsweringDoor.at(line.address)
        line.at = CAST
        line.cuts[:] = ["after"]
        ballot = answering.ballot()
        with pytest.raises(InDoubt, match="was lost while a ballot was handed over"):
            door.cast(ballot.round_id, ballot.code, ballot.box)
        check_reply(door.cast(ballot.round_id, ballot.code, ballot.box))
    assert counts(answering) == (1, 1)


def test_somebody_who_holds_up_a_round_holds_up_nothing_else(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(address_module._OPTIONS, "lock_timeout", 50)
    context = replace(answering.context, workspace=PostgresWorkspace.open(answering.owner))
    mine = answering.ballot()
    with answering.session() as session:
        session.execute("BEGIN")
        session.execute("SELECT survey_cast(%s, %s, %s)", (mine.round_id, mine.code, mine.box))
        booth = casting.booth(context, answering.round)
        with pytest.raises(ProgramError, match="is in use by"):
            booth.send(booth.check_code(answering.team.bowl[0]), {})
        with pytest.raises(ProgramError, match="is in use by"):
            AnsweringDoor.at(answering.address).cast(answering.round.id, answering.ballot().code, mine.box)
        create_pilot(context, name=token_hex(8), team="T", mission="M")
        session.execute("ROLLBACK")
    assert counts(answering) == (0, 0)


@pytest.mark.parametrize("how", ["before", "after"])
def test_a_closing_whose_commit_got_no_reply_is_done_once(
    answering: Answering, cut: PlayedTeam, line: Line, how: str
) -> None:
    while cut.bowl:
        cut.answer(answering.round, {})
    line.cuts[:] = [how]
    cut.close(answering.round)
    assert surveying.results(answering.context, answering.round.id).answered == 6


def test_a_closing_that_lost_the_server_is_finished_by_the_next_opening(
    answering: Answering, cut: PlayedTeam, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    while cut.bowl:
        cut.answer(answering.round, {})
    monkeypatch.setattr(under_test, "GIVE_UP_AFTER", -1.0)
    line.cuts[:] = ["for good"]
    with pytest.raises(InDoubt, match="look whether it is there"):
        cut.close(answering.round)
    (closed,) = surveying.surveying(answering.context, answering.team.pilot_id).rounds
    assert closed.stage is Stage.UNSCRUBBED
    with pytest.raises(SurveyError, match="not rewritten yet"):
        surveying.results(answering.context, closed.id)
    PostgresWorkspace.open(answering.owner)
    assert surveying.results(answering.context, closed.id).answered == 6


@pytest.mark.slow
def test_with_connections_cut_at_random_moments_every_acknowledged_ballot_is_there_once(place: Place) -> None:
    address = f"{place.address}&application_name=ybiyri-cut"
    context = replace(place.owner, workspace=PostgresWorkspace.open(address))
    team = PlayedTeam(context, create_pilot(place.owner, name="Many", team="T", mission="M").id)
    found = team.open(invited=60)
    over, chance = Event(), Random(3)

    def kill() -> None:
        while not over.wait(chance.uniform(0.0, 0.03)):
            run(place.address, KILL_ALL)

    killing = Thread(target=kill)
    killing.start()
    acknowledged = 0
    try:
        booth = casting.booth(context, found)
        for code in team.bowl:
            ticket = Ticket(hashed(found, code, context.sealer()))
            acknowledged += any(_is_sent(booth, ticket) for _ in range(50))
    finally:
        over.set()
        killing.join()
    assert acknowledged == 60
    counted = place.owner.workspace.read(lambda session: box.count_used(session, found.id))
    assert counted == place.owner.workspace.read(lambda session: box.count_spent(session, found.id)) == 60


def _is_sent(booth: Booth, ticket: Ticket) -> bool:
    """Whether a reply came that the ballot is stored."""
    try:
        booth.send(ticket, {})
    except (NoReply, ProgramError):
        return False
    return True
