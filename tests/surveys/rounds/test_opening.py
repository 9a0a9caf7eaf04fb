from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import IntegrityError

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.rounds import opening
from surveys.rounds.records import SeriesState, Stage
from surveys.sealing.ballots import ballot_size
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import SEALED_EXTRA, opened
from surveys.sealing.symbols import normalised

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TYPED = {Holder.COACH: "seven ladders", Holder.DELEGATE: "eight kettles", Holder.STAND_IN: "nine marbles"}
NAMES = {Holder.COACH: "Mia", Holder.DELEGATE: "Sam", Holder.STAND_IN: "Ana"}


def test_a_round_keeps_what_was_frozen_when_it_opened(team: Team) -> None:
    found = team.open(k=4, main_topics=("trust", "heard"), comments=True, pairing=False, hosted=True)
    assert team.open_round() == found
    assert (found.k, found.invited, found.threshold, found.main_topics) == (4, 9, 4, ("heard", "trust"))
    assert (found.comments, found.hosted, found.series.pairing) == (True, True, False)
    assert (found.stage, found.opened_on, found.closed_on) == (Stage.OPEN, NOON.date(), None)
    assert dict(found.series.holders) == NAMES


def test_the_defaults_are_five_answers_a_week_and_pairs_without_comments(team: Team) -> None:
    found = team.open()
    assert (found.k, found.main_topics, found.series.pairing, found.comments) == (5, ("alerts",), True, False)
    assert found.last_closing == NOON + timedelta(days=7)


def test_there_are_exactly_as_many_codes_as_people_and_no_spares(team: Team) -> None:
    found = team.open()
    assert len(set(team.codes)) == found.codes == team.count("survey_code") == 9
    assert team.sql("SELECT count(*) FROM survey_code WHERE spent") == [(0,)]


def test_no_code_is_stored(team: Team) -> None:
    team.open()
    raw = team.path.read_bytes()
    for code in team.codes:
        for form in (code, normalised(code), normalised(code)[:-1], code.lower()):
            assert form.encode() not in raw
    assert {len(row[0]) for row in team.sql("SELECT hash FROM survey_code")} == {32}


def test_every_slip_carries_the_fingerprint_that_participants_see(team: Team) -> None:
    found = team.open()
    assert {slip.fingerprint for slip in team.slips} == {found.fingerprint} == {team.open_round().fingerprint}


@pytest.mark.parametrize(("invited", "k", "slots"), [(9, 5, 13), (5, 5, 5), (12, 4, 20)])
def test_twice_the_invited_less_k_slots_are_filled_with_dummies_of_one_size(
    team: Team, invited: int, k: int, slots: int
) -> None:
    found = team.open(invited=invited, k=k)
    boxes = [box for (box,) in team.sql("SELECT box FROM survey_slot WHERE NOT used")]
    size = ballot_size(team.survey, comments=False, pairing=True) + SEALED_EXTRA
    assert (found.slots, len(boxes), {len(box) for box in boxes}) == (slots, slots, {size})
    assert len(set(boxes)) == slots


def test_a_dummy_and_a_ballot_differ_for_nobody_without_the_key(team: Team) -> None:
    found = team.open()
    ballot = team.answer({})
    (dummy,), *_ = team.sql("SELECT box FROM survey_slot WHERE NOT used")
    assert len(ballot.box) == len(dummy)
    private = team.sealer.key_pair().private
    assert opened(private, ballot.box) is opened(private, dummy) is None
    assert found.public_key is not None
    assert found.public_key not in ballot.box


@pytest.mark.parametrize(
    "wanted",
    [
        {"invited": 10},
        {"k": 4},
        {"main_topics": ("pay",)},
        {"comments": True},
        {"pairing": False},
        {"hosted": True},
        {"scripted": True},
        {"closes_at": NOON + timedelta(days=6)},
        {"holders": NAMES | {Holder.DELEGATE: "Kim"}},
        {"holders": {Holder.COACH: "Mia"}},
    ],
)
def test_every_frozen_setting_changes_the_fingerprint(team: Team, wanted: dict[str, Any]) -> None:
    def prepared(**wishes: Any) -> opening.Prepared:
        planned = team.do(lambda session: opening.plan(session, team.request(**wishes), NOON))
        return opening.prepare(planned, TYPED, TYPED, Random(1), Fixed())

    class Fixed(type(team.sealer)):  # type: ignore[misc]
        def key_pair(self) -> Any:
            return pair

        def salt(self) -> bytes:
            return bytes(16)

    pair = team.sealer.key_pair()
    assert prepared().round.fingerprint == prepared().round.fingerprint
    assert prepared().round.fingerprint != prepared(**wanted).round.fingerprint


