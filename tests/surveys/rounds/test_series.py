from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from surveys.errors import SurveyError
from surveys.records import Comparison, Label, Verdict
from surveys.release import release_comparison
from surveys.rounds import life
from surveys.rounds.records import Round, SeriesState
from surveys.sealing.ballots import row_size
from surveys.sealing.cards import draw_card
from surveys.sealing.sealer import SEALED_EXTRA
from surveys.statistics.compare import Sample, compare
from surveys.statistics.notes import UNKNOWN, Circumstances

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team


def later_of(sheets: list[Sheet]) -> list[Sheet]:
    """What the same people answer later: agreement moves up where it can."""
    return [{item: min(5, answer + at % 2) for item, answer in sheet.items()} for at, sheet in enumerate(sheets)]


def cards(count: int) -> list[str]:
    random = Random(3)
    return [draw_card(random) for _ in range(count)]


def answered(team: Team, label: Label, sheets: list[Sheet], held: list[str], **wanted: Any) -> Round:
    """A whole round in which the first people use these cards and the others none."""
    team.open(label, **wanted)
    for at, sheet in enumerate(sheets):
        team.answer(sheet, card=held[at] if at < len(held) else "")
    return team.close()


def comparison(team: Team) -> Comparison:
    found = team.do(lambda session: life.comparison(session, 1, team.survey.id))
    assert found is not None
    return found


def expected(team: Team, earlier: Sample, later: Sample, *, k: int = 5, known: Circumstances = UNKNOWN) -> Comparison:
    """What comparing whole sheets gives, with people known by their cards."""
    entries = compare(earlier, later, main_topics=["alerts"], threshold=k)
    numbers = {"answered_before": len(earlier.sheets), "answered_after": len(later.sheets)}
    return release_comparison(team.survey.id, entries, k=k, **numbers, known=known)


def test_without_cards_the_comparison_is_that_of_the_sheets_unpaired(team: Team, sheets: list[Sheet]) -> None:
    later = later_of(sheets)
    team.whole(Label.BEFORE, sheets)
    assert team.do(lambda session: life.comparison(session, 1, team.survey.id)) is None
    team.whole(Label.AFTER, later)
    assert comparison(team) == expected(team, Sample(team.survey, sheets), Sample(team.survey, later))
    assert comparison(team).design == "unpaired"


@pytest.mark.parametrize(("held", "design"), [(5, "unpaired"), (6, "partly_paired"), (9, "paired")])
def test_the_rule_about_pairs_was_fixed_beforehand(team: Team, survey: object, held: int, design: str) -> None:
    random = Random(8)
    earlier = [{item: random.randint(1, 5) for item in team.survey.item_ids()} for _ in range(9)]
    later, codes = later_of(earlier), cards(9)[:held]
    answered(team, Label.BEFORE, earlier, codes)
    answered(team, Label.AFTER, later, codes)
    known = [*codes, *([None] * (9 - held))]
    assert comparison(team) == expected(team, Sample(team.survey, earlier, known), Sample(team.survey, later, known))
    assert comparison(team).design == design


def test_pairs_are_found_topic_by_topic_whatever_order_people_came_in(team: Team, sheets: list[Sheet]) -> None:
    later, codes = later_of(sheets), cards(9)
    answered(team, Label.BEFORE, sheets, codes)
    answered(team, Label.AFTER, later[::-1], codes[::-1])
    assert comparison(team) == expected(team, Sample(team.survey, sheets, codes), Sample(team.survey, later, codes))


def test_with_pairing_off_no_card_is_taken_and_nobody_paired(team: Team, sheets: list[Sheet]) -> None:
    answered(team, Label.BEFORE, sheets, [], pairing=False)
    team.open(Label.AFTER)
    with pytest.raises(SurveyError, match="does not ask for that"):
        team.answer(sheets[0], team.codes[0], card=cards(1)[0])
    team.answer_all(sheets)
    team.close()
    assert comparison(team).design == "unpaired"


