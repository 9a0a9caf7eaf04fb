"""Effects with their intervals as a plot in the terminal, the highest first, each with its numbers in words."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ybiyri_tui.reports.bars import interval_picture
from ybiyri_tui.reports.comparing.view import ComparisonView, EntryView

TITLE_WIDTH = 24
ONE_LINE = 72


def effects_lines(view: ComparisonView, width: int) -> Iterator[str]:
    """One paragraph a scale: what its ends mean, then topics and questions by the size of their effect."""
    for axis, entries in view.by_effect.items():
        yield from wrap(f"Effects by size: {axis}; all worse on the left, no change in the middle.", width)
        for entry in entries:
            yield from _lines(entry, width)
        yield ""


def effect_picture(entry: EntryView) -> str:
    """The dot and its interval; nothing where no effect is shown."""
    effect = entry.effect
    if effect is None:
        return ""
    ends = None if effect.low is None or effect.high is None else (effect.low, effect.high)
    return interval_picture(effect.dot, ends)


def _lines(entry: EntryView, width: int) -> Iterator[str]:
    """Title, picture and numbers on one line, or on two where it is narrow."""
    text = entry.effect.text if entry.effect else ""
    room = TITLE_WIDTH if width >= ONE_LINE else width - 4
    title = entry.title if len(entry.title) <= room else f"{entry.title[: room - 1]}…"
    if width >= ONE_LINE:
        yield f"{entry.glyph} {title:<{room}} {effect_picture(entry)} {text}"
    else:
        yield f"{entry.glyph} {title}"
        yield f"  {effect_picture(entry)} {text}"
