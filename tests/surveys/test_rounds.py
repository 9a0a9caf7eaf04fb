from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from surveys import rounds
from surveys.errors import SurveyError
from surveys.records import Family, Label, Round, RoundState, Verdict
from surveys.schema import Survey
from surveys.tables import RoundRow, SheetRow

Sheet = dict[str, int]
FillIn = Callable[..., Sheet]

TODAY = date(2026, 3, 2)
LATER = date(2026, 6, 1)
PILOT = 1


def opened(
    session: Session,
    survey: Survey,
    label: Label = Label.BEFORE,
    *,
    invited: int = 8,
    pilot_id: int = PILOT,
    k: int | None = None,
    main_topics: Iterable[str] | None = None,
) -> Round:
    return rounds.open_round(
        session,
        survey,
        pilot_id=pilot_id,
        label=label,
        invited=invited,
        k=k,
        main_topics=main_topics,
        today=TODAY,
        random=Random(f"{label}{pilot_id}{survey.id}"),
    )


def answer(session: Session, found: Round, sheets: Iterable[Mapping[str, int]], seed: int = 7) -> None:
    random = Random(seed)
    for sheet in sheets:
        rounds.submit(session, found.id, sheet, random)


def close(session: Session, found: Round) -> None:
    rounds.close_round(session, found.id, LATER, Random(11))
    session.commit()


def whole(session: Session, survey: Survey, label: Label, sheets: list[Sheet], invited: int = 8) -> Round:
    found = opened(session, survey, label, invited=invited)
    answer(session, found, sheets)
    close(session, found)
    return found


def sheets_left(session: Session) -> int:
    return session.exec(select(func.count()).select_from(SheetRow)).one()


def test_a_team_of_eight_before_and_after_gets_better_on_alerts_and_cannot_tell_elsewhere(
    session: Session, survey: Survey, fill_in: FillIn
) -> None:
    earlier = [fill_in({"alerts": score, "pay": 2 + at % 2}) for at, score in enumerate((1, 2, 2, 2, 2, 3, 2, 1))]
    later = [fill_in({"alerts": score, "pay": 2 + at % 3}) for at, score in enumerate((4, 4, 5, 3, 4, 4, 5, 3))]
    before = whole(session, survey, Label.BEFORE, earlier)
    assert rounds.comparison(session, PILOT, survey.id) is None
    after = whole(session, survey, Label.AFTER, later)
    found = rounds.comparison(session, PILOT, survey.id)
    assert found is not None
    assert {change.id: change.verdict for change in found.topics} == {
        topic.id: Verdict.IMPROVED if topic.id == "alerts" else Verdict.CANNOT_TELL for topic in survey.topics
    }
    alerts = found.entry("alerts")
    assert alerts.family is Family.MAIN
    assert (alerts.before.favourable, alerts.after.favourable) == ("0-1", "6")
    assert (found.answered_before, found.answered_after) == (8, 8)
    assert rounds.results(session, before.id).entry("alerts") == alerts.before
    assert rounds.results(session, after.id).entry("alerts").mean == 4.0
    assert all(word in found.notes[0] for word in ("season", "joined or left"))


def test_a_round_keeps_what_was_frozen_when_it_opened(session: Session, survey: Survey) -> None:
    found = opened(session, survey, k=6, invited=9, main_topics=["trust", "heard", "trust"])
    assert rounds.open_round_of(session, PILOT) == found
    assert rounds.rounds_of(session, PILOT) == (found,)
    assert (found.k, found.invited, found.main_topics) == (6, 9, ("heard", "trust"))
    assert (found.state, found.opened_on, found.closed_on) == (RoundState.OPEN, TODAY, None)


def test_five_answers_and_the_main_topics_of_the_survey_are_the_default(session: Session, survey: Survey) -> None:
    found = opened(session, survey)
    assert (found.k, found.main_topics) == (5, ("alerts",))


def test_an_open_round_tells_only_whether_enough_have_answered(
    session: Session, survey: Survey, fill_in: FillIn
) -> None:
    found = opened(session, survey)
    answer(session, found, [fill_in()] * 4)
    assert not rounds.has_enough(session, found.id)
    with pytest.raises(SurveyError, match='"before" survey is still open'):
        rounds.results(session, found.id)
    answer(session, found, [fill_in()], seed=8)
    assert rounds.has_enough(session, found.id)
    close(session, found)
    assert rounds.has_enough(session, found.id)
    assert rounds.results(session, found.id).answered == 5


