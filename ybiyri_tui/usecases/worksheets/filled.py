"""How filled a worksheet is that is not a sheet of rows."""

from __future__ import annotations

from ybiyri_tui.context import Context
from ybiyri_tui.words import counted


def tickets(context: Context, pilot_id: int) -> str:
    """How many tickets were imported, in words; empty for none."""
    from ybiyri_tui.usecases.ticketing import share

    items = share(context, pilot_id).items
    return counted(items, "ticket") if items else ""
