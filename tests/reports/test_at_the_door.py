"""What leaves a room after a workshop, and what never does."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.records import Pilot, State, Voice
from playbook.room.notes import NoteKind
from playbook.room.promises import with_promise
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.room import at_the_door
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.usecases.room import workshops
from ybiyri_tui.usecases.room.noting import take_note
from ybiyri_tui.usecases.room.promising import change_promise, raise_concern
from ybiyri_tui.usecases.room.room_page import Room, read_room


@pytest.fixture
def room(context: Context, pilot: Pilot) -> Room:
    """A room in which something of every kind was written down, some of it to stay."""
    workshops.choose_objections(context, pilot.id, ["scale"])
    question = "scale.forecast-exposure"
    record_finding(context, pilot.id, question, State.NO)
    record_finding(context, pilot.id, question, State.YES, voice=Voice.LEADERS)
    take_note(context, pilot.id, "SECRET they fear the night", question_id=question)
    take_note(context, pilot.id, "a note that leaves", may_leave=True)
    take_note(context, pilot.id, "SECRET parked", kind=NoteKind.PARKED)
    take_note(context, pilot.id, "SECRET step", kind=NoteKind.STEP, may_leave=False)
    take_note(context, pilot.id, "=HYPERLINK(1)", kind=NoteKind.STEP, owner="@Jo", accepted=False, due_on=context.today)
    concern = raise_concern(context, pilot.id, "SECRET nights are not paid")
    change_promise(context, pilot.id, concern.number, lambda found: with_promise(found, "pay is agreed"))
    raise_concern(context, pilot.id, "SECRET nothing promised")
    return read_room(context, pilot.id)


def test_nothing_that_stays_in_the_room_is_in_either_file(room: Room) -> None:
    assert "SECRET" not in at_the_door.door_notes(room) + at_the_door.door_actions(room)


def test_the_notes_say_what_was_found_what_happens_next_and_what_may_leave(room: Room) -> None:
    text = at_the_door.door_notes(room)
    assert "team: no; leaders: yes, word only" in text
    assert "a note that leaves" in text
    assert "pay is agreed (nobody yet, no date)" in text
    assert "asked, not accepted, by 3 Dec 2026" in text
    assert "## Parked" not in text


def test_the_actions_are_steps_and_promises_without_formulas(room: Room) -> None:
    rows = list(csv.DictReader(io.StringIO(at_the_door.door_actions(room))))
    assert [(row["kind"], row["what"], row["who"]) for row in rows] == [
        ("step", "'=HYPERLINK(1)", "'@Jo"),
        ("promise", "pay is agreed", ""),
    ]
    assert (rows[0]["accepted"], rows[0]["by"]) == ("asked, not accepted", "2026-12-03")


@given(st.text())
def test_no_cell_begins_like_a_formula_or_breaks_its_line(text: str) -> None:
    cell = at_the_door.guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))
    assert "\n" not in cell


def test_both_files_are_written_or_neither(room: Room, tmp_path: Path) -> None:
    notes, actions = at_the_door.write_door(room, tmp_path)
    assert notes.read_text(encoding="utf-8") == at_the_door.door_notes(room)
    assert actions.read_bytes().decode("utf-8") == at_the_door.door_actions(room)
    notes.unlink()
    with pytest.raises(ProgramError, match="exists already"):
        at_the_door.write_door(room, tmp_path)
    assert not notes.exists()


def test_the_names_of_the_files_hold_the_pilot_and_the_day(room: Room) -> None:
    assert at_the_door.door_names(room) == (
        "payments-workshop-2026-12-03-notes.md",
        "payments-workshop-2026-12-03-actions.csv",
    )