def test_closing_below_k_is_refused_and_changes_nothing(session: Session, survey: Survey, fill_in: FillIn) -> None:
    found = opened(session, survey)
    answer(session, found, [fill_in()] * 4)
    with pytest.raises(SurveyError, match=r"Fewer than 5 have answered.*wait, or discard it"):
        close(session, found)
    assert rounds.open_round_of(session, PILOT) == found
    assert sheets_left(session) == 4


def test_one_item_below_k_is_withheld_while_the_others_are_shown(
    session: Session, survey: Survey, fill_in: FillIn
) -> None:
    sheets = [fill_in() for _ in range(7)]
    for sheet in sheets[:3]:
        del sheet["pay.can-say-no"]
    found = whole(session, survey, Label.BEFORE, sheets)
    released = rounds.results(session, found.id)
    withheld = released.entry("pay.can-say-no")
    assert withheld.sentence == "fewer than 5 answered"
    assert (withheld.answered, withheld.mean, withheld.favourable, withheld.segments) == (None, None, None, None)
    assert released.entry("pay.makes-up").answered == 7
    assert released.entry("pay").answered == 7


def test_closing_notes_the_day_and_takes_no_more_answers(session: Session, survey: Survey, fill_in: FillIn) -> None:
    found = whole(session, survey, Label.BEFORE, [fill_in()] * 5)
    closed = rounds.rounds_of(session, PILOT)[0]
    assert (closed.state, closed.closed_on) == (RoundState.CLOSED, LATER)
    assert rounds.open_round_of(session, PILOT) is None
    with pytest.raises(SurveyError, match='"before" survey is closed'):
        answer(session, found, [fill_in()])
    with pytest.raises(SurveyError, match="is closed"):
        close(session, found)


def test_more_sheets_than_invited_are_refused(session: Session, survey: Survey, fill_in: FillIn) -> None:
    found = opened(session, survey, invited=5)
    answer(session, found, [fill_in()] * 5)
    with pytest.raises(SurveyError, match=r"As many people as were invited \(5\)"):
        answer(session, found, [fill_in()], seed=8)
    assert sheets_left(session) == 5


def test_a_person_may_skip_any_question(session: Session, survey: Survey, fill_in: FillIn) -> None:
    sheets: list[Sheet] = [{}, *([fill_in()] * 5)]
    found = whole(session, survey, Label.BEFORE, sheets)
    released = rounds.results(session, found.id)
    assert released.answered == 6
    assert {entry.answered for entry in (*released.topics, *released.items)} == {5}


@pytest.mark.parametrize("wrong", [0, 6, -1, True, 3.0, "3", None])
def test_an_answer_off_the_scale_is_refused_without_repeating_it(
    session: Session, survey: Survey, fill_in: FillIn, wrong: int
) -> None:
    found = opened(session, survey)
    with pytest.raises(SurveyError) as refused:
        answer(session, found, [fill_in() | {"alerts.needless": wrong}])
    assert str(refused.value) == (
        "The answer to alerts.needless has to be a whole number from 1 to 5; nothing was stored."
    )
    assert sheets_left(session) == 0


def test_an_unknown_question_is_refused(session: Session, survey: Survey) -> None:
    found = opened(session, survey)
    with pytest.raises(SurveyError, match=r"no question .alerts\.loud."):
        answer(session, found, [{"alerts.loud": 3}])


def test_at_most_one_round_of_a_pilot_is_open(session: Session, survey: Survey) -> None:
    opened(session, survey)
    with pytest.raises(SurveyError, match='"before" survey of this pilot is still open'):
        opened(session, survey, Label.PULSE)
    assert opened(session, survey, pilot_id=2).pilot_id == 2


def test_the_database_itself_refuses_a_second_open_round_of_a_pilot(session: Session, survey: Survey) -> None:
    first = opened(session, survey)
    session.commit()
    row = session.exec(select(RoundRow).where(RoundRow.id == first.id)).one()
    session.add(RoundRow(**(row.model_dump() | {"id": "another", "number": 2, "label": "pulse"})))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("label", [Label.PULSE, Label.AFTER])
