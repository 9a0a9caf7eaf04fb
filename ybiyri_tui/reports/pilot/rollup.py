"""All pilots beside each other as text and as JSON (`ybiyri.rollup/1`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ybiyri_tui.reports.pilot.status import exception_words
from ybiyri_tui.usecases.pilot.rollup import RollupLine
from ybiyri_tui.wording.states import COUNT_WORDS, glyph, mark

SCHEMA = "ybiyri.rollup/1"


def rollup_data(lines: Iterable[RollupLine]) -> dict[str, Any]:
    """The pilots with documented keys, oldest first."""
    return {
        "schema": SCHEMA,
        "pilots": [
            {
                "name": line.pilot.name,
                "team": line.pilot.team,
                "phase": line.pilot.phase.value,
                "archived_on": line.pilot.archived_on.isoformat() if line.pilot.archived_on else None,
                "open_must_haves": [status.must_have.id for status in line.open_must_haves],
                "exceptions": [status.must_have.id for status in line.exceptions],
                "due_must_haves": len(line.due_must_haves),
                "counts": {grade.value: count for grade, count in line.counts.items()},
                "objections": [
                    {"id": found.objection.id, "grades": [grade.value for grade in found.grades]}
                    for found in line.objections
                ],
            }
            for line in lines
        ],
    }


def rollup_text(lines: Iterable[RollupLine]) -> str:
    """A block a pilot: one glyph for each question, a group for each objection, then what stops the next phase."""
    return "\n\n".join(_block(line) for line in lines)


def _block(line: RollupLine) -> str:
    pilot = line.pilot
    archived = " · archived" if pilot.archived_on else ""
    groups = [
        f"{found.objection.number} {''.join(glyph(grade) for grade in found.grades)}" for found in line.objections
    ]
    counted = [f"{count} {COUNT_WORDS[grade]}" for grade, count in line.counts.items() if count]
    parts = [
        f"{pilot.name} · {pilot.team} · step {pilot.phase.step} of 5, {pilot.phase.value}{archived}",
        f"  {'  '.join(groups)}",
        f"  {' · '.join(counted)}",
        f"  {len(line.open_must_haves)} of {len(line.due_must_haves)} must-haves are open",
        *(f"    {mark('must_have')} {status.must_have.title}" for status in line.open_must_haves),
        *(f"    {exception_words(status)}" for status in line.exceptions),
    ]
    return "\n".join(parts)
