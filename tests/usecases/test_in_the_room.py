"""Promises, notes and must-haves through the use cases: what they refuse, and two terminals at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from playbook.errors import ChangedElsewhere, PlaybookError
from playbook.records import Phase, Pilot, State, Voice
from playbook.room.notes import NoteKind, set_done
from playbook.room.promises import PromiseState, set_state
from playbook.standing.readiness import MustHaveState
from ybiyri_tui.context import Context
from ybiyri_tui.errors import AnswerIsNo, ProgramError
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.findings.must_haves import change_must_have, except_must_have, meet_must_have, reopen_must_have
from ybiyri_tui.usecases.history import changes
from ybiyri_tui.usecases.pilot import pilots
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.room import noting, promising

Make = Callable[..., Context]
QUESTION = "developers.mission-explained"
WRITER = """
import sys
from pathlib import Path
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.room import noting
from ybiyri_tui.usecases.room import promising
from ybiyri_tui.workspace.opening import open_workspace, place_of

context = Context(open_workspace(place_of(sys.argv[1])), who="coach")
for number in range(int(sys.argv[3])):
    noting.take_note(context, 1, f"{sys.argv[2]}-{number}")
    promising.raise_concern(context, 1, f"{sys.argv[2]}-{number}")
"""


def test_a_topic_is_found_by_its_own_id_and_stored_with_its_survey(context: Context, pilot: Pilot) -> None:
    made = promising.raise_concern(context, pilot.id, "Pay is unclear", topic="pay")
    assert made.topic == "developer-concerns.pay"
    assert promising.find_topic(context, "developer-concerns.pay") == made.topic
    with pytest.raises(ProgramError, match=r"no survey topic 'money'; there is .*developer-concerns\.pay"):
        promising.raise_concern(context, pilot.id, "Money", topic="money")
    with pytest.raises(ProgramError, match="no question 'developers"):
        promising.raise_concern(context, pilot.id, "x", question_id="developers.nonsense")
    assert len(promising.list_promises(context, pilot.id)) == 1


def test_a_promise_that_was_changed_elsewhere_is_not_overwritten(
    make_context: Make, context: Context, pilot: Pilot
) -> None:
    seen = promising.raise_concern(context, pilot.id, "Pay is unclear", promise="Pay is agreed")
    promising.change_promise(make_context(who="scribe"), pilot.id, 1, lambda made: made.with_owner("HR"))
    with pytest.raises(ChangedElsewhere, match="Promise 1 was changed elsewhere"):
        promising.change_promise(context, pilot.id, 1, lambda made: set_state(made, PromiseState.KEPT), seen=seen)
    with pytest.raises(ChangedElsewhere):
        promising.remove_promise(context, pilot.id, 1, seen=seen)
    found = promising.list_promises(context, pilot.id)[0]
    assert (found.state, found.owner) == (PromiseState.OPEN, "HR")


def test_a_note_that_was_changed_elsewhere_is_not_overwritten(
    make_context: Make, context: Context, pilot: Pilot
) -> None:
    seen = noting.take_note(context, pilot.id, "Print the goal", kind=NoteKind.STEP)
    noting.change_note(make_context(who="scribe"), pilot.id, 1, lambda note: set_done(note, True, date(2026, 12, 4)))
    with pytest.raises(ChangedElsewhere, match="Note 1 was changed elsewhere"):
        noting.change_note(context, pilot.id, 1, lambda note: note.with_owner("HR"), seen=seen)
    with pytest.raises(ChangedElsewhere):
        noting.remove_note(context, pilot.id, 1, seen=seen)


def test_what_is_not_there_is_named(context: Context, pilot: Pilot) -> None:
    with pytest.raises(PlaybookError, match="There is no promise 4"):
        promising.remove_promise(context, pilot.id, 4)
    with pytest.raises(PlaybookError, match="There is no note 4"):
        noting.change_note(context, pilot.id, 4, lambda note: note)
    with pytest.raises(PlaybookError, match="There never was a note 4"):
        noting.forget_note(context, pilot.id, 4)
    with pytest.raises(ProgramError, match="There is no must-have 'pay'"):
        meet_must_have(context, pilot.id, "pay", "seen")


def test_numbers_are_never_given_twice(context: Context, pilot: Pilot) -> None:
    noting.take_note(context, pilot.id, "one")
    noting.remove_note(context, pilot.id, 1)
    assert noting.take_note(context, pilot.id, "two").number == 2
    assert changes.undo(context, pilot.id)
    assert noting.take_note(context, pilot.id, "three").number == 3
    assert [note.text for note in noting.list_notes(context, pilot.id)] == ["three"]


def test_two_processes_writing_down_at_once_lose_nothing(context: Context, pilot: Pilot) -> None:
    command = [sys.executable, "-c", WRITER, context.workspace.name]
    writers = [
        subprocess.Popen([*command, who, "12"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for who in ("first", "second")
    ]
    errors = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], errors
    expected = sorted(f"{who}-{number}" for who in ("first", "second") for number in range(12))
    notes, promises = noting.list_notes(context, pilot.id), promising.list_promises(context, pilot.id)
    assert sorted(note.text for note in notes) == expected
    assert sorted(made.raised for made in promises) == expected
    assert [note.number for note in notes] == [made.number for made in promises] == list(range(1, 25))


def test_an_exception_lets_the_pilot_pass_until_it_expires(make_context: Make, context: Context, pilot: Pilot) -> None:
    for must_have in ("right-service", "willing-people"):
        meet_must_have(context, pilot.id, must_have, "seen")
    with pytest.raises(AnswerIsNo, match=r"Not yet baseline: a must-have is open \(Saying no has no price\)"):
        pilots.move_phase(context, pilot.id)
    except_must_have(context, pilot.id, "opt-out", reason="on its way", person="HR", expires_on=date(2026, 12, 10))
    assert pilots.next_phase(context, pilot.id) is Phase.BASELINE
    assert pilots.move_phase(context, pilot.id) is Phase.BASELINE
    seen = overview(context, pilot.id)
    assert [status.must_have.id for status in seen.exceptions] == ["opt-out"]
    later = make_context(context.now().replace(day=11))
    expired = overview(later, pilot.id)
    assert [status.must_have.id for status in expired.reopened_must_haves] == ["opt-out"]
    assert expired.pilot.phase is Phase.BASELINE
    assert "opt-out" in [status.must_have.id for status in expired.open_must_haves]


def test_a_must_have_that_opens_again_moves_nothing_back_and_stops_the_next_step(
    context: Context, pilot: Pilot
) -> None:
    for must_have in ("right-service", "willing-people", "opt-out"):
        meet_must_have(context, pilot.id, must_have, "seen")
    pilots.move_phase(context, pilot.id)
    reopen_must_have(context, pilot.id, "right-service")
    seen = overview(context, pilot.id)
    assert (seen.pilot.phase, [status.must_have.id for status in seen.reopened_must_haves]) == (
        Phase.BASELINE,
        ["right-service"],
    )
    assert (len(seen.open_must_haves), len(seen.due_must_haves)) == (8, 10)
    for status in seen.open_must_haves[1:]:
        meet_must_have(context, pilot.id, status.must_have.id, "seen")
    with pytest.raises(AnswerIsNo, match="This is the right service"):
        pilots.move_phase(context, pilot.id)


def test_a_must_have_that_was_changed_elsewhere_is_not_overwritten(
    make_context: Make, context: Context, pilot: Pilot
) -> None:
    seen = meet_must_have(context, pilot.id, "opt-out", "seen")
    reopen_must_have(make_context(who="scribe"), pilot.id, "opt-out")
    with pytest.raises(ChangedElsewhere, match="'Saying no has no price' was changed elsewhere"):
        change_must_have(context, pilot.id, "opt-out", lambda mark: mark, seen=seen)
    assert overview(context, pilot.id).must_haves[2].state is MustHaveState.OPEN


def test_an_owner_who_was_only_asked_is_kept_apart_from_one_who_accepted(context: Context, pilot: Pilot) -> None:
    asked = answering.record_finding(context, pilot.id, QUESTION, State.NO, owner="Head of Product", accepted=False)
    assert asked.accepted is False
    assert answering.record_finding(context, pilot.id, QUESTION, State.PARTLY).accepted is False
    assert answering.record_finding(context, pilot.id, QUESTION, State.PARTLY, accepted=True).accepted is True
    assert answering.record_finding(context, pilot.id, QUESTION, State.PARTLY, owner="Sponsor").accepted is None
    with pytest.raises(PlaybookError, match="name an owner first"):
        answering.record_finding(context, pilot.id, "developers.listened", State.NO, accepted=True)


def test_a_stale_yes_is_next_until_it_is_checked_again(make_context: Make, context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, QUESTION, State.YES, proofs=["minutes"])
    answering.record_finding(context, pilot.id, QUESTION, State.YES, voice=Voice.LEADERS)
    later = make_context(context.now().replace(year=2027, month=3, day=4))
    assert [line.question_id for line in overview(later, pilot.id).stale_questions] == [QUESTION]
    answering.recheck(later, pilot.id, QUESTION)
    assert overview(later, pilot.id).stale_questions == ()
    with pytest.raises(PlaybookError, match="Only a yes is checked again"):
        answering.recheck(later, pilot.id, "developers.listened")