def test_before_comes_first(session: Session, survey: Survey, label: Label) -> None:
    with pytest.raises(SurveyError, match='no "before" survey of developer-concerns yet'):
        opened(session, survey, label)


def test_a_series_has_one_before_any_number_of_pulses_and_one_after(
    session: Session, survey: Survey, fill_in: FillIn
) -> None:
    sheets = [fill_in()] * 5
    whole(session, survey, Label.BEFORE, sheets)
    with pytest.raises(SurveyError, match="is closed already"):
        opened(session, survey)
    for _ in range(2):
        found = rounds.open_round(
            session, survey, pilot_id=PILOT, label=Label.PULSE, invited=8, today=TODAY, random=Random()
        )
        answer(session, found, sheets)
        close(session, found)
    whole(session, survey, Label.AFTER, sheets)
    for label in (Label.PULSE, Label.AFTER):
        with pytest.raises(SurveyError, match="nothing can follow"):
            opened(session, survey, label)
    assert [found.label for found in rounds.rounds_of(session, PILOT)] == ["before", "pulse", "pulse", "after"]


def test_another_survey_has_a_series_of_its_own(session: Session, survey: Survey, fill_in: FillIn) -> None:
    whole(session, survey, Label.BEFORE, [fill_in()] * 5)
    other = survey.model_copy(update={"id": "another"})
    with pytest.raises(SurveyError, match='no "before" survey of another yet'):
        opened(session, other, Label.AFTER)
    assert opened(session, other).survey == other


def test_a_later_round_uses_the_text_k_and_main_topics_that_were_frozen(
    session: Session, survey: Survey, fill_in: FillIn
) -> None:
    first = opened(session, survey, k=4, main_topics=["pay"])
    answer(session, first, [fill_in()] * 4)
    close(session, first)
    reworded = survey.model_copy(update={"title": "Reworded", "topics": survey.topics[:1]})
    after = opened(session, reworded, Label.AFTER, invited=6)
    assert (after.survey, after.k, after.main_topics, after.invited) == (survey, 4, ("pay",), 6)


def test_a_later_round_may_repeat_the_frozen_rules_but_not_change_them(
    session: Session, survey: Survey, fill_in: FillIn
) -> None:
    whole(session, survey, Label.BEFORE, [fill_in()] * 5)
    with pytest.raises(SurveyError, match='k was frozen at 5 by the "before" survey; it cannot become 6'):
        opened(session, survey, Label.AFTER, k=6)
    with pytest.raises(SurveyError, match=r"main topics were frozen by the .* \(alerts\)"):
        opened(session, survey, Label.AFTER, main_topics=["pay"])
    assert opened(session, survey, Label.AFTER, k=5, main_topics=["alerts"]).k == 5


@pytest.mark.parametrize("k", [3, 9, 0])
def test_k_is_from_four_to_eight(session: Session, survey: Survey, k: int) -> None:
    with pytest.raises(SurveyError, match=f"k is {k}; it has to be from 4 to 8"):
        opened(session, survey, k=k, invited=12)


def test_a_team_below_k_is_shown_the_way_by_plenary(session: Session, survey: Survey) -> None:
    with pytest.raises(SurveyError, match=r"4 invited are too few.*in plenary, which is not anonymous"):
        opened(session, survey, invited=4)
    assert opened(session, survey, invited=4, k=4).k == 4


def test_an_absurd_number_of_invited_is_refused(session: Session, survey: Survey) -> None:
    with pytest.raises(SurveyError, match="too many"):
        opened(session, survey, invited=10**30)


def test_main_topics_must_exist_and_be_at_most_four(session: Session, survey: Survey) -> None:
    with pytest.raises(SurveyError, match="no topic 'salary' in developer-concerns; there is mission, heard"):
        opened(session, survey, main_topics=["salary"])
    with pytest.raises(SurveyError, match="5 main topics are too many; choose at most 4"):
        opened(session, survey, main_topics=["mission", "heard", "pay", "alerts", "trust"])


