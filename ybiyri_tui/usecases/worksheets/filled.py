"""How filled a worksheet is that is not a sheet of rows."""

from __future__ import annotations

from ybiyri_tui.context import Context
from ybiyri_tui.words import counted


def tickets(context: Context, pilot_id: int) -> str:
    """How many tickets were imported, in words; empty for none."""
    from playbook.store.work_items import count

    items = context.workspace.read(lambda session: count(session, pilot_id))
    return counted(items, "ticket") if items else ""
