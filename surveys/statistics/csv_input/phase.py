"""The column that says whether a row belongs to the earlier or the later time."""

from __future__ import annotations

from surveys.errors import SurveyError

PHASE = "phase"
_PHASES = {"before": False, "after": True}


def is_after(phase: str, place: str) -> bool:
    """Whether a cell of the column `phase` says after. Raises SurveyError that begins with `place`."""
    found = _PHASES.get(phase.lower())
    if found is None:
        raise SurveyError(f"{place}, column {PHASE}: {phase!r} is neither before nor after.")
    return found
