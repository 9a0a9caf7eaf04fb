from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from surveys.errors import SurveyError
from surveys.rounds import closing

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team


def test_a_replaced_code_is_counted_and_raises_the_threshold(team: Team) -> None:
    printed = team.open().fingerprint
    found = team.replace_code()
    assert (found.replaced, found.codes, found.threshold) == (1, 10, 6)
    assert team.count("survey_code") == 10
    assert found.fingerprint == printed


def test_the_old_code_and_the_new_one_are_both_good_once(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.replace_code()
    for sheet, code in zip([*sheets, sheets[0]], [*team.codes], strict=True):
        team.answer(sheet, code)
    assert team.sql("SELECT count(*) FROM survey_slot WHERE used") == [(10,)]


def test_it_takes_the_passphrase_of_the_delegate(team: Team) -> None:
    team.open()
    for wrong in ("guess", "", "seven ladders", "nine marbles"):
        with pytest.raises(SurveyError, match="not the passphrase of the delegate"):
            team.replace_code(wrong)
    assert (team.count("survey_code"), team.open_round().replaced) == (9, 0)


def test_where_the_coach_is_alone_it_takes_the_coachs(team: Team) -> None:
    holder = next(iter(team.typed))
    team.open(holders={holder: "Mia"}, typed={holder: team.typed[holder]})
    with pytest.raises(SurveyError, match="not the passphrase of the coach"):
        team.replace_code("eight kettles")
    assert team.replace_code("seven ladders").replaced == 1


def test_as_many_as_the_threshold_leaves_room_for_and_all_of_them_fit(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    size = team.path.stat().st_size
    for replaced in range(1, 5):
        assert team.replace_code().replaced == replaced
    with pytest.raises(SurveyError, match=r"No more codes can be replaced: .* 10 answers would be needed from 9"):
        team.replace_code()
    assert len(team.codes) == found.slots == 13
    for code in list(team.codes):
        team.answer(sheets[0], code)
    assert team.sql("SELECT count(*) FROM survey_slot WHERE NOT used") == [(0,)]
    assert team.path.stat().st_size == size


def test_codes_made_up_by_replacing_cannot_fill_up_to_the_threshold(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    team.answer_all(sheets[:2])
    for _ in range(3):
        team.replace_code()
        team.answer({}, team.codes.pop())
    assert not team.do(lambda session: closing.enough(session, found.id))
    with pytest.raises(SurveyError, match="Fewer than 8 have answered"):
        team.close()


def test_results_wait_for_the_raised_threshold_question_by_question(team: Team, sheets: list[Sheet]) -> None:
    from surveys.rounds import life

    team.open()
    team.replace_code()
    full = dict.fromkeys(team.survey.item_ids(), 3)
    fives = {item: answer for item, answer in full.items() if item != "pay.can-say-no"}
    team.answer_all([full] * 5 + [fives])
    found = team.close()
    released = team.do(lambda session: life.results(session, found.id))
    assert released.entry("pay.can-say-no").sentence == "fewer than 6 answered"
    assert released.entry("pay.makes-up").answered == 6


def test_nothing_tells_which_code_came_later(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer(sheets[0])
    team.replace_code()
    hashes = [found for (found,) in team.sql("SELECT hash FROM survey_code")]
    raw = team.path.read_bytes()
    places = [raw.find(found) for found in sorted(hashes)]
    assert places == sorted(places, reverse=True)
    assert team.sql("SELECT count(*) FROM survey_code WHERE spent") == [(1,)]


def test_a_closed_survey_replaces_nothing(team: Team, sheets: list[Sheet]) -> None:
    from random import Random

    from surveys.rounds import codes
    from surveys.rounds.store import series as series_store

    found = team.open()
    team.answer_all(sheets)
    keyring = team.do(lambda session: series_store.keyring(session, found.series))
    new = codes.prepare_replacement(found, keyring, "eight kettles", Random(1), team.sealer)
    team.close()
    with pytest.raises(SurveyError, match="is closed"):
        team.do(lambda session: codes.replace_code(session, new))
    assert new.slip.code not in repr(new)
