from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.rounds import casting, life
from surveys.sealing.ballots import Ballot, unpack
from surveys.sealing.cards import draw_card
from surveys.sealing.codes import draw_codes
from surveys.sealing.sealer import opened

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team


def state(team: Team) -> tuple[int, int]:
    """How many slots are used and how many codes spent."""
    ((used,),) = team.sql("SELECT count(*) FROM survey_slot WHERE used")
    ((spent,),) = team.sql("SELECT count(*) FROM survey_code WHERE spent")
    return used, spent


def private_key(team: Team) -> bytes:
    """The key of the open round, as two holders would get it."""
    from surveys.rounds import closing

    found = team.open_round()
    locked = team.do(lambda session: closing.locked_round(session, found.id))
    return closing.unlock(locked, team.two).ballots


def ballots(team: Team) -> list[Ballot | None]:
    found, key = team.open_round(), private_key(team)
    plain = [opened(key, box) for (box,) in team.sql("SELECT box FROM survey_slot WHERE used")]
    return [unpack(found.survey, packed or b"", comments=found.comments, pairing=found.seals_tags) for packed in plain]


def test_an_answer_spends_its_code_and_fills_one_slot(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer(sheets[0])
    assert state(team) == (1, 1)
    assert ballots(team) == [Ballot(sheets[0])]


def test_a_ballot_holds_what_was_answered_the_comment_and_tags_but_no_card(team: Team, sheets: list[Sheet]) -> None:
    team.open(comments=True)
    card = draw_card(Random(1))
    team.answer(sheets[0], comment="Pay it.", card=card)
    (ballot,) = ballots(team)
    assert ballot is not None
    assert (ballot.answers, ballot.comment) == (sheets[0], "Pay it.")
    assert list(ballot.tags) == [topic.id for topic in team.survey.topics]


def test_any_question_and_all_of_them_may_be_left_out(team: Team) -> None:
    team.open()
    team.answer({})
    assert ballots(team) == [Ballot({})]


def test_a_code_is_good_once(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    code = team.codes[0]
    team.answer(sheets[0], code)
    with pytest.raises(SurveyError, match="This code was used already"):
        team.answer(sheets[1], code)
    assert state(team) == (1, 1)
    assert ballots(team) == [Ballot(sheets[0])]


def test_a_code_used_twice_at_once_counts_once(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    code = casting.hashed(found, team.codes[0], team.sealer)
    two = [casting.seal_ballot(found, code, sheet, sealer=team.sealer) for sheet in sheets[:2]]
    for ballot in two:
        team.do(lambda session: casting.check_code(session, found.id, code))
        assert ballot.code == code
    team.do(lambda session: casting.cast(session, two[0], team.random))
    with pytest.raises(SurveyError, match="used already"):
        team.do(lambda session: casting.cast(session, two[1], team.random))
    assert state(team) == (1, 1)


def test_a_code_of_another_survey_is_unknown(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    (other,) = draw_codes(1, Random(99))
    with pytest.raises(SurveyError, match="no such code in this survey") as refused:
        team.answer(sheets[0], other)
    assert other not in str(refused.value)
    assert state(team) == (0, 0)


def test_a_mistyped_code_is_told_before_the_file_is_touched(team: Team) -> None:
    found = team.open()
    with pytest.raises(SurveyError, match="compare it with your slip"):
        casting.hashed(found, "K7QF-3MZ2-9T", team.sealer)


def test_a_closed_round_takes_no_more_answers(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    ballot = casting.seal_ballot(
        found, casting.hashed(found, team.codes.pop(), team.sealer), sheets[0], sealer=team.sealer
    )
    team.answer_all(sheets[:5])
    closed = team.close()
    with pytest.raises(SurveyError, match='"before" survey is closed and takes no more answers'):
        team.do(lambda session: casting.cast(session, ballot, team.random))
    with pytest.raises(SurveyError, match="takes no more answers"):
        casting.hashed(closed, team.codes[0], team.sealer)


def test_a_discarded_round_takes_no_more_answers(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    ballot = casting.seal_ballot(
        found, casting.hashed(found, team.codes.pop(), team.sealer), sheets[0], sealer=team.sealer
    )
    team.do(lambda session: life.discard_round(session, found.id))
    with pytest.raises(SurveyError, match="was discarded"):
        team.do(lambda session: casting.cast(session, ballot, team.random))


@pytest.mark.parametrize("wrong", [0, 6, -1, True, 3.0, "3", None])
def test_an_answer_off_the_scale_is_refused_without_repeating_it(team: Team, sheets: list[Sheet], wrong: int) -> None:
    team.open()
    with pytest.raises(SurveyError, match="whole number from 1 to 5; nothing was stored"):
        team.answer(sheets[0] | {"alerts.needless": wrong})
    with pytest.raises(SurveyError, match="no question"):
        team.answer({"alerts.loud": 3})
    assert state(team) == (0, 0)


def test_what_the_round_does_not_ask_for_is_refused(team: Team, sheets: list[Sheet]) -> None:
    team.open(pairing=False)
    for extra in ({"comment": "Words"}, {"card": draw_card(Random(1))}):
        with pytest.raises(SurveyError, match="does not ask for that"):
            team.answer(sheets[0], team.codes[0], **extra)
    team.answer(sheets[0], team.codes[0], comment="  \n ")
    assert state(team) == (1, 1)


def test_a_mistyped_card_leaves_the_code_unspent(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    card = draw_card(Random(1))
    wrong = card[:-1] + ("A" if card[-1] != "A" else "B")
    with pytest.raises(SurveyError, match="Check your card"):
        team.answer(sheets[0], team.codes[0], card=wrong)
    assert state(team) == (0, 0)
    team.answer(sheets[0], team.codes[0])
    assert state(team) == (1, 1)


def test_cards_are_given_in_a_before_asked_for_in_an_after_and_neither_in_a_pulse(
    team: Team, sheets: list[Sheet]
) -> None:
    asked = {}
    for label in Label:
        found = team.whole(label, sheets)
        asked[label] = (found.gives_card, found.asks_for_card)
    assert asked == {Label.BEFORE: (True, False), Label.PULSE: (False, False), Label.AFTER: (False, True)}


def test_the_file_never_grows_while_people_answer(team: Team, sheets: list[Sheet]) -> None:
    team.open(comments=True)
    sizes = {team.path.stat().st_size}
    for sheet in sheets:
        team.answer(sheet, comment="x" * (len(sheet) * 20), card=draw_card(team.random))
        sizes.add(team.path.stat().st_size)
    assert len(sizes) == 1


def test_boxes_of_the_shortest_and_the_longest_ballot_have_one_length(team: Team, sheets: list[Sheet]) -> None:
    team.open(comments=True)
    short = team.answer({})
    long = team.answer(dict.fromkeys(team.survey.item_ids(), 5), comment="\U0001f525" * 500, card=draw_card(Random(1)))
    ((dummy,), *_) = team.sql("SELECT box FROM survey_slot WHERE NOT used")
    assert len(short.box) == len(long.box) == len(dummy)


def test_the_round_knows_no_more_after_an_answer_than_before(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    rows = team.sql("SELECT * FROM survey_round"), team.sql("SELECT * FROM survey_series")
    team.answer(sheets[0])
    assert (team.sql("SELECT * FROM survey_round"), team.sql("SELECT * FROM survey_series")) == rows
    assert team.open_round() == found


def test_a_sealed_ballot_shows_neither_code_nor_answers(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    assert repr(team.answer(sheets[0])) == f"SealedBallot(round_id='{team.open_round().id}')"


def test_the_very_same_ballot_handed_in_again_counts_once(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    ballot = team.answer(sheets[0])
    team.answer(sheets[1])
    team.do(lambda session: casting.cast(session, ballot, team.random))
    assert state(team) == (2, 2)
