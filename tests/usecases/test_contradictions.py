"""Where answers and the survey contradict each other: only what was released, and by rules that can be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.records import Answer, Finding, MustHaveMark, Pilot, Proof, State, Voice
from surveys.records import Label, Released, ReleasedResults, Segment
from surveys.rounds.records import Round, Series, SeriesState, Stage
from surveys.schema import Survey
from ybiyri_tui import content
from ybiyri_tui.content.survey_links import SurveyLinks, SurveyMap
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.reports.pilot.contradictions import asked_words, contradiction_data, differs_sentence, short_words
from ybiyri_tui.usecases.findings.answering import mark_must_have, record_finding
from ybiyri_tui.usecases.findings.contradictions import (
    Contradiction,
    Heard,
    Said,
    by_subject,
    contradictions,
    find,
    newest_closed,
)
from ybiyri_tui.usecases.survey import surveying

DAY = date(2026, 11, 15)
QUESTION = "firefighters.manage-unplanned"
ITEM = "alerts.pushed-out"


@pytest.fixture(scope="module")
def survey() -> Survey:
    return content.surveys()["developer-concerns"]


def answer(state: State, voice: Voice = Voice.TEAM, *, proof: str = "", question: str = QUESTION) -> Answer:
    proofs = (Proof(proof, DAY),) if proof else ()
    return Answer(question, (Finding(voice, state, DAY, proofs),))


def released(entry_id: str, low: int, high: int, n: int, text: str | None = None) -> Released:
    words = text or (str(low) if low == high else f"{low}-{high}")
    favourable = Segment("favourable", low / n, high / n, words)
    rest = Segment("rest", 1 - high / n, 1 - low / n, "…")
    return Released(entry_id, n, words, (favourable, rest), 3.0, "3.0")


def withheld(entry_id: str) -> Released:
    return Released(entry_id, sentence="fewer than 5 answered")


def round_of(
    survey: Survey,
    round_id: str = "r1",
    label: Label = Label.BEFORE,
    *,
    stage: Stage = Stage.CLOSED,
    read_back_on: date | None = None,
) -> Round:
    series = Series("s1", 1, survey, SeriesState.OPEN, 5, ("alerts",), False, {})
    return Round(round_id, series, label, stage, 9, DAY, closed_on=DAY, read_back_on=read_back_on)


def heard(survey: Survey, *entries: Released, stage: Stage = Stage.CLOSED, version: int = 1) -> Heard:
    asked = survey.model_copy(update={"version": version})
    found = round_of(asked, stage=stage)
    topics = tuple(entry for entry in entries if "." not in entry.id)
    items = tuple(entry for entry in entries if "." in entry.id)
    return Heard(found, ReleasedResults(survey.id, 5, 8, topics, items))


def links(
    questions: Mapping[str, tuple[str, ...]] | None = None, must_haves: Mapping[str, tuple[str, ...]] | None = None
) -> SurveyMap:
    return SurveyMap(
        surveys=(
            SurveyLinks(
                survey="developer-concerns",
                version=1,
                says={ITEM: "planned work goes ahead most weeks"},
                questions=dict(questions or {QUESTION: (ITEM,)}),
                must_haves=dict(must_haves or {}),
            ),
        )
    )


def found_for(survey: Survey, given: Answer, *entries: Released, items: tuple[str, ...] = (ITEM,)) -> list[str]:
    seen = find(links({given.question_id: items}), [given], (), [heard(survey, *entries)])
    return [short_words(one) for one in seen]


@pytest.mark.parametrize("proof", ["", "https://wiki.example/board"])
def test_a_yes_is_contradicted_when_few_are_favourable_whether_proof_was_seen_or_not(
    survey: Survey, proof: str
) -> None:
    said = answer(State.YES, Voice.LEADERS, proof=proof)
    assert found_for(survey, said, released(ITEM, 2, 2, 8)) == ["leaders yes, 2 of 8 agree"]


def test_the_survey_is_put_into_words_that_name_what_was_asked(survey: Survey) -> None:
    (seen,) = find(links(), [answer(State.YES)], (), [heard(survey, released(ITEM, 2, 2, 8))])
    assert differs_sentence(seen) == "The survey differs: 2 of 8 agree that planned work goes ahead most weeks"
    assert asked_words(seen) == (
        "asked was “Unplanned work pushes out planned work most weeks.”; those who disagree are counted; "
        "“before” survey, closed 15 Nov 2026"
    )


def test_a_no_is_contradicted_when_nearly_all_are_favourable(survey: Survey) -> None:
    assert found_for(survey, answer(State.NO), released(ITEM, 7, 8, 8)) == ["team no, 7–8 of 8 agree"]


def test_a_band_counts_by_the_end_that_is_kinder_to_the_answer(survey: Survey) -> None:
    # 0–1 of 4 may be a quarter, which is few; 3–4 of 4 may be three quarters, which is not nearly all.
    assert found_for(survey, answer(State.YES), released(ITEM, 0, 1, 4)) == ["team yes, 0–1 of 4 agree"]
    assert found_for(survey, answer(State.NO), released(ITEM, 3, 4, 4)) == []
    assert found_for(survey, answer(State.NO), released(ITEM, 4, 5, 5)) == ["team no, 4–5 of 5 agree"]


@pytest.mark.parametrize(("low", "n", "contradicted"), [(2, 6, True), (3, 9, True), (3, 8, False), (2, 5, False)])
def test_few_is_at_most_a_third(survey: Survey, low: int, n: int, contradicted: bool) -> None:
    assert bool(found_for(survey, answer(State.YES), released(ITEM, low, low, n))) is contradicted


@pytest.mark.parametrize(("low", "n", "contradicted"), [(8, 10, True), (9, 11, True), (6, 8, False), (7, 9, False)])
def test_nearly_all_is_at_least_four_in_five(survey: Survey, low: int, n: int, contradicted: bool) -> None:
    assert bool(found_for(survey, answer(State.NO), released(ITEM, low, low, n))) is contradicted


def test_shares_of_larger_groups_are_shown_with_their_base(survey: Survey) -> None:
    share = Released(
        ITEM, 16, "25 %", (Segment("favourable", 0.25, 0.25, "25 %"), Segment("middle", 0, 1, "…")), 2.5, "2.5"
    )
    assert found_for(survey, answer(State.YES), share) == ["team yes, 25 % of 16 agree"]


def test_nothing_is_said_below_the_threshold(survey: Survey) -> None:
    assert found_for(survey, answer(State.YES), withheld(ITEM)) == []
    assert found_for(survey, answer(State.NO), withheld(ITEM)) == []


@pytest.mark.parametrize("state", [State.PARTLY, State.NOT_ASKED])
def test_partly_and_not_asked_are_contradicted_by_nothing(survey: Survey, state: State) -> None:
    assert found_for(survey, answer(state), released(ITEM, 0, 1, 8)) == []
    assert found_for(survey, answer(state), released(ITEM, 7, 8, 8)) == []


def test_what_does_not_apply_is_contradicted_by_nothing(survey: Survey) -> None:
    without = replace(answer(State.YES), not_applicable_reason="bought package")
    assert found_for(survey, without, released(ITEM, 0, 1, 8)) == []


def test_only_the_voices_that_said_it_are_contradicted(survey: Survey) -> None:
    both = Answer(QUESTION, (Finding(Voice.TEAM, State.NO, DAY), Finding(Voice.LEADERS, State.YES, DAY)))
    assert found_for(survey, both, released(ITEM, 1, 1, 8)) == ["leaders yes, 1 of 8 agree"]
    same = Answer(QUESTION, (Finding(Voice.TEAM, State.YES, DAY), Finding(Voice.LEADERS, State.YES, DAY)))
    assert found_for(survey, same, released(ITEM, 1, 1, 8)) == ["team and leaders yes, 1 of 8 agree"]


def test_a_yes_is_contradicted_by_each_item_that_is_low_the_lowest_first(survey: Survey) -> None:
    entries = released("alerts.needless", 2, 2, 8), released(ITEM, 0, 1, 8), released("alerts.remove-causes", 6, 6, 8)
    seen = found_for(survey, answer(State.YES), *entries, items=tuple(entry.id for entry in entries))
    assert seen == ["team yes, 0–1 of 8 agree", "team yes, 2 of 8 disagree"]


def test_a_no_needs_every_item_to_speak_against_it(survey: Survey) -> None:
    items = (ITEM, "alerts.remove-causes")
    high, low = released(ITEM, 7, 8, 8), released("alerts.remove-causes", 5, 5, 8)
    assert found_for(survey, answer(State.NO), high, low, items=items) == []
    assert found_for(survey, answer(State.NO), high, withheld(items[1]), items=items) == []
    also_high = released("alerts.remove-causes", 7, 8, 8)
    assert len(found_for(survey, answer(State.NO), high, also_high, items=items)) == 1


def test_a_topic_that_the_team_dropped_says_nothing(survey: Survey) -> None:
    fewer = survey.model_copy(update={"topics": survey.topics[:1]})
    assert found_for(fewer, answer(State.YES), released(ITEM, 0, 1, 8)) == []
    assert found_for(survey, answer(State.YES)) == []


def test_a_topic_as_a_whole_speaks_of_being_content(survey: Survey) -> None:
    seen = find(
        links(must_haves={"pay-agreed": ("pay",)}), [], {"pay-agreed"}, [heard(survey, released("pay", 2, 2, 8))]
    )
    assert [short_words(one) for one in seen] == ["met, 2 of 8 content"]
    assert differs_sentence(seen[0]) == "The survey differs: 2 of 8 are content with “Pay and a fair deal”"
    assert seen[0].said is Said.MET


def test_a_must_have_that_is_open_is_contradicted_by_nothing(survey: Survey) -> None:
    entry = released("pay", 0, 1, 8)
    assert find(links(must_haves={"pay-agreed": ("pay",)}), [], (), [heard(survey, entry)]) == ()


def test_another_version_of_the_survey_is_quoted_in_its_own_words(survey: Survey) -> None:
    (seen,) = find(links(), [answer(State.YES)], (), [heard(survey, released(ITEM, 2, 2, 8), version=2)])
    assert differs_sentence(seen) == (
        "The survey differs: 2 of 8 disagree: “Unplanned work pushes out planned work most weeks.”"
    )


def test_an_open_round_says_nothing(survey: Survey) -> None:
    entry = released(ITEM, 0, 1, 8)
    assert find(links(), [answer(State.YES)], (), [heard(survey, entry, stage=Stage.OPEN)]) == ()


def test_the_newest_closed_round_counts_and_no_older_one_stands_in_for_it(survey: Survey) -> None:
    def closed(round_id: str, label: Label, read_back_on: date | None = None) -> Round:
        return round_of(survey, round_id, label, read_back_on=read_back_on)

    before, pulse = closed("a", Label.BEFORE, DAY), closed("b", Label.PULSE)
    after = replace(closed("c", Label.AFTER), stage=Stage.OPEN, closed_on=None)
    assert newest_closed([before, pulse, after]) == (pulse,)
    assert newest_closed([before, pulse, after], read_back_only=True) == ()
    assert newest_closed([before], read_back_only=True) == (before,)
    assert newest_closed([after]) == ()


@given(
    n=st.integers(5, 40),
    count=st.integers(0, 40),
    state=st.sampled_from([State.YES, State.NO, State.PARTLY]),
)
def test_nobody_is_contradicted_by_a_majority_that_says_the_same(n: int, count: int, state: State) -> None:
    favourable = min(count, n)
    entry = released(ITEM, favourable, favourable, n)
    seen = found_for(content.surveys()["developer-concerns"], answer(state), entry)
    if seen:
        assert (state is State.YES and 2 * favourable < n) or (state is State.NO and 2 * favourable > n)


@given(low=st.integers(0, 8), width=st.integers(0, 3))
def test_a_contradiction_shows_nothing_finer_than_what_was_released(low: int, width: int) -> None:
    entry = released(ITEM, low, min(8, low + width), 8)
    survey = content.surveys()["developer-concerns"]
    for state in (State.YES, State.NO):
        for seen in find(links(), [answer(state)], (), [heard(survey, entry)]):
            data = contradiction_data(seen)
            assert data["favourable"] == entry.favourable
            assert set(data) == {
                "id", "said", "voices", "survey", "label", "closed_on", "entry", "asked", "answered", "favourable",
                "text",
            }  # fmt: skip


def held(context: Context, pilot: Pilot, item_value: int, *, people: int = 6) -> str:
    """A closed round in which everybody gave this answer to the item, and 3 to everything else."""
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=people)
    for _ in range(people):
        answers = dict.fromkeys(opened.survey.item_ids(), 3) | {ITEM: item_value}
        team.answer(opened, answers)
    team.close(opened)
    return opened.id


def test_answers_and_results_of_a_workspace_meet(context: Context, pilot: Pilot) -> None:
    record_finding(context, pilot.id, QUESTION, State.YES, voice=Voice.LEADERS)
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=5)
    for value in (5, 5, 4, 4, 5):  # agreeing is a worry here, so nobody is favourable
        team.answer(opened, dict.fromkeys(opened.survey.item_ids(), 3) | {ITEM: value})
        assert contradictions(context, pilot.id) == ()
    team.close(opened)
    seen = by_subject(contradictions(context, pilot.id))[QUESTION]
    assert short_words(seen[0]) == "leaders yes, 0–1 of 5 agree"


def test_a_room_with_managers_sees_only_what_was_read_back(context: Context, pilot: Pilot) -> None:
    record_finding(context, pilot.id, QUESTION, State.YES)
    round_id = held(context, pilot, 5)
    assert contradictions(context, pilot.id, read_back_only=True) == ()
    surveying.mark_read_back(context, round_id)
    shown = contradictions(context, pilot.id, read_back_only=True)
    assert shown == contradictions(context, pilot.id)
    assert shown


def test_a_must_have_that_is_met_meets_the_survey(context: Context, pilot: Pilot) -> None:
    mark_must_have(context, pilot.id, MustHaveMark("alerts-actionable", met_on=DAY, proof="list of alerts"))
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=6)
    for _ in range(6):
        team.answer(opened, dict.fromkeys(opened.survey.item_ids(), 3) | {"alerts.needless": 5})
    team.close(opened)
    seen = by_subject(contradictions(context, pilot.id))["alerts-actionable"]
    assert short_words(seen[0]) == "met, 0–1 of 6 agree"


def test_an_answer_to_a_question_that_is_gone_is_contradicted_by_nothing(
    make_context: Callable[..., Context], pilot: Pilot
) -> None:
    with_pack = replace(make_context(), packs=("readiness",))
    record_finding(with_pack, pilot.id, "ready-response.runbooks-tried", State.YES)
    team = PlayedTeam(with_pack, pilot.id)
    opened = team.open(Label.BEFORE, invited=6)
    for _ in range(6):
        team.answer(opened, dict.fromkeys(opened.survey.item_ids(), 3) | {"can-handle.cannot-fix": 5})
    team.close(opened)
    assert [seen.subject_id for seen in contradictions(with_pack, pilot.id)] == ["ready-response.runbooks-tried"]
    assert contradictions(replace(with_pack, packs=()), pilot.id) == ()


def test_contradictions_are_grouped_by_what_they_are_about() -> None:
    survey = content.surveys()["developer-concerns"]
    seen = find(links(), [answer(State.YES)], (), [heard(survey, released(ITEM, 1, 1, 8))])
    grouped: dict[str, tuple[Contradiction, ...]] = by_subject(seen)
    assert list(grouped) == [QUESTION]
    assert by_subject(()) == {}


def test_the_clock_and_chance_play_no_part(make_context: Callable[..., Context], pilot: Pilot) -> None:
    context = make_context()
    record_finding(context, pilot.id, QUESTION, State.YES)
    held(context, pilot, 5)
    later = replace(context, now=lambda: datetime(2030, 1, 1).astimezone(), random=Random(1))
    assert contradictions(later, pilot.id) == contradictions(context, pilot.id)
