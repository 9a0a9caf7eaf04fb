"""What leaves the room after a workshop: notes that may leave as Markdown, actions as CSV. Nothing else is in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.records import Answer
from playbook.room.notes import Note, NoteKind, leaving
from playbook.room.promises import Promise
from ybiyri_tui.reports.escaping import markdown
from ybiyri_tui.reports.files import check_target, write_file
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import GRADE_WORDS, short_day, voice_words

if TYPE_CHECKING:
    from ybiyri_tui.usecases.room.room_page import Room

COLUMNS = ("kind", "what", "who", "accepted", "by", "question")
FORMULA = re.compile(r"^[=+\-@|%＝＋－＠\t\r]")
"""What a spreadsheet might take for a formula or a command."""


def door_notes(room: Room) -> str:
    """The Markdown; ends with a newline."""
    workshop = room.workshop
    day = short_day(workshop.started_on if workshop else room.today)
    lines = [f"# Workshop · {markdown(room.pilot.name)} · {day}", "", f"Team: {markdown(room.pilot.team)}"]
    for title, found in (
        ("What we found", list(_answers(room))),
        ("What happens next", [_step(note) for note in _leaving(room, NoteKind.STEP)]),
        ("What was promised", [_promise(made) for made in room.promises if made.promise]),
        ("Notes", [markdown(note.text) for note in _leaving(room, NoteKind.NOTE)]),
        ("Parked for another day", [markdown(note.text) for note in _leaving(room, NoteKind.PARKED)]),
    ):
        if found:
            lines += ["", f"## {title}", "", *(f"- {text}" for text in found)]
    lines += ["", "Only what the room let leave stands here, without who said it. Everything else stayed there."]
    return "\n".join(lines) + "\n"


def door_actions(room: Room) -> str:
    """The CSV: steps that may leave, and promises; a cell never begins like a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for note in _leaving(room, NoteKind.STEP):
        writer.writerow(_cells("step", note.text, note))
    for made in room.promises:
        if made.promise:
            writer.writerow(_cells("promise", made.promise, made))
    return out.getvalue()


def door_names(room: Room) -> tuple[str, str]:
    """Names for both files, made of the pilot's letters and digits and the day."""
    letters = "-".join(re.findall(r"[a-z0-9]+", room.pilot.name.casefold()))[:40] or "pilot"
    day = room.workshop.started_on if room.workshop else room.today
    return f"{letters}-workshop-{day.isoformat()}-notes.md", f"{letters}-workshop-{day.isoformat()}-actions.csv"


def write_door(room: Room, folder: Path, *, force: bool = False) -> tuple[Path, Path]:
    """Writes both files into a folder and returns where they are; neither is written if one of them cannot be."""
    notes, actions = (folder / name for name in door_names(room))
    for path in (notes, actions):
        check_target(path, force=force)
    return (
        write_file(notes, door_notes(room), force=force),
        write_file(actions, door_actions(room), force=force),
    )


def guarded(cell: str) -> str:
    """The cell on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    text = " ".join(cell.split())
    return f"'{text}" if FORMULA.match(text) else text


def _leaving(room: Room, kind: NoteKind) -> tuple[Note, ...]:
    return leaving(room.of_kind(kind))


def _answers(room: Room) -> Iterator[str]:
    for line in room.talked_about:
        yield f"{markdown(line.question.question)} {markdown(answer_words(line.answer))}"


def answer_words(answer: Answer) -> str:
    """`team: no; leaders: yes, word only`."""
    if answer.not_applicable_reason is not None:
        return f"doesn't apply: {answer.not_applicable_reason}"
    if not answer.findings:
        return GRADE_WORDS[answer.grade]
    return "; ".join(f"{voice_words(found.voice, found.role)}: {GRADE_WORDS[found.grade]}" for found in answer.findings)


def _step(note: Note) -> str:
    return markdown(f"{note.text} ({_who_when(note)})")


def _promise(made: Promise) -> str:
    return markdown(f"{made.promise} ({_who_when(made)})")


def _who_when(record: Note | Promise) -> str:
    who = owner_words(record.owner, record.accepted, nobody="nobody yet")
    return f"{who}, by {short_day(record.due_on)}" if record.due_on else f"{who}, no date"


def _cells(kind: str, what: str, record: Note | Promise) -> tuple[str, ...]:
    accepted = {True: "yes", False: "asked, not accepted", None: ""}[record.accepted]
    by = record.due_on.isoformat() if record.due_on else ""
    return tuple(guarded(cell) for cell in (kind, what, record.owner or "", accepted, by, record.question_id or ""))
