"""A workshop as linear text and as JSON (`ybiyri.workshop/1`); notes that stay in the room are only counted."""

from __future__ import annotations

from datetime import datetime
from textwrap import fill
from typing import TYPE_CHECKING, Any

from playbook.room.notes import Note, NoteKind, leaving
from playbook.room.workshop import clock
from ybiyri_tui.reports.pilot.contradictions import contradiction_data, differs_sentence
from ybiyri_tui.reports.room.notes import note_data
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import GRADE_WORDS, counted, due_words, glyph, staying_words, voice_words

if TYPE_CHECKING:
    from playbook.room.workshop import Workshop
    from ybiyri_tui.usecases.pilot.overview import QuestionLine
    from ybiyri_tui.usecases.room.choosing import Choosing
    from ybiyri_tui.usecases.room.room_page import Room

SCHEMA = "ybiyri.workshop/1"
AGENDA_SCHEMA = "ybiyri.workshop-agenda/1"
WIDTH = 78
STATE_WORDS = {
    "choosing": "nothing was chosen yet; `ybiyri workshop agenda` shows what there is",
    "talking": "talking",
    "reading_back": "all questions were talked about; `ybiyri workshop door` writes what may leave the room",
    "over": "over",
}


def workshop_data(room: Room, at: datetime) -> dict[str, Any]:
    """Where the room is, with documented keys."""
    workshop = room.workshop
    line = room.current
    notes = room.of_kind(NoteKind.NOTE)
    return {
        "schema": SCHEMA,
        "pilot": room.pilot.name,
        "state": workshop.state.value if workshop else None,
        "started_on": workshop.started_on.isoformat() if workshop else None,
        "ended_on": workshop.ended_on.isoformat() if workshop and workshop.ended_on else None,
        "agenda": list(workshop.agenda) if workshop else [],
        "position": workshop.position if workshop and line else None,
        "question": _question_data(room, line) if line else None,
        "timer": _timer_data(workshop, at) if workshop and line else None,
        "notes": {
            "staying": len(notes) - len(leaving(notes)),
            "leaving": len(leaving(notes)),
            "parked": len(room.of_kind(NoteKind.PARKED)),
        },
        "steps": [note_data(note) for note in leaving(room.of_kind(NoteKind.STEP))],
        "promises": len(room.promises),
    }


def workshop_text(room: Room, at: datetime) -> str:
    """Where the room is, the question that is on, and how much was written down."""
    workshop, line = room.workshop, room.current
    if workshop is None:
        return "No workshop has begun yet: ybiyri workshop start"
    parts = [f"{room.pilot.name}: workshop of {workshop.started_on.isoformat()}, {_state(workshop, line)}"]
    if line is not None:
        parts += ["", *_question_lines(room, line, workshop, at)]
    steps = [note for note in room.of_kind(NoteKind.STEP) if line is None or note.question_id == line.question_id]
    if steps:
        parts += ["", "Steps", *(_step(note, room) for note in steps)]
    parts += ["", _counts(room)]
    return "\n".join(parts)


def agenda_data(found: Choosing) -> dict[str, Any]:
    """What there is to choose from, and what is chosen, with documented keys."""
    workshop = found.room.under_way
    return {
        "schema": AGENDA_SCHEMA,
        "pilot": found.room.pilot.name,
        "chosen": list(workshop.objections) if workshop else [],
        "questions": list(workshop.agenda) if workshop else [],
        "suggested": list(found.suggested),
        "objections": [
            {
                "id": each.line.objection.id,
                "number": each.line.objection.number,
                "dots": each.dots,
                "low_topics": [topic.entry.id for topic in each.low_topics],
            }
            for each in found.candidates
        ],
    }


def agenda_text(found: Choosing) -> str:
    """The objections with their dots and the survey's lowest topics; what is chosen has its place in front."""
    workshop = found.room.under_way
    chosen = (workshop.objections if workshop else ()) or ()
    suggested = found.suggested
    lines = []
    for each in found.candidates:
        objection = each.line.objection
        place = f"{chosen.index(objection.id) + 1}." if objection.id in chosen else "  "
        words = [counted(each.dots, "dot")] if each.dots else []
        words += [f"low in the survey: {topic.title}" for topic in each.low_topics]
        if not chosen and objection.id in suggested:
            words.append("suggested")
        details = f"  ({'; '.join(words)})" if words else ""
        lines.append(f"{place} {objection.number} {objection.title}{details}")
    if not chosen:
        numbers = [
            str(each.line.objection.number)
            for wanted in suggested
            for each in found.candidates
            if each.line.objection.id == wanted
        ]
        example = " ".join(numbers or ["1", "2", "3"])
        lines += ["", f"Nothing is chosen yet: ybiyri workshop agenda {example}"]
    return "\n".join(lines)


def _question_data(room: Room, line: QuestionLine) -> dict[str, Any]:
    return {
        "id": line.question_id,
        "question": line.question.question,
        "grade": line.answer.grade.value,
        "voices": [
            {"voice": found.voice.value, "role": found.role, "state": found.state.value}
            for found in line.answer.findings
        ],
        "contradictions": [contradiction_data(found) for found in room.differing.get(line.question_id, ())],
    }


def _timer_data(workshop: Workshop, at: datetime) -> dict[str, Any]:
    return {"left": workshop.timer.left_at(at), "runs": workshop.timer.runs}


def _state(workshop: Workshop, line: QuestionLine | None) -> str:
    if line is None:
        return STATE_WORDS[workshop.state.value]
    return f"question {workshop.position + 1} of {len(workshop.agenda)}"


def _question_lines(room: Room, line: QuestionLine, workshop: Workshop, at: datetime) -> list[str]:
    objection = room.objection_of(line.question_id)
    left = workshop.timer.left_at(at)
    time = f"{clock(left)} left" if left >= 0 else f"over by {clock(left)}"
    lines = [f"{objection.objection.number} {objection.objection.says}"] if objection else []
    lines += [f"{glyph(line.answer.grade)} {line.question.question}  [{line.question_id}]"]
    lines += [f"  {voice_words(found.voice, found.role)}: {GRADE_WORDS[found.grade]}" for found in line.answer.findings]
    if line.answer.voices_differ:
        lines.append("  They differ; what would those who are lower need to see?")
    lines += [_paragraph(f"{differs_sentence(found)}.") for found in room.differing.get(line.question_id, ())]
    lines.append(f"  {time}{'' if workshop.timer.runs else ', paused'}")
    return lines


def _step(note: Note, room: Room) -> str:
    who = owner_words(note.owner, note.accepted, nobody="nobody yet")
    return f"{note.number:>3} {note.text} ({who}, {due_words(note.due_on, room.today)})"


def _counts(room: Room) -> str:
    notes = room.of_kind(NoteKind.NOTE)
    leave = len(leaving(notes))
    parked, promised = len(room.of_kind(NoteKind.PARKED)), len(room.promises)
    staying = staying_words(len(notes) - leave)
    return f"{staying}, {leave} may leave, {parked} parked, {counted(promised, 'promise')}"


def _paragraph(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