def test_a_card_that_two_people_typed_pairs_neither_of_them(team: Team) -> None:
    random = Random(8)
    earlier = [{item: random.randint(1, 5) for item in team.survey.item_ids()} for _ in range(9)]
    later, codes = later_of(earlier), cards(9)
    answered(team, Label.BEFORE, earlier, codes)
    answered(team, Label.AFTER, later, [codes[1], *codes[1:]])
    known = [None, None, *codes[2:]]
    assert comparison(team) == expected(team, Sample(team.survey, earlier, known), Sample(team.survey, later, known))


def test_a_lost_card_is_answered_without(team: Team, sheets: list[Sheet]) -> None:
    codes = cards(9)
    answered(team, Label.BEFORE, sheets, codes)
    answered(team, Label.AFTER, later_of(sheets), codes[:8])
    assert comparison(team).answered_after == 9


def test_a_before_keeps_a_sealed_row_of_one_size_for_every_answer_to_every_topic(
    team: Team, sheets: list[Sheet]
) -> None:
    answered(team, Label.BEFORE, sheets, cards(4))
    boxes = [box for (box,) in team.sql("SELECT box FROM survey_kept")]
    assert len(boxes) == 9 * len(team.survey.topics)
    assert {len(box) for box in boxes} == {row_size(team.survey) + SEALED_EXTRA}


def test_a_pulse_keeps_no_rows_and_is_compared_with_nothing(team: Team, sheets: list[Sheet]) -> None:
    answered(team, Label.BEFORE, sheets, [])
    kept = team.sql("SELECT * FROM survey_kept")
    team.whole(Label.PULSE, later_of(sheets))
    assert team.sql("SELECT * FROM survey_kept") == kept
    assert team.sql("SELECT kind FROM survey_release") == [("results",), ("results",)]
    assert team.do(lambda session: life.comparison(session, 1, team.survey.id)) is None


def test_closing_a_pulse_never_opens_the_key_of_the_kept_rows(team: Team, sheets: list[Sheet]) -> None:
    from surveys.rounds import closing

    unlocked = {}
    for label in Label:
        found = team.open(label)
        team.answer_all(sheets)
        locked = team.do(lambda session: closing.locked_round(session, found.id))  # noqa: B023
        unlocked[label] = closing.unlock(locked, team.two).rows
        team.close()
    assert [label for label, rows in unlocked.items() if rows is not None] == [Label.AFTER]


def test_the_last_closing_leaves_nothing_to_open(team: Team, sheets: list[Sheet]) -> None:
    answered(team, Label.BEFORE, sheets, [])
    gone = [value for (value,) in team.sql("SELECT box FROM survey_kept UNION ALL SELECT box FROM survey_lock")]
    gone += [value for row in team.sql("SELECT salt, mark FROM survey_holder") for value in row if value]
    after = team.whole(Label.AFTER, sheets)
    assert after.series.state is SeriesState.COMPARED
    for table in ("kept", "lock", "slot", "code"):
        assert team.count(f"survey_{table}") == 0
    raw = team.path.read_bytes()
    assert gone
    assert all(value not in raw for value in gone)


def test_a_threshold_raised_in_either_round_holds_for_both_sides(team: Team, sheets: list[Sheet]) -> None:
    full = [dict.fromkeys(team.survey.item_ids(), 3)] * 5
    gaps = [{item: 3 for item in team.survey.item_ids() if item != "pay.can-say-no"}] * 2
    team.open()
    team.replace_code()
    team.answer_all(full + gaps)
    team.close()
    team.whole(Label.AFTER, [*full, *full[:3]])
    found = comparison(team)
    assert found.k == 6
    assert found.entry("pay.can-say-no").verdict is Verdict.TOO_FEW
    assert found.entry("pay.makes-up").before.answered == 7


@pytest.mark.parametrize(
    ("joined", "left", "words_only"),
    [(1, 0, True), (0, 4, True), (0, 0, False), (5, 0, False), (None, None, False), (None, 2, True)],
)
def test_of_a_team_that_changed_a_little_only_words_are_given(
    team: Team, sheets: list[Sheet], joined: int | None, left: int | None, words_only: bool
) -> None:
    team.whole(Label.BEFORE, sheets)
    team.whole(Label.AFTER, later_of(sheets), joined=joined, left=left)
    found = comparison(team)
    numbers = [entry.before.answered for entry in (*found.topics, *found.items)]
    assert (set(numbers) == {None}) is words_only
    assert any("team changed" in note.lower() for note in found.notes) is words_only


