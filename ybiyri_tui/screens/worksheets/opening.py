"""From a worksheet's name to its screen, which is imported then."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ybiyri_tui.screens.base import FramedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.records import Pilot
    from ybiyri_tui.usecases.worksheets.registry import Worksheet


def screen_of(worksheet: Worksheet, pilot: Pilot) -> FramedScreen[None]:
    """The screen of a worksheet of a pilot."""
    module, _, name = worksheet.screen.partition(":")
    make: Callable[[Pilot], FramedScreen[None]] = getattr(import_module(f"ybiyri_tui.screens.{module}"), name)
    return make(pilot)


def screen_for_objection(objection_id: str, pilot: Pilot) -> FramedScreen[None] | None:
    """The one worksheet of an objection, or the menu of them; None if there is none."""
    from ybiyri_tui.screens.worksheets.menu import WorksheetsScreen
    from ybiyri_tui.usecases.worksheets.registry import worksheets

    found = worksheets(objection_id)
    if not found:
        return None
    return screen_of(found[0], pilot) if len(found) == 1 else WorksheetsScreen(pilot, objection_id)
