"""Two terminals write into one workspace at the same time, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import pytest

from playbook.records import Pilot
from playbook.store import history
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.room import workshops
from ybiyri_tui.usecases.room.room_page import read_room

EACH = 100
CAPTURING = """
import sys
from pathlib import Path
from playbook.room.notes import NoteKind
from playbook.records import State, Voice
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.usecases.room.noting import take_note
from ybiyri_tui.usecases.room.drafting import keep_draft
from ybiyri_tui.workspace.opening import open_workspace, place_of

path, pilot_id, who, count = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
context = Context(open_workspace(place_of(path)), who=who)
question = "accountability.goals-linked"
for number in range(count):
    text = f"{who} {number}"
    keep_draft(context, pilot_id, who, text)
    take_note(context, pilot_id, text, kind=list(NoteKind)[number % 3], question_id=question, draft=who)
    voice = Voice.TEAM if who == "coach" else Voice.OPERATIONS
    record_finding(context, pilot_id, question, [State.YES, State.NO][number % 2], voice=voice)
"""


def capturing(path: str, pilot: Pilot, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CAPTURING, str(path), str(pilot.id), who, str(EACH)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_two_hundred_captures_from_two_processes_at_once_are_all_there(
    make_context: Callable[..., Context], pilot: Pilot
) -> None:
    context = make_context()
    workshops.choose_objections(context, pilot.id, ["accountability"])
    running = [capturing(context.workspace.name, pilot, who) for who in ("coach", "scribe")]
    problems = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], problems
    room = read_room(context, pilot.id)
    assert sorted(note.text for note in room.notes) == sorted(
        f"{who} {number}" for who in ("coach", "scribe") for number in range(EACH)
    )
    assert sorted(note.number for note in room.notes) == list(range(1, 2 * EACH + 1))
    assert room.drafts == {}
    entries = context.workspace.read(lambda session: history.changes(session, pilot.id, limit=10_000))
    counted = Counter((entry.kind, entry.who) for entry in entries)
    assert counted["note", "coach"] == counted["note", "scribe"] == EACH
    assert counted["answer", "coach"] == counted["answer", "scribe"] == EACH
