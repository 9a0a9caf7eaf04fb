"""A connection that is lost while answers are handed over: what is acknowledged is there, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from playbook.records import Pilot
from surveys.errors import NoReply, SurveyError, WrongCode
from surveys.rounds.casting import SealedBallot
from surveys.rounds.records import Round
from surveys.rounds.store import box
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.usecases.survey.answering import casting
from ybiyri_tui.usecases.survey.answering.casting import Booth


@dataclass(frozen=True)
class Unsure(Booth):
    """A booth whose replies are lost as often as `lost` says; what was handed over arrived if that says so."""

    inner: Booth = field(kw_only=True)
    lost: list[bool] = field(kw_only=True)

    def look_up(self, code: bytes) -> None:
        self.inner.look_up(code)

    def cast(self, ballot: SealedBallot) -> None:
        arrives = self.lost.pop(0) if self.lost else None
        if arrives is not False:
            self.inner.cast(ballot)
        if arrives is not None:
            raise NoReply(casting.UNSURE)


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    return PlayedTeam(context, pilot.id)


def unsure(context: Context, found: Round, *lost: bool) -> Unsure:
    inner = casting.booth(context, found)
    return Unsure(found, Random(1), inner.sealer, inner=inner, lost=list(lost))


def counts(context: Context, found: Round) -> tuple[int, int]:
    """Used slots and spent codes."""
    return context.workspace.read(
        lambda session: (box.count_used(session, found.id), box.count_spent(session, found.id))
    )


@pytest.mark.parametrize("arrives", [True, False])
def test_sent_again_after_no_reply_it_counts_once_and_the_card_is_that_of_the_ballot(
    context: Context, team: PlayedTeam, arrives: bool
) -> None:
    found = team.open(invited=5)
    booth = unsure(context, found, arrives)
    ticket = booth.check_code(team.bowl.pop())
    with pytest.raises(NoReply, match="Send again"):
        booth.send(ticket, {})
    tried: Any = ticket.tried
    assert booth.send(ticket, {}) == tried.card is not None
    assert ticket.tried is None
    assert counts(context, found) == (1, 1)
    other = booth.check_code(team.bowl.pop())
    assert booth.send(other, {}) != tried.card


def test_answers_changed_after_no_reply_count_if_the_first_had_not_arrived(context: Context, team: PlayedTeam) -> None:
    found = team.open(invited=5)
    booth = unsure(context, found, False)
    ticket = booth.check_code(team.bowl.pop())
    with pytest.raises(NoReply):
        booth.send(ticket, {})
    assert booth.send(ticket, {"alerts.needless": 3}) is not None
    assert counts(context, found) == (1, 1)


def test_answers_changed_after_no_reply_are_refused_if_the_first_had_arrived(
    context: Context, team: PlayedTeam
) -> None:
    found = team.open(invited=5)
    booth = unsure(context, found, True)
    ticket = booth.check_code(team.bowl.pop())
    with pytest.raises(NoReply):
        booth.send(ticket, {})
    with pytest.raises(SurveyError, match="sent first had arrived after all"):
        booth.send(ticket, {"alerts.needless": 3})
    assert counts(context, found) == (1, 1)


def test_another_ballot_with_a_used_code_is_refused(context: Context, team: PlayedTeam) -> None:
    found = team.open(invited=5)
    booth = casting.booth(context, found)
    ticket, same = (booth.check_code(team.bowl[0]) for _ in range(2))
    booth.send(ticket, {})
    with pytest.raises(WrongCode, match="used already"):
        booth.send(same, {})
    assert counts(context, found) == (1, 1)
