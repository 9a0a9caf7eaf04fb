from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.release import release_results
from surveys.rounds import closing, life
from surveys.rounds.records import Stage, Unlocked
from surveys.sealing.ballots import ballot_size
from surveys.sealing.holders import Holder
from surveys.statistics.scores import measure

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EARLY = NOON + timedelta(days=1)
IN_TIME = NOON + timedelta(days=7)


def results(team: Team, round_id: str) -> object:
    return team.do(lambda session: life.results(session, round_id))


def assert_still_open(team: Team, used: int) -> None:
    """Open and complete: everything that was answered is still there."""
    assert team.open_round().is_open
    assert team.sql("SELECT count(*) FROM survey_slot WHERE used") == [(used,)]
    assert team.sql("SELECT count(*) FROM survey_code WHERE spent") == [(used,)]
    assert team.count("survey_release") == 0


def test_closing_gives_out_exactly_what_the_gate_lets_through(team: Team, sheets: list[Sheet]) -> None:
    found = team.whole(Label.BEFORE, sheets)
    expected = release_results(team.survey.id, measure(team.survey, sheets), k=5, answered=9)
    assert results(team, found.id) == expected
    assert (found.stage, found.closed_on, found.answered, found.unreadable) == (
        Stage.CLOSED,
        NOON.date().replace(day=10),
        9,
        0,
    )