def test_when_nobody_of_the_first_team_is_left_nothing_is_compared(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    team.whole(Label.AFTER, later_of(sheets), joined=9, left=9)
    assert {entry.verdict for entry in comparison(team).topics} == {Verdict.NOT_COMPARABLE}


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM survey_kept WHERE id = (SELECT min(id) FROM survey_kept)",
        "UPDATE survey_kept SET box = zeroblob(length(box)) WHERE id = (SELECT max(id) FROM survey_kept)",
    ],
)
def test_kept_rows_that_were_changed_stop_the_comparison_not_the_results(
    team: Team, sheets: list[Sheet], change: str
) -> None:
    team.whole(Label.BEFORE, sheets)
    team.sql(change)
    after = team.open(Label.AFTER)
    team.answer_all(sheets)
    with pytest.raises(SurveyError, match=r"kept from the .* are missing or were changed.*Discard the series to close"):
        team.close()
    assert team.open_round().is_open
    team.do(lambda session: life.discard_series(session, after.series.id))
    assert team.close().answered == 9
    assert team.do(lambda session: life.comparison(session, 1, team.survey.id)) is None
    assert team.count("survey_lock") == 0


def test_discarding_an_after_keeps_the_series(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    after = team.open(Label.AFTER)
    team.do(lambda session: life.discard_round(session, after.id))
    team.whole(Label.AFTER, later_of(sheets))
    assert comparison(team).answered_before == 9


def test_discarding_a_series_destroys_rows_and_keys_and_keeps_results(team: Team, sheets: list[Sheet]) -> None:
    before = team.whole(Label.BEFORE, sheets)
    gone = [box for (box,) in team.sql("SELECT box FROM survey_kept UNION ALL SELECT box FROM survey_lock")]
    team.do(lambda session: life.discard_series(session, before.series.id))
    assert (team.count("survey_kept"), team.count("survey_lock")) == (0, 0)
    raw = team.path.read_bytes()
    assert all(box[:40] not in raw for box in gone)
    assert team.do(lambda session: life.results(session, before.id)).answered == 9
    assert team.do(lambda session: life.live_series(session, 1, team.survey.id)) is None
    with pytest.raises(SurveyError, match="was discarded; begin again"):
        team.open(Label.AFTER)
    with pytest.raises(SurveyError, match="no series that waits"):
        team.do(lambda session: life.discard_series(session, before.series.id))


def test_after_a_discarded_series_a_new_one_may_begin(team: Team, sheets: list[Sheet]) -> None:
    before = team.whole(Label.BEFORE, sheets)
    team.do(lambda session: life.discard_series(session, before.series.id))
    team.whole(Label.BEFORE, later_of(sheets))
    team.whole(Label.AFTER, sheets)
    earlier, later = Sample(team.survey, later_of(sheets)), Sample(team.survey, sheets)
    assert comparison(team) == expected(team, earlier, later)


def test_discarding_a_series_whose_first_round_is_open_discards_that_round(team: Team, sheets: list[Sheet]) -> None:
    before = team.open()
    team.answer_all(sheets)
    team.do(lambda session: life.discard_series(session, before.series.id))
    assert team.rounds() == ()
    assert team.count("survey_series") == 0


def test_with_two_holders_lost_what_was_released_stays_and_the_rest_can_be_discarded(
    team: Team, sheets: list[Sheet]
) -> None:
    before = team.whole(Label.BEFORE, sheets)
    after = team.open(Label.AFTER)
    team.answer_all(sheets)
    with pytest.raises(SurveyError, match="2 of the three passphrases"):
        team.close(typed=dict(list(team.typed.items())[:1]))
    team.do(lambda session: life.discard_round(session, after.id))
    team.do(lambda session: life.discard_series(session, before.series.id))
    assert team.do(lambda session: life.results(session, before.id)).answered == 9


def test_surveys_of_other_pilots_are_left_alone(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets)
    other = team.open(pilot_id=2)
    team.whole(Label.AFTER, sheets)
    assert team.do(lambda session: life.open_round_of(session, 2)) == other
    assert team.count("survey_slot") == other.slots
    assert team.count("survey_lock") == 6
