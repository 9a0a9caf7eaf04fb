"""Notes as entries of a list, those that stay in the room apart from those that may leave it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content
from textual.visual import Visual

from playbook.records import Grade
from playbook.room.notes import Note, NoteKind
from ybiyri_tui.screens.objection.entries import section
from ybiyri_tui.usecases.room.note_page import NotePage
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.detailed_list import Entry
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import due_words, glyph, mark, near_day, short_day

OWNER_WIDTH = 30
LEAVES, STAYS = "may leave", "stays in this room"
HEADINGS = {NoteKind.STEP: "Steps", NoteKind.NOTE: "Notes", NoteKind.PARKED: "Parked for another day"}


def entries(page: NotePage, *, compact: bool) -> list[Entry]:
    """Steps, then notes, then what was parked; each says whether it may leave the room."""
    found = []
    for kind, heading in HEADINGS.items():
        members = [note for note in page.notes if note.kind is kind]
        if members:
            words = Content.assemble((heading, "bold $primary"), (f"  {len(members)}", "$secondary"))
            found.append(Entry(None, Hanging(" ", words)))
        found += [_entry(note, page, compact) for note in members]
    return found


def counts_words(page: NotePage) -> str:
    """`4 stay here · 1 may leave`."""
    leaving = sum(note.may_leave for note in page.notes)
    staying = len(page.notes) - leaving
    return f"{staying} {'stays' if staying == 1 else 'stay'} here · {leaving} may leave"


def _sign(note: Note, today: date) -> str:
    if note.is_overdue(today):
        return mark("overdue")
    return mark("met") if note.done_on else glyph(Grade.NOT_ASKED)


def _entry(note: Note, page: NotePage, compact: bool) -> Entry:
    sign = f" {_sign(note, page.today)} "
    text, details = Content.styled(shown(note.text), "bold"), _details(note, page.today)
    if compact:
        head: Visual = Hanging(sign, Content.assemble(details, "  ", text))
    else:
        head = Stack([Hanging(sign, text), Hanging("   ", details)])
    return Entry(str(note.number), head, Stack(_body(note, page)))


def _details(note: Note, today: date) -> Content:
    parts = [Content.styled(LEAVES.upper(), "bold $warning") if note.may_leave else Content.styled(STAYS, "$secondary")]
    words = []
    if note.owner:
        words.append(owner_words(clipped(note.owner, OWNER_WIDTH), note.accepted))
    if note.done_on:
        words.append(f"done {near_day(note.done_on, today)}")
    elif note.due_on and not note.is_overdue(today):
        words.append(f"due {near_day(note.due_on, today)}")
    if words:
        parts.append(Content.styled(" · ".join(words), "$secondary"))
    if note.is_overdue(today) and note.due_on:
        parts.append(Content.styled(f"overdue since {near_day(note.due_on, today)}", "bold $warning"))
    return Content.styled(" · ", "$secondary").join(parts)


def _body(note: Note, page: NotePage) -> Iterable[Visual]:
    origin = page.origins.get(note.number, "")
    leaves = (
        "It may leave this room: exports and the summary can show it."
        if note.may_leave
        else "It stays in this room: nothing that leaves shows it."
    )
    return [
        *section("Leaves?", [leaves]),
        *section("Owner", [shown(owner_words(note.owner, note.accepted))] if note.owner else []),
        *section("By", [due_words(note.due_on, page.today)] if note.due_on and not note.done_on else []),
        *section("Came up at", [shown(origin)] if origin else []),
        *section("Written down", [short_day(note.taken_on)]),
    ][:-1]
