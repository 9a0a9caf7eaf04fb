"""Which pilots are aggregated: those that are not archived, all of them or those of one phase."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlmodel import col

from playbook.records import Phase
from playbook.tables import PilotRow


def live(phase: Phase | None = None) -> tuple[ColumnElement[bool], ...]:
    """Conditions on pilots, to be joined with what is counted."""
    here = col(PilotRow.archived_on).is_(None)
    return (here,) if phase is None else (here, col(PilotRow.phase) == phase.value)
