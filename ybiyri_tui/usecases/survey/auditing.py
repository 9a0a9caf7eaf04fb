"""Auditing a workspace: what the raw bytes of a file give away, or a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveys.audit import Check


@dataclass(frozen=True)
class Audited:
    """A workspace, by its name, with all checks, each of which holds or not."""

    name: str
    checks: tuple[Check, ...]
    on_server: bool = False

    @property
    def holds(self) -> bool:
        """Whether all of them do."""
        return all(check.holds for check in self.checks)


def audit_workspace(place: Path | str) -> Audited:
    """Reads a file or, at an address, a database, and changes nothing.

    Raises SurveyError or ProgramError if it cannot be checked.
    """
    if isinstance(place, str):
        from surveys.audit.server import audit_server
        from ybiyri_tui.workspace.server.looking import look_at

        name, checks = look_at(place, audit_server)
        return Audited(name, tuple(checks), on_server=True)
    from surveys.audit import audit

    return Audited(str(place), tuple(audit(place)))