def test_a_swapped_public_key_changes_the_fingerprint(team: Team) -> None:
    printed = team.open().fingerprint
    for column, table in (("public_key", "round"), ("rows_key", "series"), ("rounds_key", "series")):
        kept = team.alter(table, column, team.sealer.key_pair().public)
        assert team.open_round().fingerprint != printed
        team.alter(table, column, kept)
    assert team.open_round().fingerprint == printed


def test_reworded_text_in_the_file_changes_the_fingerprint(team: Team) -> None:
    printed = team.open().fingerprint
    team.sql("UPDATE survey_series SET definition = replace(definition, 'needless', 'needles')")
    assert team.open_round().fingerprint != printed


def test_each_passphrase_is_needed_and_retyped(team: Team) -> None:
    with pytest.raises(SurveyError, match="passphrase of the stand-in is missing"):
        team.open(typed=TYPED | {Holder.STAND_IN: ""})
    with pytest.raises(SurveyError, match="The coach typed two different"):
        team.open(retyped=TYPED | {Holder.COACH: "seven ladder"})
    assert team.rounds() == ()
    assert team.open(retyped=dict(TYPED)).is_open


def test_no_passphrase_is_stored(team: Team) -> None:
    team.open()
    raw = team.path.read_bytes()
    assert all(passphrase.encode() not in raw for passphrase in TYPED.values())


def test_coach_alone_is_possible_and_says_so(team: Team) -> None:
    found = team.open(holders={Holder.COACH: "Mia"}, typed={Holder.COACH: "seven ladders"})
    assert found.series.coach_only
    assert team.sql("SELECT DISTINCT holders FROM survey_lock") == [("coach",)]


def test_a_delegate_without_a_stand_in_is_refused(team: Team) -> None:
    with pytest.raises(SurveyError, match="name a delegate and a stand-in beside the coach, or the coach alone"):
        team.open(holders={Holder.COACH: "Mia", Holder.DELEGATE: "Sam"})
    with pytest.raises(SurveyError, match="who can open the box"):
        team.open(holders=None)


def test_hosted_codes_need_a_delegate_to_go_to(team: Team) -> None:
    with pytest.raises(SurveyError, match="go to the delegate"):
        team.open(holders={Holder.COACH: "Mia"}, typed={Holder.COACH: "x"}, hosted=True)


def test_a_later_round_needs_no_passphrase_and_tests_those_that_are_typed(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    with pytest.raises(SurveyError, match="At least one passphrase is wrong"):
        team.open(Label.PULSE, typed=TYPED | {Holder.COACH: "guess"})
    with pytest.raises(SurveyError, match="2 of the three passphrases"):
        team.open(Label.PULSE, typed={Holder.COACH: TYPED[Holder.COACH]})
    assert team.open(Label.PULSE, typed=TYPED).is_open


def test_typed_passphrases_tell_that_the_key_for_later_rounds_was_exchanged(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    team.sql("UPDATE survey_series SET rounds_key = ?", team.sealer.key_pair().public)
    with pytest.raises(SurveyError, match="A key of this survey was exchanged"):
        team.open(Label.PULSE, typed=TYPED)


def test_each_round_has_a_key_of_its_own(team: Team, sheets: list[Sheet]) -> None:
    before = team.whole(Label.BEFORE, sheets)
    pulse = team.open(Label.PULSE)
    assert before.public_key != pulse.public_key
    assert before.series.rows_key == pulse.series.rows_key not in (before.public_key, pulse.public_key, None)


def test_a_later_round_takes_over_what_the_series_froze(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets, k=4, main_topics=("pay",), pairing=False, scripted=True)
    reworded = team.survey.model_copy(update={"title": "Reworded", "topics": team.survey.topics[:1]})
    after = team.open(Label.AFTER, survey=reworded, invited=6, joined=1, left=2)
    assert (after.survey, after.k, after.main_topics, after.invited) == (team.survey, 4, ("pay",), 6)
    assert (after.series.pairing, after.series.scripted, after.scripted) == (False, True, False)
    assert (after.joined, after.left) == (1, 2)


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ({"k": 6}, "k was frozen"),
        ({"main_topics": ("pay",)}, "choice of main topics was frozen"),
        ({"pairing": False}, "rule about pairing was frozen"),
        ({"holders": NAMES | {Holder.DELEGATE: "Kim"}}, "Who can open the box was frozen"),
    ],
)
def test_a_later_round_may_repeat_the_frozen_rules_but_not_change_them(
    team: Team, sheets: list[Sheet], wanted: dict[str, Any], named: str
) -> None:
    team.whole(Label.BEFORE, sheets)
    with pytest.raises(SurveyError, match=named):
        team.open(Label.AFTER, **wanted)
    assert team.open(
        Label.AFTER, k=5, main_topics=("alerts",), pairing=True, holders=NAMES | {Holder.COACH: "Kim"}
    ).is_open


