"""History and progress as text and as JSON (`ybiyri.history/1`, `ybiyri.progress/1`)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from playbook.records import Grade
from playbook.standing.progress import ProgressPoint
from ybiyri_tui.usecases.history.changes import HistoryLine
from ybiyri_tui.wording.states import glyph, short_day

HISTORY = "ybiyri.history/1"
PROGRESS = "ybiyri.progress/1"
SHOWN = (Grade.PROOF_SEEN, Grade.WORD_ONLY, Grade.PARTLY, Grade.NO, Grade.NOT_ASKED, Grade.NOT_APPLICABLE)


def history_data(pilot: str, lines: Iterable[HistoryLine]) -> dict[str, Any]:
    """The entries with documented keys, oldest first; notes have no text, no time and no name."""
    return {
        "schema": HISTORY,
        "pilot": pilot,
        "changes": [
            {
                "id": line.id,
                "day": line.day.isoformat(),
                "at": line.at.isoformat(timespec="seconds") if line.who is not None else None,
                "who": line.who,
                "kind": line.kind,
                "key": line.key,
                "action": line.action.value,
                "what": line.what,
            }
            for line in lines
        ],
    }


def history_text(lines: Iterable[HistoryLine]) -> str:
    """Day by day, oldest first, with local times; notes have no time either."""
    parts = []
    for day, of_the_day in groupby(lines, key=lambda line: line.day):
        parts += [short_day(day), *(_history_line(line) for line in of_the_day)]
    return "\n".join(parts)


def progress_data(pilot: str, points: Iterable[ProgressPoint]) -> dict[str, Any]:
    """One point a day with documented keys, oldest first."""
    return {
        "schema": PROGRESS,
        "pilot": pilot,
        "points": [
            {
                "day": point.day.isoformat(),
                "phase": point.phase.value,
                "must_haves_met": point.must_haves_met,
                "counts": {grade.value: count for grade, count in point.counts.items()},
            }
            for point in points
        ],
    }


def progress_text(points: Iterable[ProgressPoint]) -> str:
    """A row of glyphs a day, one for each question, so that rows can be compared by eye."""
    return "\n".join(
        f"{point.day.isoformat()}  {glyphs(point)}  {point.counts[Grade.PROOF_SEEN]} proof seen · "
        f"{point.must_haves_met} must-haves met · {point.phase.value}"
        for point in points
    )


def glyphs(point: ProgressPoint) -> str:
    """One glyph for each question, the best answers first."""
    return "".join(glyph(grade) * point.counts[grade] for grade in SHOWN)


def _history_line(line: HistoryLine) -> str:
    if line.who is None:
        return f"  {'':5}  {line.what}"
    return f"  {line.at.astimezone():%H:%M}  {line.who}: {line.what}"
