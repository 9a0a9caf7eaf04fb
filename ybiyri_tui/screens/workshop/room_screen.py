"""What all screens of a workshop share: they follow what the other terminal writes, and show a key's effect at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ybiyri_tui.screens.undoing import UndoableScreen
from ybiyri_tui.screens.workshop.place import Place

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.room.room_page import Room

LOOK_EVERY = 0.5
"""Seconds between two looks at whether another terminal has written."""


class RoomScreen(UndoableScreen["Room"]):
    """Shows a room; `room` is what is on disk together with what is on its way there.

    A change is painted before it is written, because twelve people watch. If it cannot be written that is told, and
    what is on disk is shown again.
    """

    def __init__(self, pilot: Pilot | None = None) -> None:
        super().__init__()
        self._pilot = pilot
        self.room: Room | None = None
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._on_the_way = 0
        self._looking = False
        self._lost = False
        self._place = Place("", "")

    def on_mount(self) -> None:
        """Begins to follow."""
        self.set_interval(LOOK_EVERY, self._look)

    def fetch(self, context: Context) -> Room:
        """Reads the room; from now on the clock is that of the context."""
        from ybiyri_tui.usecases.pilot.pilots import choose_pilot
        from ybiyri_tui.usecases.room.room_page import read_room

        self.now = context.now
        if self._pilot is None:
            self._pilot = choose_pilot(context, None)
        return read_room(context, self._pilot.id)

    @property
    def pilot_id(self) -> int | None:
        """The pilot whose workshop it is."""
        return self._pilot.id if self._pilot else None

    def show(self, view: Room) -> None:
        """Shows what is on disk, unless something newer is on its way there."""
        if not self._on_the_way:
            self.room = view
            self.paint(view)

    def retitle(self, found: Place) -> None:
        """Says where the room is; nothing is drawn while that stays the same."""
        if (found.title, found.progress) != (self._place.title, self._place.progress):
            self.entitle(found.title, found.progress)
        self._place = found

    @abstractmethod
    def paint(self, room: Room) -> None:
        """Puts the room on the screen."""

    def put(self, room: Room, write: Callable[[Context, int], object]) -> None:
        """Shows a changed room at once and has the change written."""
        pilot_id = room.pilot.id
        self.room = room
        self.paint(room)

        def change(context: Context) -> bool:
            write(context, pilot_id)
            return True

        self.save(self.after_painting(change))

    async def _save(self, change: Callable[[Context], object], done: str, draft: str) -> bool:
        self._on_the_way += 1
        try:
            return await super()._save(change, done, draft)
        finally:
            self._on_the_way -= 1

    def after_saving(self, written: object) -> None:
        """What was painted already is read with the next look; what could not be saved is taken off the screen."""
        if written is not True:
            self.reload()

    def _look(self) -> None:
        if self.is_current and self.view is not None and not (self._looking or self._on_the_way):
            self.run_worker(self._look_again(), group="look")

    async def _look_again(self) -> None:
        self._looking = True
        try:
            stamp = await self.ybiyri.desk.do(lambda context: context.workspace.stamp())
        except Exception as error:
            if not self._lost:
                self.ybiyri.tell(error)
            self._lost = True
        else:
            self._lost = False
            if self.view is not None and stamp != self.view.stamp:
                self.reload()
        finally:
            self._looking = False