@pytest.mark.parametrize("label", [Label.PULSE, Label.AFTER])
def test_before_comes_first(team: Team, label: Label) -> None:
    with pytest.raises(SurveyError, match='no "before" survey of developer-concerns yet'):
        team.open(label)


def test_a_series_has_one_before_any_number_of_pulses_and_one_after(team: Team, sheets: list[Sheet]) -> None:
    for label in (Label.BEFORE, Label.PULSE, Label.PULSE, Label.AFTER):
        team.whole(label, sheets)
        if label is not Label.AFTER:
            with pytest.raises(SurveyError, match="is closed already; open a pulse"):
                team.open(Label.BEFORE)
    assert [found.label for found in team.rounds()] == ["before", "pulse", "pulse", "after"]
    for label in Label:
        with pytest.raises(SurveyError, match="nothing can follow"):
            team.open(label)


def test_at_most_one_round_of_a_pilot_is_open(team: Team) -> None:
    team.open()
    with pytest.raises(SurveyError, match='"before" survey of this pilot is still open'):
        team.open(Label.PULSE)
    assert team.open(pilot_id=2).pilot_id == 2


def test_two_that_were_prepared_at_once_do_not_both_open(team: Team) -> None:
    planned = team.do(lambda session: opening.plan(session, team.request(), NOON))
    first, second = (opening.prepare(planned, TYPED, None, Random(at), team.sealer) for at in range(2))
    team.do(lambda session: opening.open_round(session, first))
    with pytest.raises(SurveyError, match="still open"):
        team.do(lambda session: opening.open_round(session, second))
    assert (len(team.rounds()), team.count("survey_series"), team.count("survey_slot")) == (1, 1, 13)


def test_a_round_prepared_for_a_series_that_ended_meanwhile_does_not_open(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    planned = team.do(lambda session: opening.plan(session, team.request(Label.AFTER), NOON))
    prepared = opening.prepare(planned, {}, None, Random(1), team.sealer)
    team.sql("UPDATE survey_series SET state = 'discarded'")
    with pytest.raises(SurveyError, match="series of developer-concerns was discarded"):
        team.do(lambda session: opening.open_round(session, prepared))
    assert len(team.rounds()) == 1


def test_the_database_itself_refuses_a_second_open_round_of_a_pilot(team: Team) -> None:
    team.open()
    columns = [row[1] for row in team.sql("PRAGMA table_info(survey_round)")]
    chosen = ", ".join({"id": "'other'", "number": "2", "label": "'pulse'"}.get(name, name) for name in columns)
    with pytest.raises(IntegrityError):
        team.sql("INSERT INTO survey_round SELECT " + chosen + " FROM survey_round")  # noqa: S608


@pytest.mark.parametrize("wanted", [{"invited": 4}, {"invited": 10**30}, {"k": 3}, {"k": 9}, {"main_topics": ("x",)}])
def test_rules_that_cannot_hold_are_refused(team: Team, wanted: dict[str, Any]) -> None:
    with pytest.raises(SurveyError):
        team.open(**wanted)
    assert team.rounds() == ()


def test_a_closing_time_in_the_past_and_people_below_zero_are_refused(team: Team, sheets: list[Sheet]) -> None:
    with pytest.raises(SurveyError, match="closing time is not after now"):
        team.open(closes_at=NOON)
    with pytest.raises(SurveyError, match="0 or more"):
        team.open(joined=-1)
    assert team.open(closes_at=NOON + timedelta(hours=1)).last_closing == NOON + timedelta(hours=1)


def test_a_series_that_was_stored_unsealed_cannot_be_continued_but_a_new_one_begun(
    team: Team, sheets: list[Sheet]
) -> None:
    team.whole(Label.BEFORE, sheets)
    team.sql("UPDATE survey_series SET state = 'unsealed', rows_key = NULL, rounds_key = NULL")
    with pytest.raises(SurveyError, match=r"did not seal, and its answers were destroyed.*begin again"):
        team.open(Label.AFTER, now=NOON)
    again = team.open(Label.BEFORE)
    assert again.series.state is SeriesState.OPEN
    assert len({found.series.id for found in team.rounds()}) == 2
