"""One sheet of a worksheet with several, as a table; of chaos days only the rows of one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView, laid_out

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context

NewRow = Callable[[tuple[Any, ...], Any], Any]


class PartTable(SheetScreen[Any]):
    """`new_row` makes the record of a row that is added, of those that are shown and the one under the cursor.

    With `day` only rows of this chaos day are shown, without the column that says so; files would replace those of
    other days as well, so there are none here.
    """

    HELP = """
One row each. Arrows move, typing edits, everything is saved as it is entered.
"""

    def __init__(
        self, pilot: Pilot, sheet: Sheet[Any], worksheet: str, *, new_row: NewRow | None = None, day: int | None = None
    ) -> None:
        super().__init__(pilot)
        self._sheet = sheet if day is None else replace(sheet, columns=sheet.columns[1:])
        self._worksheet = worksheet
        self._new_row = new_row
        self._day = day

    @property
    def sheet(self) -> Sheet[Any]:
        """The sheet."""
        return self._sheet

    def fetch(self, context: Context) -> TableView[Any]:
        """The rows, those of other days left out."""
        view = super().fetch(context)
        if self._day is None:
            return view
        own = tuple(row for row in view.sheet.rows if row.record.day == self._day)
        kept = replace(view.sheet, rows=own)
        return replace(view, sheet=kept, cells=laid_out(kept))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No files for the rows of one day."""
        if self._day is not None and action in ("import_file", "export_file"):
            return False
        if action == "proposals":
            return True
        return super().check_action(action, parameters)

    def action_add_row(self) -> None:
        """Adds a row with what is known of it already."""
        if self._new_row is None or self.view is None:
            super().action_add_row()
            return
        current = self.current
        self._add(self._new_row(self.view.sheet.records, current.record if current else None))

    def action_duplicate_row(self) -> None:
        """Adds a copy of this row; numbers that only one row may have are the next ones."""
        row = self.current
        if row is None or self.view is None or self._new_row is None:
            super().action_duplicate_row()
            return
        new = self._new_row(self.view.sheet.records, row.record)
        self._add(replace(row.record, id=new.id) if hasattr(new, "id") else row.record)

    def action_proposals(self) -> None:
        """Shows what the worksheet proposes."""
        from ybiyri_tui.screens.worksheets.proposals import ProposalsScreen

        self.app.push_screen(ProposalsScreen(self.pilot, self._worksheet))
