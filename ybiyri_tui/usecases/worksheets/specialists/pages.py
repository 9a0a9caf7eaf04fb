"""Tasks of specialists and paved roads of a pilot, with what follows from them."""

from __future__ import annotations

from playbook.worksheets.specialists.roads import Roads, sorted_roads
from playbook.worksheets.specialists.sheets import ROADS, TASKS
from playbook.worksheets.specialists.tasks import Inventory, inventory
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import sheet_view


def task_inventory(context: Context, pilot_id: int) -> Inventory:
    """All tasks by the way they should go."""
    return inventory(sheet_view(context, pilot_id, TASKS).records)


def paved_roads(context: Context, pilot_id: int) -> Roads:
    """All roads, those that count first."""
    return sorted_roads(sheet_view(context, pilot_id, ROADS).records)
