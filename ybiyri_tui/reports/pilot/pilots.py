"""The list of pilots as text, as CSV and as JSON (`ybiyri.pilots/1`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from ybiyri_tui.reports.room.at_the_door import guarded
from ybiyri_tui.usecases.pilot.listing import PilotLine

FIELDS = (
    *("name", "team", "mission", "phase", "created_on", "current", "archived_on"),
    *("open_must_haves", "due_must_haves", "changed_on"),
)


def pilots_data(lines: Iterable[PilotLine]) -> dict[str, Any]:
    """The pilots with documented keys, in the order given."""
    return {"schema": "ybiyri.pilots/1", "pilots": [_pilot(line) for line in lines]}


def pilots_text(lines: Iterable[PilotLine]) -> str:
    """A line a pilot; the one that commands use is marked."""
    return "\n".join(_line(line) for line in lines)


def pilots_csv(lines: Iterable[PilotLine]) -> str:
    """A row a pilot, with the keys of the JSON as titles."""
    rows = [{key: _cell(value) for key, value in _pilot(line).items()} for line in lines]
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def _pilot(line: PilotLine) -> dict[str, Any]:
    pilot = line.pilot
    return {
        "name": pilot.name,
        "team": pilot.team,
        "mission": pilot.mission,
        "phase": pilot.phase.value,
        "created_on": pilot.created_on.isoformat(),
        "current": line.is_current,
        "archived_on": pilot.archived_on.isoformat() if pilot.archived_on else None,
        "open_must_haves": line.open_must_haves,
        "due_must_haves": line.due_must_haves,
        "changed_on": line.changed_on.isoformat() if line.changed_on else None,
    }


def _line(line: PilotLine) -> str:
    pilot, mark = line.pilot, "*" if line.is_current else " "
    put_away = " · archived" if pilot.archived_on else ""
    return f"{mark} {pilot.name} · {pilot.team} · {pilot.phase.value} · {pilot.mission}{put_away}"