def test_discarding_destroys_the_answers_and_frees_the_place(session: Session, survey: Survey, fill_in: FillIn) -> None:
    found = opened(session, survey)
    answer(session, found, [fill_in()] * 3)
    rounds.discard_round(session, found.id)
    session.commit()
    assert (sheets_left(session), rounds.rounds_of(session, PILOT)) == (0, ())
    with pytest.raises(SurveyError, match="discarded"):
        answer(session, found, [fill_in()])
    assert opened(session, survey).label is Label.BEFORE


def test_discarding_an_after_keeps_its_series(session: Session, survey: Survey, fill_in: FillIn) -> None:
    before = whole(session, survey, Label.BEFORE, [fill_in()] * 6)
    rounds.discard_round(session, opened(session, survey, Label.AFTER).id)
    assert rounds.results(session, before.id).answered == 6
    whole(session, survey, Label.AFTER, [fill_in()] * 5)
    found = rounds.comparison(session, PILOT, survey.id)
    assert found is not None
    assert found.answered_before == 6


def test_a_closed_round_cannot_be_discarded(session: Session, survey: Survey, fill_in: FillIn) -> None:
    found = whole(session, survey, Label.BEFORE, [fill_in()] * 5)
    with pytest.raises(SurveyError, match="is closed and cannot be discarded"):
        rounds.discard_round(session, found.id)


def test_results_are_marked_as_read_back_once(session: Session, survey: Survey, fill_in: FillIn) -> None:
    found = opened(session, survey)
    with pytest.raises(SurveyError, match="still open"):
        rounds.mark_read_back(session, found.id, LATER)
    answer(session, found, [fill_in()] * 5)
    close(session, found)
    for day in (LATER, date(2027, 1, 1)):
        rounds.mark_read_back(session, found.id, day)
    assert rounds.rounds_of(session, PILOT)[0].read_back_on == LATER


def test_everything_is_still_there_when_the_file_is_opened_again(
    session: Session, survey: Survey, fill_in: FillIn, make_engine: Callable[[Path], Engine], database: Path
) -> None:
    before = whole(session, survey, Label.BEFORE, [fill_in()] * 5)
    whole(session, survey, Label.AFTER, [fill_in({"alerts": 5})] * 5)
    released = rounds.results(session, before.id)
    compared = rounds.comparison(session, PILOT, survey.id)
    with Session(make_engine(database)) as again:
        assert rounds.results(again, before.id) == released
        assert rounds.comparison(again, PILOT, survey.id) == compared


def test_a_damaged_text_is_one_sentence(session: Session, survey: Survey) -> None:
    found = opened(session, survey)
    row = session.exec(select(RoundRow).where(RoundRow.id == found.id)).one()
    row.definition = "{}"
    session.commit()
    with pytest.raises(SurveyError, match="restore the workspace from a backup"):
        rounds.rounds_of(session, PILOT)


def test_the_sentences_are_short_enough_for_a_line_on_screen(session: Session, survey: Survey, fill_in: FillIn) -> None:
    whole(session, survey, Label.BEFORE, [fill_in()] * 5)
    whole(session, survey, Label.AFTER, [fill_in()] * 5)
    found = rounds.comparison(session, PILOT, survey.id)
    assert found is not None
    assert all(len(change.sentence) < 200 for change in (*found.topics, *found.items))


@given(st.lists(st.lists(st.integers(0, 5), min_size=24, max_size=24), min_size=5, max_size=14), st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_in_which_people_answer_changes_nothing_that_is_released(
    make_engine: Callable[[Path], Engine],
    tmp_path: Path,
    survey: Survey,
    rows: list[list[int]],
    data: st.DataObject,
) -> None:
    sheets = [{item: given_ for item, given_ in zip(survey.item_ids(), row, strict=True) if given_} for row in rows]
    shuffled = data.draw(st.permutations(sheets))
    released = []
    for order in (sheets, shuffled):
        path = tmp_path / "order.sqlite"
        path.unlink(missing_ok=True)
        engine = make_engine(path)
        with Session(engine) as session:
            before = whole(session, survey, Label.BEFORE, order, invited=14)
            whole(session, survey, Label.AFTER, order[::-1], invited=14)
            released.append((rounds.results(session, before.id), rounds.comparison(session, PILOT, survey.id)))
        engine.dispose()
    assert released[0] == released[1]
