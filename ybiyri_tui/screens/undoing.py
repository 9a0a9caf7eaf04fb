"""Undo and redo on any screen of a pilot, told in words."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.binding import Binding

from playbook.errors import ChangedElsewhere
from ybiyri_tui.screens.base import WorkScreen

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

View = TypeVar("View")

# To be put among the bindings of a screen, where they fit in its line of keys.
UNDO_KEYS: tuple[Binding, ...] = (
    Binding("u", "undo", "undo", id="undo", tooltip="take back your newest change"),
    Binding("U,ctrl+r", "redo", "redo", show=False, id="redo", tooltip="do again what was taken back"),
)


class UndoableScreen(WorkScreen[View], Generic[View]):
    """Takes back this person's newest change to the pilot, whichever screen it was made on."""

    # Set after a change that cannot be taken back, so that the next undo goes on with the one before it.
    _skip_changed = False

    @property
    @abstractmethod
    def pilot_id(self) -> int | None:
        """The pilot whose changes are meant; None while it is not known."""

    async def read_again(self) -> View | None:
        """Reads the record, and brings back what was typed about its pilot and never saved."""
        view = await super().read_again()
        if view is not None and self.pilot_id is not None:
            self.ybiyri.recall_drafts(self.pilot_id)
        return view

    def action_undo(self) -> None:
        """Takes back the newest change."""
        self._start(redo=False)

    def action_redo(self) -> None:
        """Does again what was taken back last."""
        self._start(redo=True)

    def _start(self, *, redo: bool) -> None:
        if self.pilot_id is not None:
            self.app.run_worker(self._reverse(self.pilot_id, redo=redo), group="save")

    async def _reverse(self, pilot_id: int, *, redo: bool) -> bool:
        skip = self._skip_changed
        self._skip_changed = False

        def work(context: Context) -> str | None:
            from ybiyri_tui.usecases.history import changes

            reverse = changes.redo if redo else changes.undo
            line = reverse(context, pilot_id, skip_changed=skip)
            return line.what if line else None

        try:
            what = await self.ybiyri.desk.do(work)
        except ChangedElsewhere as error:
            self._skip_changed = True
            self.app.notify(
                f"{error} Press it again to go on with the one before.", severity="warning", timeout=10, markup=False
            )
            return False
        except Exception as error:
            self.ybiyri.tell(error)
            return False
        self.app.notify(_told(what, redo=redo), timeout=6, markup=False)
        if not self.is_left:
            self.reload()
        return True


def _told(what: str | None, *, redo: bool) -> str:
    if what is None:
        return "There is nothing to do again." if redo else "There is nothing of yours to take back."
    return f"Done again: {what.removeprefix('done again: ')}" if redo else f"Taken back: {what}"
