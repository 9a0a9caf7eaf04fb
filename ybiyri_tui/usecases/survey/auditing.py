"""Auditing a workspace file: what its raw bytes give away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    from surveys.audit import Check


@dataclass(frozen=True)
class Audited:
    """A file with all checks, each of which holds or not."""

    path: Path
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether all of them do."""
        return all(check.holds for check in self.checks)


def audit_file(place: Path | str) -> Audited:
    """Reads the file, and changes nothing. Raises SurveyError or ProgramError if it cannot be checked."""
    from surveys.audit import audit

    if isinstance(place, str):
        raise ProgramError("The audit reads a workspace file; a PostgreSQL server keeps more than it can look into.")
    return Audited(place, tuple(audit(place)))
