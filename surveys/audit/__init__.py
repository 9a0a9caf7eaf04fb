"""What the raw file gives away: every invariant of the ballot box as a check that can fail."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from surveys.audit import layout, sealed, surroundings
from surveys.audit.records import Check, Evidence
from surveys.errors import SurveyError

CHECKS = (
    sealed.columns,
    sealed.sealed_open,
    sealed.sealed_closed,
    sealed.destroyed,
    sealed.slots,
    sealed.cost,
    layout.size,
    layout.order,
    layout.freed,
    surroundings.journal,
    surroundings.mode,
    surroundings.copies,
    surroundings.synced,
)

__all__ = ["CHECKS", "Check", "audit"]


def audit(path: Path) -> list[Check]:
    """All checks on a workspace file, which is only read. Raises SurveyError if it cannot be, or has no surveys."""
    try:
        if not surroundings.is_database(path):
            raise SurveyError(f"{path} is not a workspace; name another file.")
        raw = path.read_bytes()
        # immutable: a journal beside the file is evidence, and must be neither played back nor removed
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            evidence = Evidence(path, raw, database)
            return [check(evidence) for check in CHECKS]
    except OSError as error:
        raise SurveyError(f"{path} cannot be read: {error.strerror}.") from error
    except sqlite3.DatabaseError as error:
        if "no such table" in str(error) or "no such column" in str(error):
            raise SurveyError(f"{path} has no sealed surveys, so there is nothing to check.") from error
        raise SurveyError(f"{path} is damaged and cannot be checked: {error}.") from error
