"""What was found and written down in a workshop, as entries of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from playbook.room.notes import Note, NoteKind
from ybiyri_tui.screens.workshop.question_lines import step_details
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.detailed_list import Entry
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import GRADE_WORDS, counted, glyph, plain_glyphs, voice_words

if TYPE_CHECKING:
    from ybiyri_tui.usecases.pilot.overview import QuestionLine
    from ybiyri_tui.usecases.room.room_page import Room

BLANK = Content("")
TITLES = {
    NoteKind.STEP: "Who does what by when",
    NoteKind.NOTE: "Notes",
    NoteKind.PARKED: "Parked for another day",
}


def entries(room: Room, *, staying: bool) -> list[Entry]:
    """Steps, promises, notes, what was parked, and answers; with `staying` also what stays in the room."""
    return [
        *_section(TITLES[NoteKind.STEP], _notes(room, NoteKind.STEP, staying=staying)),
        *_section("Promises", list(_promises(room, staying=staying))),
        *_section(TITLES[NoteKind.NOTE], _notes(room, NoteKind.NOTE, staying=staying)),
        *_section(TITLES[NoteKind.PARKED], _notes(room, NoteKind.PARKED, staying=staying)),
        *_count_of_staying(room, staying=staying),
        *_section("What we found", [_answer(line) for line in room.talked_about]),
    ] or [Entry(None, Content("Nothing was written down yet."))]


def leaves_sign() -> str:
    """What stands before a line that may leave the room."""
    return ">" if plain_glyphs() else "→"


def _section(title: str, found: list[Entry]) -> list[Entry]:
    return [_heading(title), *found] if found else []


def _heading(title: str) -> Entry:
    return Entry(None, Content.styled(f" {title}", "bold $secondary"))


def _answer(line: QuestionLine) -> Entry:
    answer = line.answer
    said = "; ".join(f"{voice_words(found.voice, found.role)} {GRADE_WORDS[found.grade]}" for found in answer.findings)
    details = f"doesn't apply: {shown(answer.not_applicable_reason)}" if answer.not_applicable_reason else said
    head = Hanging(f" {glyph(answer.grade)} ", shown(line.question.question))
    return Entry(f"question-{line.question_id}", head, Content(details or GRADE_WORDS[answer.grade]))


def _notes(room: Room, kind: NoteKind, *, staying: bool) -> list[Entry]:
    return [_note(room, note) for note in room.of_kind(kind) if note.may_leave or staying]


def _note(room: Room, note: Note) -> Entry:
    sign = leaves_sign() if note.may_leave else " "
    details = [step_details(note, room.today)] if note.kind is NoteKind.STEP else []
    head = Stack(
        [
            Hanging(f" {sign} ", Content.styled(shown(note.text), "bold" if note.may_leave else "")),
            *(Hanging("   ", Content.styled(text, "$secondary")) for text in details),
        ]
    )
    where = f"{leaves_sign()} may leave the room" if note.may_leave else "stays in this room"
    line = room.question(note.question_id) if note.question_id else None
    asked = [Content.styled(shown(line.question.question), "$secondary")] if line else []
    return Entry(f"note-{note.number}", head, Stack([Content(where), *asked]))


def _promises(room: Room, *, staying: bool) -> Iterator[Entry]:
    for made in room.promises:
        who = shown(made.owner) if made.owner else "nobody yet"
        if made.promise:
            head = Hanging("   ", Content.assemble((shown(made.promise), "bold"), (f"  {who}", "$secondary")))
        elif staying:
            head = Hanging("   ", Content.styled("raised, nothing promised yet", "$secondary"))
        else:
            continue
        yield Entry(f"promise-{made.number}", head, Content(f"raised: {shown(made.raised)}") if staying else None)


def _count_of_staying(room: Room, *, staying: bool) -> Iterable[Entry]:
    count = sum(not note.may_leave for note in room.notes)
    if count and not staying:
        words = f"{counted(count, 'line')} {'stays' if count == 1 else 'stay'} in this room; s shows them here"
        yield Entry(None, Stack([BLANK, Content.styled(f" {words}", "$secondary")]))