def test_closing_destroys_ballots_codes_and_the_key(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    sealed = [box for (box,) in team.sql("SELECT box FROM survey_slot")]
    hashes = [code for (code,) in team.sql("SELECT hash FROM survey_code")]
    ((locked,),) = team.sql("SELECT locked_key FROM survey_round")
    team.close()
    raw = team.path.read_bytes()
    assert all(gone[:40] not in raw and gone[-40:] not in raw for gone in [*sealed, *hashes, locked])
    assert (team.count("survey_slot"), team.count("survey_code")) == (0, 0)
    assert team.sql("SELECT locked_key, code_salt FROM survey_round") == [(None, None)]


def test_below_the_threshold_it_cannot_be_closed(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    team.answer_all(sheets[:4])
    assert not team.do(lambda session: closing.enough(session, found.id))
    with pytest.raises(SurveyError, match=r"Fewer than 5 have answered.*wait, extend it, or discard it"):
        team.close()
    assert_still_open(team, 4)


def test_enough_answers_before_the_closing_time_are_not_enough(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    team.answer_all(sheets[:5])
    assert team.do(lambda session: closing.enough(session, found.id))
    assert not team.do(lambda session: closing.may_close(session, found.id, EARLY))
    with pytest.raises(SurveyError, match="stays open until its closing time, or until all 9 have answered"):
        team.close(now=EARLY)
    assert_still_open(team, 5)
    assert team.do(lambda session: closing.may_close(session, found.id, IN_TIME))
    assert team.close(now=IN_TIME).answered == 5


def test_it_cannot_be_closed_at_the_moment_a_target_has_answered(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    for at, sheet in enumerate(sheets, 1):
        team.answer(sheet)
        assert team.do(lambda session: closing.may_close(session, found.id, EARLY)) is (at == 9)


def test_once_as_many_codes_are_spent_as_people_were_invited_it_may_close_early(
    team: Team, sheets: list[Sheet]
) -> None:
    team.open()
    team.answer_all(sheets)
    assert team.close(now=EARLY).answered == 9


def test_an_extended_round_stays_open_longer(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    printed = found.fingerprint
    team.answer_all(sheets[:6])
    later = IN_TIME + timedelta(days=3)
    extended = team.do(lambda session: life.extend(session, found.id, later, EARLY))
    assert (extended.closes_at, extended.extended_to, extended.fingerprint) == (IN_TIME, later, printed)
    with pytest.raises(SurveyError, match="stays open until its closing time"):
        team.close(now=IN_TIME)
    assert team.close(now=later).answered == 6


@pytest.mark.parametrize(
    ("until", "named"), [(IN_TIME, "only be extended"), (EARLY, "only be extended"), (NOON, "after now")]
)
def test_the_closing_time_only_moves_to_later(team: Team, until: datetime, named: str) -> None:
    found = team.open()
    with pytest.raises(SurveyError, match=named):
        team.do(lambda session: life.extend(session, found.id, until, NOON))
    assert team.open_round().extended_to is None


@pytest.mark.parametrize("wrong", list(Holder))
def test_a_wrong_passphrase_closes_nothing(team: Team, sheets: list[Sheet], wrong: Holder) -> None:
    team.open()
    team.answer_all(sheets)
    with pytest.raises(SurveyError, match="At least one passphrase is wrong; nothing was opened"):
        team.close(typed=dict(team.typed) | {wrong: "guess"})
    assert_still_open(team, 9)
    assert team.close(typed=team.typed).answered == 9


def test_one_holder_alone_closes_nothing(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    with pytest.raises(SurveyError, match="2 of the three passphrases"):
        team.close(typed={Holder.COACH: team.typed[Holder.COACH]})
    assert_still_open(team, 9)


def test_the_coach_alone_closes_what_was_opened_so(team: Team, sheets: list[Sheet]) -> None:
    coach = {Holder.COACH: team.typed[Holder.COACH]}
    team.open(holders={Holder.COACH: "Mia"}, typed=coach)
    team.answer_all(sheets)
    assert team.close(typed=coach).answered == 9


def test_a_ballot_that_cannot_be_read_is_set_aside_and_counted(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    team.sql(
        "UPDATE survey_slot SET box = zeroblob(length(box)) WHERE id = (SELECT max(id) FROM survey_slot WHERE used)"
    )
    found = team.close()
    assert (found.answered, found.unreadable) == (8, 1)
    assert team.do(lambda session: life.results(session, found.id)).answered == 8


def test_a_truncated_ballot_is_set_aside(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    team.spoil_one("substr(box, 1, 100)")
    assert team.close().unreadable == 1


def test_too_few_readable_ballots_close_nothing(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets[:5])
    team.spoil_one("zeroblob(9)")
    with pytest.raises(SurveyError, match=r"Fewer than 5 have answered.* 1 of the ballots could not be read"):
        team.close()
    assert_still_open(team, 5)


def test_a_dummy_marked_as_used_is_no_ballot(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets[:8])
    team.sql("UPDATE survey_slot SET used = 1 WHERE id = (SELECT min(id) FROM survey_slot WHERE NOT used)")
    team.sql("UPDATE survey_code SET spent = 1 WHERE hash = (SELECT min(hash) FROM survey_code WHERE NOT spent)")
    found = team.close()
    assert (found.answered, found.unreadable) == (8, 1)


def test_one_ballot_copied_over_the_others_counts_once(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    target = team.answer(sheets[0])
    team.answer_all(sheets[1:8])
    team.sql("UPDATE survey_slot SET box = ? WHERE used", target.box)
    with pytest.raises(SurveyError, match="7 of the ballots could not be read"):
        team.close()
    assert_still_open(team, 8)


def test_a_forged_ballot_of_another_form_is_not_counted(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    team.answer_all(sheets)
    size = ballot_size(team.survey, comments=False, pairing=True)
    forged = team.sealer.seal(found.public_key or b"", b'{"answers":"999"}', size)
    team.sql("UPDATE survey_slot SET box = ? WHERE id = (SELECT max(id) FROM survey_slot WHERE used)", forged)
    assert team.close().unreadable == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE survey_slot SET used = 0 WHERE id = (SELECT max(id) FROM survey_slot WHERE used)",
        "UPDATE survey_slot SET used = 1 WHERE id = (SELECT max(id) FROM survey_slot WHERE NOT used)",
        "UPDATE survey_code SET spent = 0",
        "DELETE FROM survey_slot WHERE id = (SELECT max(id) FROM survey_slot WHERE used)",
        "DELETE FROM survey_code",
    ],
)
def test_used_slots_that_are_not_spent_codes_can_only_be_discarded(
    team: Team, sheets: list[Sheet], change: str
) -> None:
    found = team.open()
    team.answer_all(sheets[:7])
    team.sql(change)
    with pytest.raises(SurveyError, match=r"changed in the file: not every code .* It can only be discarded"):
        team.close()
    assert team.open_round().is_open
    team.do(lambda session: life.discard_round(session, found.id))
    assert team.rounds() == ()


def test_an_exchanged_public_key_is_told_at_closing(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    team.alter("round", "public_key", team.sealer.key_pair().public)
    with pytest.raises(SurveyError, match=r"key of the .* was changed in the file, so it can only be discarded"):
        team.close()


def test_a_tampered_round_key_is_told_at_closing(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    team.alter("round", "locked_key", bytes(100))
    with pytest.raises(SurveyError, match="can only be discarded"):
        team.close()


def test_keys_of_another_round_close_nothing(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    team.answer_all(sheets)
    keys = Unlocked("another", bytes(32))
    with pytest.raises(SurveyError, match="keys of another survey"):
        team.do(
            lambda session: closing.close_round(
                session, found.id, keys, now=IN_TIME, random=Random(1), sealer=team.sealer
            )
        )
    assert_still_open(team, 9)


def test_results_stay_hidden_until_the_file_was_rewritten(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    team.answer_all(sheets)
    found = team.close(finish=False)
    assert found.stage is Stage.UNSCRUBBED
    for ask in (life.results, life.comments):
        with pytest.raises(SurveyError, match="not rewritten yet; open it again"):
            team.do(lambda session: ask(session, found.id))  # noqa: B023
    with pytest.raises(SurveyError, match="not rewritten yet"):
        team.do(lambda session: life.mark_read_back(session, found.id, NOON.date()))
    team.finish()
    assert team.round(found.id).stage is Stage.CLOSED
    assert team.do(lambda session: life.results(session, found.id)).answered == 9


def test_a_round_that_closed_after_the_file_was_rewritten_waits_for_the_next_time(
    team: Team, sheets: list[Sheet]
) -> None:
    waiting = team.do(closing.unscrubbed)
    team.open()
    team.answer_all(sheets)
    found = team.close(finish=False)
    team.do(lambda session: closing.finish(session, waiting))
    assert team.round(found.id).stage is Stage.UNSCRUBBED


def test_an_open_round_has_no_results(team: Team) -> None:
    found = team.open()
    with pytest.raises(SurveyError, match="still open; results exist once it is closed"):
        results(team, found.id)


def test_nothing_is_closed_twice(team: Team, sheets: list[Sheet]) -> None:
    found = team.whole(Label.BEFORE, sheets)
    with pytest.raises(SurveyError, match="is closed; nothing was changed"):
        team.do(lambda session: closing.locked_round(session, found.id))


def test_the_ledger_takes_a_release_once(team: Team, sheets: list[Sheet]) -> None:
    found = team.whole(Label.BEFORE, sheets)
    with pytest.raises(IntegrityError):
        team.sql("INSERT INTO survey_release SELECT round_id, kind, 'other' FROM survey_release")
    assert team.do(lambda session: life.results(session, found.id)).answered == 9


def test_the_team_sees_results_before_they_may_be_exported(team: Team, sheets: list[Sheet]) -> None:
    found = team.whole(Label.BEFORE, sheets)
    assert found.read_back_on is None
    for day in (NOON.date(), IN_TIME.date()):
        team.do(lambda session: life.mark_read_back(session, found.id, day))  # noqa: B023
    assert team.round(found.id).read_back_on == NOON.date()


@pytest.mark.parametrize(("people", "shown"), [(7, False), (8, True)])
def test_comments_come_out_from_eight_answers_up(team: Team, sheets: list[Sheet], people: int, shown: bool) -> None:
    team.open(comments=True)
    for at, sheet in enumerate(sheets[:people]):
        team.answer(sheet, comment=f"Comment {at}" if at % 3 else "")
    found = team.close()
    given = team.do(lambda session: life.comments(session, found.id))
    assert sorted(given) == ([f"Comment {at}" for at in range(people) if at % 3] if shown else [])


def test_comments_lose_the_order_in_which_they_came(team: Team, sheets: list[Sheet]) -> None:
    words = [f"Comment {at}" for at in range(9)]
    team.open(comments=True)
    for sheet, comment in zip(sheets, words, strict=True):
        team.answer(sheet, comment=comment)
    found = team.close()
    given = team.do(lambda session: life.comments(session, found.id))
    assert sorted(given) == words
    assert list(given) != words


def test_a_round_without_comments_has_none(team: Team, sheets: list[Sheet]) -> None:
    found = team.whole(Label.BEFORE, sheets)
    assert team.do(lambda session: life.comments(session, found.id)) == ()


def test_discarding_destroys_the_answers_unread_and_frees_the_place(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    sealed = [team.answer(sheet).box for sheet in sheets]
    team.do(lambda session: life.discard_round(session, found.id))
    assert team.rounds() == ()
    for table in ("series", "holder", "lock", "round", "code", "slot"):
        assert team.count(f"survey_{table}") == 0
    raw = team.path.read_bytes()
    assert all(box[:40] not in raw for box in sealed)
    assert team.open().is_open


def test_a_closed_round_cannot_be_discarded(team: Team, sheets: list[Sheet]) -> None:
    found = team.whole(Label.BEFORE, sheets)
    with pytest.raises(SurveyError, match="is closed and cannot be discarded; its results stay"):
        team.do(lambda session: life.discard_round(session, found.id))
