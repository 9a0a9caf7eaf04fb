"""How filled a worksheet is that is not a sheet of rows."""

from __future__ import annotations

from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import row_count
from ybiyri_tui.wording.states import counted


def tickets(context: Context, pilot_id: int) -> str:
    """How many tickets were imported, in words; empty for none."""
    from playbook.store.work_items import count

    items = context.workspace.read(lambda session: count(session, pilot_id))
    return counted(items, "ticket") if items else ""


def flow(context: Context, pilot_id: int) -> str:
    """Steps of the flow of today, else of the target."""
    for sheet_id, which in (("flow-today", "today"), ("flow-target", "target")):
        if steps := row_count(context, pilot_id, sheet_id):
            return f"{counted(steps, 'step')} {which}"
    return ""


def chaos(context: Context, pilot_id: int) -> str:
    """Chaos days, planned or held."""
    return _rows(context, pilot_id, "chaos-days", "day")


def roads(context: Context, pilot_id: int) -> str:
    """Roads on the list."""
    return _rows(context, pilot_id, "paved-roads", "road")


def specialists(context: Context, pilot_id: int) -> str:
    """Tasks in the inventory."""
    return _rows(context, pilot_id, "specialist-tasks", "task")


def plan(context: Context, pilot_id: int) -> str:
    """Phases, else scores, of the plan."""
    phases = _rows(context, pilot_id, "plan-phases", "phase")
    return phases or _rows(context, pilot_id, "plan-teams", "score")


def _rows(context: Context, pilot_id: int, sheet_id: str, one: str) -> str:
    rows = row_count(context, pilot_id, sheet_id)
    return counted(rows, one) if rows else ""
