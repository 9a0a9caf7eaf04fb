"""Undo, redo, history and progress, as two people on one workspace meet them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from playbook.errors import ChangedElsewhere
from playbook.records import Action, Grade, Phase, Pilot, State, Voice
from playbook.room.notes import NoteKind
from playbook.room.promises import tick, with_promise
from ybiyri_tui.context import Context
from ybiyri_tui.errors import AnswerIsNo
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.findings.must_haves import except_must_have, meet_must_have, reopen_must_have
from ybiyri_tui.usecases.history import changes
from ybiyri_tui.usecases.pilot import pilot_setup, pilots
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.room import noting, promising

QUESTION = "developers.mission-explained"
OTHER = "developers.listened"
Make = Callable[..., Context]


def grade(context: Context, pilot: Pilot, question: str = QUESTION) -> Grade:
    lines = [line for objection in overview(context, pilot.id).objections for line in objection.questions]
    return next(line.answer.grade for line in lines if line.question_id == question)


def what(context: Context, pilot: Pilot, *, with_undone: bool = False) -> list[str]:
    return [line.what for line in changes.list_changes(context, pilot.id, with_undone=with_undone)]


def test_undo_goes_back_in_order_and_redo_forward_again(context: Context, pilot: Pilot) -> None:
    for state in (State.NO, State.PARTLY, State.YES):
        answering.record_finding(context, pilot.id, QUESTION, state)
    seen = []
    while changes.undo(context, pilot.id):
        seen.append(grade(context, pilot))
    assert seen == [Grade.PARTLY, Grade.NO, Grade.NOT_ASKED]
    while changes.redo(context, pilot.id):
        seen.append(grade(context, pilot))
    assert seen[3:] == [Grade.NO, Grade.PARTLY, Grade.WORD_ONLY]


def test_undo_works_after_a_restart(make_context: Make, context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    again = make_context()
    line = changes.undo(again, pilot.id)
    assert line
    assert line.what == "Have you explained the mission to the team? team: not asked → yes, word only"
    assert grade(again, pilot) is Grade.NOT_ASKED
    assert changes.redo(make_context(), pilot.id)
    assert grade(again, pilot) is Grade.WORD_ONLY


def test_undo_in_one_terminal_leaves_alone_what_the_same_person_did_in_another(
    make_context: Make, context: Context, pilot: Pilot
) -> None:
    scribe = make_context()
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    noting.take_note(scribe, pilot.id, "They want it in writing")
    assert changes.undo(context, pilot.id)
    assert (grade(context, pilot), len(noting.list_notes(context, pilot.id))) == (Grade.NOT_ASKED, 1)
    assert changes.undo(context, pilot.id) is None


def test_nobody_takes_back_what_somebody_else_did(make_context: Make, context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    assert changes.undo(make_context(who="somebody"), pilot.id) is None
    assert grade(context, pilot) is Grade.WORD_ONLY


def test_a_record_that_was_changed_since_is_not_taken_back(make_context: Make, context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, OTHER, State.PARTLY)
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    scribe = make_context(who="scribe")
    answering.record_finding(scribe, pilot.id, QUESTION, State.NO, voice=Voice.LEADERS)
    before = what(context, pilot, with_undone=True)
    with pytest.raises(ChangedElsewhere, match=f"{QUESTION} was changed elsewhere since then by scribe; nothing"):
        changes.undo(context, pilot.id)
    assert what(context, pilot, with_undone=True) == before
    assert changes.undo(context, pilot.id, skip_changed=True)
    assert (grade(context, pilot), grade(context, pilot, OTHER)) == (Grade.NO, Grade.NOT_ASKED)
    assert changes.undo(scribe, pilot.id)
    assert changes.undo(context, pilot.id)
    assert grade(context, pilot) is Grade.NOT_ASKED


def test_a_screen_that_expects_another_change_is_told(context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    expected = changes.what_undo_would_do(context, pilot.id)
    assert expected
    answering.record_finding(context, pilot.id, OTHER, State.NO)
    with pytest.raises(ChangedElsewhere, match="Something else was changed"):
        changes.undo(context, pilot.id, seen=expected.id)
    assert grade(context, pilot, OTHER) is Grade.NO


def test_a_new_change_ends_redo(context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    assert changes.undo(context, pilot.id)
    answering.record_finding(context, pilot.id, OTHER, State.NO)
    assert changes.what_redo_would_do(context, pilot.id) is None
    assert changes.redo(context, pilot.id) is None


def test_the_audit_trail_keeps_the_change_and_the_undo(context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    changes.undo(context, pilot.id)
    kept = changes.list_changes(context, pilot.id, with_undone=True)
    assert [line.action for line in kept] == [Action.CHANGE, Action.CHANGE, Action.UNDO]
    assert kept[2].what == "taken back: Have you explained the mission to the team? team: yes, word only → not asked"
    assert what(context, pilot) == ["pilot Payments: created"]


def test_everything_can_be_taken_back_and_done_again(context: Context, pilot: Pilot) -> None:
    for must_have in ("right-service", "willing-people"):
        meet_must_have(context, pilot.id, must_have, "seen")
    except_must_have(context, pilot.id, "opt-out", reason="letter is on its way", person="HR", expires_on=context.today)
    pilots.move_phase(context, pilot.id)
    promise = promising.raise_concern(context, pilot.id, "Nights are not paid", topic="pay", promise="Pay is agreed")
    promising.change_promise(
        context, pilot.id, promise.number, lambda made: tick(made, understood=True, today=context.today)
    )
    noting.take_note(context, pilot.id, "Print the goal", kind=NoteKind.STEP, owner="coach", accepted=True)
    pilot_setup.edit_pilot(context, pilot.id, lambda fields: replace(fields, name="Payments 👩‍💻", team="Heron"))
    answering.record_finding(context, pilot.id, QUESTION, State.YES, proofs=["minutes"], owner="HR", accepted=False)
    answering.recheck(context, pilot.id, QUESTION)
    done = overview(context, pilot.id), noting.list_notes(context, pilot.id)
    while changes.undo(context, pilot.id):
        pass
    start = overview(context, pilot.id)
    assert (start.pilot, start.promises, start.open_must_haves) == (pilot, (), start.due_must_haves)
    assert (noting.list_notes(context, pilot.id), grade(context, pilot)) == ((), Grade.NOT_ASKED)
    while changes.redo(context, pilot.id):
        pass
    again = overview(context, pilot.id), noting.list_notes(context, pilot.id)
    assert again[1] == done[1]
    assert (again[0].pilot, again[0].promises, again[0].must_haves) == (
        done[0].pilot,
        done[0].promises,
        done[0].must_haves,
    )
    assert [replace(line.answer, version=0) for line in again[0].objections[0].questions] == [
        replace(line.answer, version=0) for line in done[0].objections[0].questions
    ]


def test_a_step_to_a_phase_is_not_done_again_past_a_must_have_that_opened_meanwhile(
    make_context: Make, context: Context, pilot: Pilot
) -> None:
    for must_have in ("right-service", "willing-people", "opt-out"):
        meet_must_have(context, pilot.id, must_have, "seen")
    pilots.move_phase(context, pilot.id)
    assert changes.undo(context, pilot.id)
    reopen_must_have(make_context(who="scribe"), pilot.id, "opt-out")
    with pytest.raises(AnswerIsNo, match="Not yet baseline: a must-have is open"):
        changes.redo(context, pilot.id)
    assert overview(context, pilot.id).pilot.phase is Phase.PREPARE


def test_a_name_that_was_taken_meanwhile_is_not_given_back(context: Context, pilot: Pilot) -> None:
    pilot_setup.edit_pilot(context, pilot.id, lambda fields: replace(fields, name="Cards"))
    pilots.create_pilot(context, name="Payments", team="T", mission="M")
    with pytest.raises(Exception, match="already a pilot named 'Payments'"):
        changes.undo(context, pilot.id)
    assert [found.name for found in pilots.list_pilots(context)] == ["Cards", "Payments"]


def test_since_a_day_means_since_its_midnight_where_the_user_is(make_context: Make, pilot: Pilot) -> None:
    for day in (4, 5):
        at = datetime(2026, 12, day, 0, 0, tzinfo=UTC)
        answering.record_finding(make_context(at), pilot.id, QUESTION, State.NO if day == 4 else State.YES)
    context = make_context(datetime(2026, 12, 6, tzinfo=UTC))
    found = changes.list_changes(context, pilot.id, since=date(2026, 12, 5))
    assert [(line.day, line.who) for line in found] == [(date(2026, 12, 5), "coach")]


def test_progress_has_a_point_for_each_day_and_follows_undo(make_context: Make, context: Context, pilot: Pilot) -> None:
    later = make_context(context.now() + timedelta(days=2))
    answering.record_finding(later, pilot.id, QUESTION, State.YES)
    points = changes.progress(context, pilot.id)
    assert [(point.day.day, point.counts[Grade.WORD_ONLY]) for point in points] == [(3, 0), (5, 1)]
    changes.undo(later, pilot.id)
    assert [point.counts[Grade.WORD_ONLY] for point in changes.progress(context, pilot.id)] == [0, 0]


def test_history_never_says_what_a_note_says_or_who_wrote_it(make_context: Make, pilot: Pilot) -> None:
    writer = make_context(who="somebody quiet")
    note = noting.take_note(writer, pilot.id, "a sentence nobody else writes", owner="HR")
    noting.change_note(writer, pilot.id, note.number, lambda found: found.marked(may_leave=True))
    noting.remove_note(writer, pilot.id, note.number)
    undone = changes.undo(writer, pilot.id)
    lines = [line for line in changes.list_changes(writer, pilot.id, with_undone=True) if line.kind == "note"]
    assert [line.what for line in [*lines, undone] if line] == [
        "note 1: added; owner HR",
        "note 1: may leave the room",
        "note 1: removed",
        "taken back: note 1: added; owner HR",
        "note 1: removed",
    ]
    assert {line.who for line in lines} == {None}
    other = make_context(who="coach")
    noting.change_note(other, pilot.id, 1, lambda found: found.with_owner("Jo"))
    noting.change_note(writer, pilot.id, 1, lambda found: found.marked(may_leave=False))
    noting.change_note(other, pilot.id, 1, lambda found: found.with_owner("Mia"))
    with pytest.raises(ChangedElsewhere) as caught:
        changes.undo(writer, pilot.id)
    assert "coach" not in str(caught.value)


@pytest.mark.parametrize("make_context", ["file"], indirect=True)
def test_a_note_that_is_forgotten_leaves_no_trace_in_the_file(context: Context, pilot: Pilot) -> None:
    text_of_it = "a-sentence-that-nobody-else-writes"
    note = noting.take_note(context, pilot.id, text_of_it)
    noting.change_note(context, pilot.id, note.number, lambda found: found.with_owner("HR"))
    assert text_of_it.encode() in Path(context.workspace.name).read_bytes()
    noting.forget_note(context, pilot.id, note.number)
    assert text_of_it.encode() not in Path(context.workspace.name).read_bytes()
    assert changes.undo(context, pilot.id) is None
    assert what(context, pilot)[1:] == ["note 1: forgotten", "note 1: forgotten"]
    assert noting.take_note(context, pilot.id, "next").number == 2


@pytest.mark.parametrize("make_context", ["file"], indirect=True)
def test_an_entry_of_another_version_is_named_and_not_taken_back(context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES)
    with closing(sqlite3.connect(context.workspace.name)) as file:
        file.execute("UPDATE change SET after = '[1]' WHERE kind = 'answer'")
        file.commit()
    with pytest.raises(Exception, match="written by another version of ybiyri"):
        changes.undo(context, pilot.id)
    assert what(context, pilot)[-1] == f"answer {QUESTION}"


def test_words_for_promises_and_must_haves(context: Context, pilot: Pilot) -> None:
    promise = promising.raise_concern(context, pilot.id, "Nights are not paid", owner="HR", accepted=False)
    promising.change_promise(
        context, pilot.id, promise.number, lambda made: with_promise(made, "Pay is agreed").with_due(date(2026, 12, 9))
    )
    except_must_have(context, pilot.id, "opt-out", reason="on its way", person="HR", expires_on=context.today)
    reopen_must_have(context, pilot.id, "opt-out")
    assert what(context, pilot)[1:] == [
        "promise 1: raised: Nights are not paid; owner HR, asked, not accepted",
        "promise 1: promised: Pay is agreed; due 9 Dec 2026",
        "Saying no has no price: exception until 3 Dec 2026 (on its way; HR)",
        "Saying no has no price: exception ended",
    ]
