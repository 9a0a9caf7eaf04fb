"""What is said in the room stays there unless somebody says otherwise."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.room.notes import Note, NoteKind, leaving, reword, set_done, take, turn_into

TODAY = date(2026, 12, 3)


def test_a_note_stays_in_the_room_and_a_step_may_leave() -> None:
    assert not take(1, "We are tired", TODAY).may_leave
    assert not take(1, "Later", TODAY, kind=NoteKind.PARKED).may_leave
    assert take(1, "Print the goal", TODAY, kind=NoteKind.STEP).may_leave
    assert not take(1, "Talk to Jo", TODAY, kind=NoteKind.STEP, may_leave=False).may_leave


def test_a_note_knows_neither_a_speaker_nor_a_time_of_day() -> None:
    names = {field.name for field in fields(Note)}
    assert not names & {"who", "author", "speaker", "said_by", "at", "time"}
    assert type(take(1, "x", TODAY).taken_on) is date


def test_changing_what_a_note_is_never_lets_it_out() -> None:
    note = take(1, "We are tired", TODAY)
    step = turn_into(note, NoteKind.STEP)
    assert (step.kind, step.may_leave) == (NoteKind.STEP, False)
    assert not reword(step.with_owner("Example owner").with_due(TODAY), "Still tired").may_leave


def test_only_a_step_can_be_done_and_keeps_its_day() -> None:
    with pytest.raises(PlaybookError, match="Only a step"):
        set_done(take(1, "x", TODAY), True, TODAY)
    step = take(1, "x", TODAY, kind=NoteKind.STEP).with_due(TODAY)
    later = date(2026, 12, 9)
    assert step.is_overdue(later)
    done = set_done(step, True, TODAY)
    assert not done.is_overdue(later)
    assert set_done(done, True, later).done_on == TODAY
    assert turn_into(done, NoteKind.PARKED).done_on is None


@given(st.lists(st.booleans()))
def test_what_leaves_is_exactly_what_was_marked(marks: list[bool]) -> None:
    notes = [take(number, "text", TODAY, may_leave=mark) for number, mark in enumerate(marks, 1)]
    assert [note.number for note in leaving(notes)] == [number for number, mark in enumerate(marks, 1) if mark]


def test_marks_that_turn_a_line_around_leave_no_trace() -> None:
    assert take(1, " \u202e turned \u2066", TODAY).text == "turned"
    with pytest.raises(PlaybookError, match="is empty"):
        take(1, "\u202e", TODAY)


@given(st.text())
def test_any_text_becomes_one_harmless_line_or_is_refused(text: str) -> None:
    with suppress(PlaybookError):
        kept = take(1, text, TODAY).text
        assert kept == kept.strip()
        assert not any(ord(character) < 32 or character in "\u2028\u2029\x7f\x9b" for character in kept)
