"""The settings of a worksheet as a table in which every setting has its row."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.sheet.grid import SheetGrid

if TYPE_CHECKING:
    from playbook.worksheets.estimates.settings import Known, Setting
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.sheets import SheetView


class SettingsTable(SheetScreen["Setting"]):
    """Says below the table what the setting under the cursor is, and what a good value looks like."""

    HELP = """
One row for each setting; an empty value leaves it as usual. A number may be low / likely / high, such as 2 / 6 / 15.
"""

    _explained: int | None = None

    @property
    @abstractmethod
    def known(self) -> Sequence[Known]:
        """The settings that there are."""

    def completed(self, context: Context, sheet: SheetView[Setting]) -> SheetView[Setting]:  # noqa: ARG002
        """Every setting has a row."""
        from playbook.worksheets.estimates.settings import Setting
        from ybiyri_tui.usecases.worksheets.sheets import with_rows

        return with_rows(sheet, [Setting(known.name) for known in self.known], "setting")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There are just these settings."""
        if action in ("add_row", "duplicate_row", "remove_row"):
            return False
        return super().check_action(action, parameters)

    def picture(self, view: TableView[Setting], width: int) -> VisualType | None:  # noqa: ARG002
        """What the setting under the cursor takes."""
        row = self.current
        known = next((one for one in self.known if row and one.name == row.record.setting), None)
        return Hanging(f"{known.title}: ", Content(known.expects)) if known else None

    def show(self, view: TableView[Setting]) -> None:
        """Begins with the cursor on a value; names are not edited."""
        super().show(view)
        if self._explained is None:
            self.grid.go(self.grid.row, 1)

    @on(SheetGrid.Moved)
    def _another_setting(self) -> None:
        if self.grid.key != self._explained:
            self._explained = self.grid.key
            self.draw()
