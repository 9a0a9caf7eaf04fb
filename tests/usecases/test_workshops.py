"""Choosing what to talk about, going through it, and writing down what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playbook.errors import PlaybookError
from playbook.records import Pilot
from playbook.room.notes import NoteKind
from playbook.room.workshop import WorkshopState
from surveys.records import Label, Released, ReleasedResults, Segment
from surveys.rounds.records import Round, Series, SeriesState, Stage
from ybiyri_tui.context import Context
from ybiyri_tui.errors import AnswerIsNo, ProgramError
from ybiyri_tui.usecases.room import choosing, workshops
from ybiyri_tui.usecases.room.drafting import keep_draft
from ybiyri_tui.usecases.room.noting import change_note, take_note
from ybiyri_tui.usecases.room.promising import raise_concern
from ybiyri_tui.usecases.room.room_page import read_room


def test_a_workshop_that_is_under_way_goes_on_when_started_again(context: Context, pilot: Pilot) -> None:
    first = workshops.start_workshop(context, pilot.id)
    assert workshops.start_workshop(context, pilot.id) == first
    workshops.end_workshop(context, pilot.id)
    assert workshops.start_workshop(context, pilot.id).number == 2


def test_without_a_workshop_there_is_nothing_to_go_through(context: Context, pilot: Pilot) -> None:
    with pytest.raises(ProgramError, match="ybiyri workshop start"):
        workshops.go_on(context, pilot.id, 1)


def test_chosen_objections_bring_all_their_questions_in_the_order_of_choosing(context: Context, pilot: Pilot) -> None:
    chosen = workshops.choose_objections(context, pilot.id, ["scale", "developers"])
    assert chosen.objections == ("scale", "developers")
    assert chosen.agenda[0].startswith("scale.")
    assert len(chosen.agenda) == 5
    with pytest.raises(ProgramError, match="no objection 'nothing'"):
        workshops.choose_objections(context, pilot.id, ["nothing"])


def test_the_minutes_of_an_objection_are_shared_by_its_questions(context: Context, pilot: Pilot) -> None:
    workshops.choose_objections(context, pilot.id, ["scale", "developers"])
    room = read_room(context, pilot.id)
    assert [room.seconds_at(position) for position in range(-1, 6)] == [0, 600, 600, 400, 400, 400, 0]


def test_the_room_goes_from_question_to_question_and_then_reads_back(context: Context, pilot: Pilot) -> None:
    workshops.choose_objections(context, pilot.id, ["scale"])
    with pytest.raises(AnswerIsNo, match="first"):
        workshops.go_on(context, pilot.id, -1)
    assert workshops.go_on(context, pilot.id, 1).position == 1
    assert workshops.go_on(context, pilot.id, 1).state is WorkshopState.READING_BACK
    with pytest.raises(AnswerIsNo, match="workshop door"):
        workshops.go_on(context, pilot.id, 1)
    assert workshops.go_on(context, pilot.id, -1).position == 1


def test_two_terminals_that_go_to_the_same_question_at_once_move_once(
    make_context: Callable[..., Context], pilot: Pilot
) -> None:
    here, there = make_context(), make_context(who="scribe")
    workshops.choose_objections(here, pilot.id, ["developers"])
    workshops.go_to(here, pilot.id, 1)
    assert workshops.go_to(there, pilot.id, 1).position == 1


def test_only_what_was_written_since_it_began_belongs_to_a_workshop(context: Context, pilot: Pilot) -> None:
    take_note(context, pilot.id, "from last time")
    workshops.choose_objections(context, pilot.id, ["scale"])
    take_note(context, pilot.id, "from today", question_id="scale.forecast-exposure")
    assert [note.text for note in read_room(context, pilot.id).notes] == ["from today"]


def test_saving_lets_go_of_the_draft_and_a_text_that_does_not_fit_keeps_it(context: Context, pilot: Pilot) -> None:
    workshops.start_workshop(context, pilot.id)
    keep_draft(context, pilot.id, "room stays", "half a")
    with pytest.raises(PlaybookError, match="empty"):
        take_note(context, pilot.id, "  ", draft="room stays")
    assert read_room(context, pilot.id).drafts == {"room stays": "half a"}
    take_note(context, pilot.id, "half a sentence", draft="room stays")
    assert read_room(context, pilot.id).drafts == {}


def test_a_step_is_there_before_anybody_said_who_takes_it(context: Context, pilot: Pilot) -> None:
    workshops.start_workshop(context, pilot.id)
    step = take_note(context, pilot.id, "print the goal", kind=NoteKind.STEP)
    assert step.may_leave
    changed = change_note(context, pilot.id, step.number, lambda found: found.with_owner("Jo"))
    assert (changed.owner, changed.accepted) == ("Jo", None)


def test_a_concern_belongs_to_its_question_and_to_nobody(context: Context, pilot: Pilot) -> None:
    workshops.start_workshop(context, pilot.id)
    made = raise_concern(context, pilot.id, "nights are not paid", question_id="developers.put-right")
    assert (made.question_id, made.owner) == ("developers.put-right", None)


def test_most_dots_are_suggested_and_nothing_without_any(context: Context, pilot: Pilot) -> None:
    assert choosing.choosing(context, pilot.id).suggested == ()
    for objection_id, dots in (("scale", 2), ("specialists", 9), ("developers", 4), ("firefighters", 3)):
        workshops.count_dots(context, pilot.id, objection_id, dots)
    assert choosing.choosing(context, pilot.id).suggested == ("specialists", "developers", "firefighters")


def released(topic: str, high: float | None, mean: float = 3.0) -> Released:
    if high is None:
        return Released(topic, sentence="fewer than 5 answered")
    return Released(topic, 8, "2", (Segment("favourable", 0.0, high, "2"),), mean, str(mean))


def low_topics(context: Context, *topics: Released) -> tuple[choosing.LowTopic, ...]:
    survey = context.surveys["developer-concerns"]
    series = Series("s", 1, survey, SeriesState.OPEN, 5, (), False, {})
    found = Round("r", series, Label.BEFORE, Stage.CLOSED, 9, context.today)
    return choosing.lowest(context, found, ReleasedResults(survey.id, 5, 8, topics, ()))


def test_the_lowest_topics_of_a_survey_lead_to_objections_and_withheld_ones_do_not_count(context: Context) -> None:
    found = low_topics(
        context,
        released("mission", 0.8),
        released("pay", 0.25),
        released("alerts", None),
        released("trust", 0.25, 2.0),
        released("heard", 0.5),
    )
    assert [topic.entry.id for topic in found] == ["trust", "pay", "heard"]
    assert found[1].objections == ("developers",)
    assert "accountability" in found[0].objections


def test_where_dots_are_equal_the_lower_topic_comes_first(context: Context, pilot: Pilot) -> None:
    for objection_id in ("scale", "developers", "accountability"):
        workshops.count_dots(context, pilot.id, objection_id, 3)
    room = read_room(context, pilot.id)
    found = choosing.with_room(room, low_topics(context, released("trust", 0.1), released("pay", 0.2)))
    assert found.suggested == ("accountability", "developers", "scale")


def test_a_survey_that_was_not_read_back_suggests_nothing(context: Context, pilot: Pilot) -> None:
    assert choosing.choosing(context, pilot.id).low_topics == ()
