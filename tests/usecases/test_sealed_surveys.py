"""The life of a sealed survey through the use cases, in a file and in PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from playbook.records import Pilot
from surveys.errors import SurveyError
from surveys.records import Label, Verdict
from surveys.rounds.records import Round, Stage
from surveys.sealing.holders import Holder
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PASSPHRASES, PlayedTeam
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey import ending, opening, surveying
from ybiyri_tui.usecases.survey.answering import casting
from ybiyri_tui.usecases.survey.comparing import rounds as comparing
from ybiyri_tui.workspace import closing

THREE: dict[str, Any] = {"delegate": "Sam", "stand_in": "Ana"}


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    return PlayedTeam(context, pilot.id)


def answers(found: Round, value: int) -> dict[str, int]:
    """Somebody whose score is the same everywhere."""
    scale = found.survey.scale
    items = ((topic.id, item) for topic in found.survey.topics for item in topic.items)
    return {f"{topic_id}.{item.id}": scale.score(value, item.agree_is) for topic_id, item in items}


def test_cards_pair_before_and_after_and_everything_secret_is_gone_then(context: Context, team: PlayedTeam) -> None:
    before = team.open(invited=8, **THREE)
    cards = [team.answer(before, answers(before, 2 + person % 2)) for person in range(8)]
    assert len(set(cards)) == 8
    team.close(before)
    after = team.open(Label.AFTER, invited=8)
    for person, card in enumerate(cards):
        assert card is not None
        assert team.answer(after, answers(after, 4 + person % 2), card=card) is None
    team.close(after)
    compared = comparing.compared(context, team.pilot_id)
    assert compared.comparison.design == "paired"
    assert compared.comparison.entry("alerts").verdict is Verdict.IMPROVED
    assert surveying.surveying(context, team.pilot_id).labels_in_turn(after.survey.id) == ()


def test_one_of_three_closes_nothing_and_two_do(context: Context, team: PlayedTeam) -> None:
    found = team.open(invited=5, **THREE)
    for _ in range(5):
        team.answer(found, answers(found, 3))
    for wrong in ({Holder.COACH}, {Holder.DELEGATE}, set()):
        with pytest.raises(SurveyError, match="2 of the three"):
            ending.close_round(context, found.id, {holder: PASSPHRASES[holder] for holder in wrong})
    assert surveying.the_open_round(context, team.pilot_id).stage is Stage.OPEN
    two = {holder: PASSPHRASES[holder] for holder in (Holder.DELEGATE, Holder.STAND_IN)}
    ending.close_round(context, found.id, two)
    assert surveying.results(context, found.id).answered == 5


def test_a_closing_that_could_not_rewrite_is_told_hidden_and_finished_by_the_next_opening(
    context: Context, team: PlayedTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = team.open(invited=5)
    for _ in range(5):
        team.answer(found, answers(found, 3))

    def full(_: object) -> None:
        raise ProgramError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(type(context.workspace), "scrub", full)
        with pytest.raises(ProgramError, match="closed, but the file could not be rewritten"):
            team.close(found)
    (closed,) = surveying.surveying(context, team.pilot_id).rounds
    assert (closed.stage, closed.has_results) == (Stage.UNSCRUBBED, False)
    with pytest.raises(SurveyError, match="not rewritten yet"):
        surveying.results(context, found.id)
    closing.finish_if_possible(context.workspace)
    assert surveying.results(context, found.id).answered == 5


def test_a_replaced_code_and_a_later_closing_are_counted_and_shown(context: Context, team: PlayedTeam) -> None:
    found = team.open(invited=6, **THREE)
    with pytest.raises(SurveyError, match="not the passphrase of the delegate"):
        ending.replace_code(context, found, PASSPHRASES[Holder.COACH])
    found, slip = ending.replace_code(context, found, PASSPHRASES[Holder.DELEGATE])
    assert (found.replaced, found.threshold, found.codes) == (1, 6, 7)
    casting.booth(context, found).check_code(slip.code)
    assert found.closes_at is not None
    extended = ending.extend(context, found.id, found.closes_at + timedelta(days=3))
    assert extended.last_closing == found.closes_at + timedelta(days=3)
    assert extended.fingerprint == found.fingerprint == slip.fingerprint


def test_looking_at_what_could_be_inferred_opens_nothing(context: Context, pilot: Pilot) -> None:
    wanted = opening.request(context, pilot.id, label=Label.BEFORE, invited=5, coach_only=True)
    seen = opening.preview(context, wanted)
    assert seen.holders == (Holder.COACH,)
    assert seen.typical[0].unanimous == pytest.approx(0.033, abs=0.001)
    assert seen.typical[0].any_certain < seen.alike[0].any_certain
    assert surveying.surveying(context, pilot.id).rounds == ()


def test_a_discarded_series_can_be_begun_again_and_keeps_its_results(context: Context, team: PlayedTeam) -> None:
    before = team.open(invited=5)
    for _ in range(5):
        team.answer(before, answers(before, 3))
    team.close(before)
    ending.discard_series(context, surveying.the_live_series(context, team.pilot_id).id)
    assert surveying.results(context, before.id).answered == 5
    with pytest.raises(SurveyError, match="was discarded"):
        team.open(Label.AFTER, invited=5)
    assert team.open(invited=5).is_open


def test_a_round_that_asks_for_comments_gives_them_out_from_eight_answers_up(
    context: Context, team: PlayedTeam
) -> None:
    found = team.open(invited=8, comments=True)
    for person in range(8):
        team.answer(found, answers(found, 3), comment=f"Comment {person}" if person else "")
    team.close(found)
    assert sorted(surveying.comments(context, found.id)) == [f"Comment {person}" for person in range(1, 8)]
