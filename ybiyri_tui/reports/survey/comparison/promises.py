"""What was promised to the team, beside what the survey says: the result that there always is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from playbook.room.promises import Promise, PromiseState, count
from ybiyri_tui.reports.room.promises_made import state_words
from ybiyri_tui.wording.states import counted, mark

NONE = "Promised to the team: nothing yet."


def promised_lines(promises: Sequence[Promise], today: date, *, most: int, width: int = 0) -> list[str]:
    """How many are kept, then up to `most` of them one a line, what is late first; cut to `width` where that is set."""
    made = sorted((found for found in promises if found.promise), key=lambda found: _urgency(found, today))
    if not made:
        return [NONE]
    counts = count(tuple(made), today)
    heading = f"Promised to the team: {counts.kept} of {counts.made} kept"
    if counts.late:
        heading += f", {counts.late} late"
    left = len(made) - most
    shown = [promise_line(found, today) for found in made[:most]]
    if most and left > 0:
        shown.append(f"  and {counted(left, 'more', 'more')}")
    lines = [f"{heading}.", *shown]
    return [shorten(line, width, placeholder=" …") if width and len(line) > width else line for line in lines]


def promise_line(found: Promise, today: date) -> str:
    """`✓ noisy disk alert removed: kept, fixed as the team says`."""
    fixed = ", fixed as the team says" if found.fixed_on else ""
    return f"{_glyph(found, today)} {found.promise}: {state_words(found, today)}{fixed}"


def _glyph(found: Promise, today: date) -> str:
    if found.is_late(today):
        return mark("overdue")
    return mark("met") if found.state is PromiseState.KEPT else "–" if found.state is PromiseState.DROPPED else "·"


def _urgency(found: Promise, today: date) -> tuple[bool, bool, int]:
    return not found.is_late(today), found.state is not PromiseState.OPEN, found.number
