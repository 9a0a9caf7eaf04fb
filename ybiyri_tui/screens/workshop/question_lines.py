"""One question as a room sees it: large, with what each voice said, and what was written down about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from playbook.records import Answer, Finding, Grade, Voice
from playbook.room.notes import Note, NoteKind
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import GRADE_WORDS, counted, glyph, near_day, staying_words, voice_words

if TYPE_CHECKING:
    from ybiyri_tui.usecases.findings.contradictions import Contradiction
    from ybiyri_tui.usecases.pilot.overview import QuestionLine
    from ybiyri_tui.usecases.room.room_page import Room

LABEL_WIDTH = 8
VOICE_WIDTH = 24
NEEDS = {Voice.TEAM: "the team", Voice.LEADERS: "leaders", Voice.OPERATIONS: "operations"}


def loud(question: str) -> str:
    """The question in capital letters, and as the room asks itself: `HAVE WE …`."""
    return re.sub(r"^Have you\b", "Have we", shown(question)).upper()


def balanced(text: str, width: int) -> str:
    """The text on as few lines as fit, all about equally long; what has no blanks is left to be folded."""
    words = text.split(" ")
    lines = max(1, ceil(_cells(text) / max(1, width)))
    fair = _cells(text) / lines
    found = [words[0]]
    for word in words[1:]:
        longer = f"{found[-1]} {word}"
        if len(found) == lines or _cells(longer) <= fair + _cells(word) / 2:
            found[-1] = longer
        else:
            found.append(word)
    return "\n".join(found)


def voices(answer: Answer) -> Visual:
    """What each voice said; team and leaders also while they were not asked."""
    if answer.not_applicable_reason is not None:
        reason = shown(answer.not_applicable_reason)
        return Hanging(f"{glyph(Grade.NOT_APPLICABLE)} ", f"{GRADE_WORDS[Grade.NOT_APPLICABLE]}: {reason}")
    told = [voice for voice in Voice if voice is not Voice.OPERATIONS or answer.finding(voice)]
    return Flow((_voice(voice, answer.finding(voice)) for voice in told), gap=0)


def differences(answer: Answer, differing: Sequence[Contradiction]) -> Visual:
    """Where voices differ, and where the survey says something else; each with what to ask."""
    from ybiyri_tui.reports.pilot.contradictions import differs_sentence

    lines: list[Visual] = []
    if answer.voices_differ and answer.not_applicable_reason is None:
        lowest = min(answer.findings, key=lambda found: list(Grade).index(found.grade))
        lines.append(Content.styled(f"You differ. What would {NEEDS[lowest.voice]} need to see?", "bold $warning"))
    lines += [Content.styled(shown(f"{differs_sentence(found)}."), "$warning") for found in differing[:1]]
    return Stack(lines)


def written_down(room: Room, line: QuestionLine, unsaved: Sequence[str]) -> Visual:
    """The newest step at this question, who takes it by when, and how much else was written down."""
    steps = [note for note in room.of_kind(NoteKind.STEP) if note.question_id == line.question_id]
    lines: list[Visual] = []
    if steps:
        more = Content.styled(f"  and {len(steps) - 1} more", "$secondary") if len(steps) > 1 else Content("")
        lines.append(_labelled("Step", Content.assemble(Content(shown(steps[-1].text)), more)))
        lines.append(_labelled("By", Content(step_details(steps[-1], room.today))))
    else:
        lines.append(_labelled("Step", Content.styled("none yet", "$secondary")))
    lines.append(_labelled("Notes", Content(note_counts(room))))
    if unsaved:
        lines.append(_labelled("Typed", Content.styled(f"not saved yet: {', '.join(unsaved)}", "bold $warning")))
    return Stack(lines)


def step_details(step: Note, today: date) -> str:
    """`Head of Product · 3 Dec · asked, not accepted`."""
    parts = [shown(step.owner) if step.owner else "nobody yet"]
    parts.append(near_day(step.due_on, today) if step.due_on else "no date")
    if step.accepted is not None:
        parts.append("accepted" if step.accepted else "asked, not accepted")
    return " · ".join(parts)


def note_counts(room: Room) -> str:
    """`4 stay in this room · 1 may leave · 2 parked`."""
    notes = room.of_kind(NoteKind.NOTE)
    leave = sum(note.may_leave for note in notes)
    parts = [staying_words(len(notes) - leave), f"{leave} may leave"]
    if parked := len(room.of_kind(NoteKind.PARKED)):
        parts.append(f"{parked} parked")
    if room.promises:
        parts.append(counted(len(room.promises), "promise"))
    return " · ".join(parts)


def _cells(text: str) -> int:
    return Content(text).cell_length


def _voice(voice: Voice, found: Finding | None) -> Content:
    grade = found.grade if found else Grade.NOT_ASKED
    name = shown(voice_words(voice, found.role if found else None))
    text = f"{name}  {glyph(grade)} {GRADE_WORDS[grade]}"
    style = "$secondary" if found is None else "bold"
    return Content.styled(f"{text:<{VOICE_WIDTH}}  ", style)


def _labelled(label: str, text: Content) -> Visual:
    return Hanging(Content.styled(f"{label:<{LABEL_WIDTH}}", "bold $secondary"), text)
