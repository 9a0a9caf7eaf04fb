"""What happens next, who does it by when, and whether they took it on; and what may be told of the room."""

from __future__ import annotations

from playbook.room.notes import NoteKind
from ybiyri_tui.reports.document import Bullets, Grid, Paragraph, Section
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.wording.states import due_words

HEADER = ("Step", "Why", "Who", "By when", "Taken on")
ACCEPTED = {True: "accepted", False: "asked, not accepted", None: "not said"}


def next_steps(summary: Summary) -> Section:
    """The most urgent ones."""
    steps = summary.overview.next_steps
    if not steps:
        return Section("Next steps", (Paragraph("Nothing is due."),))
    rows = tuple(
        (
            step.what,
            step.why,
            step.owner or "nobody yet",
            due_words(step.due_on, summary.on),
            ACCEPTED[step.accepted] if step.owner else "",
        )
        for step in steps
    )
    return Section("Next steps", (Grid(HEADER, rows),))


def told_of_the_room(summary: Summary) -> list[Section]:
    """Notes and parked things that may leave the room; steps stand among the next steps. Nothing if there are none."""
    shown = [note for note in summary.notes if note.kind is not NoteKind.STEP]
    if not shown:
        return []
    items = tuple(f"{note.text}{' (parked)' if note.kind is NoteKind.PARKED else ''}" for note in shown)
    return [Section("Notes that may leave the room", (Bullets(items),))]
