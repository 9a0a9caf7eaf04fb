"""Who worked on a pilot, from the audit trail."""

from __future__ import annotations

from playbook.store import history
from ybiyri_tui.context import Context


def last_editor(context: Context, pilot_id: int) -> str | None:
    """Who made the newest change to the pilot's records, None if there is none."""
    newest = context.workspace.read(lambda session: history.changes(session, pilot_id, limit=1))
    return newest[0].who if newest else None
