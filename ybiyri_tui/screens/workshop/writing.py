"""A line at the bottom of a screen for writing; what is being typed into it survives a killed terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.widget import Widget

from ybiyri_tui.screens.workshop.room_screen import RoomScreen
from ybiyri_tui.widgets.fields.capture_line import CaptureLine

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

Saved = TypeVar("Saved")


class WritingScreen(RoomScreen):
    """Keeps every text as a draft until it is saved; `ROLE` tells the drafts of one screen from those of another."""

    ROLE: ClassVar[str] = "room"
    AUTO_FOCUS = ""
    _capture: CaptureLine | None = None

    def compose_content(self) -> Iterable[Widget]:
        """What the screen shows; the line for writing below it."""
        yield from self.compose_room()
        self._capture = CaptureLine(id="capture")
        yield self._capture

    def compose_room(self) -> Iterable[Widget]:
        """What stands above the line."""
        return ()

    async def on_unmount(self) -> None:
        """Keeps what is being typed when the program is left."""
        line = self._capture
        text = line.untold if line else None
        if line is not None and text is not None and self.room is not None:
            await self._keeping(self._draft_writer(self.room.pilot.id, line.field, text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is being written no other key acts."""
        if self._capture is not None and self._capture.is_open:
            return False
        return super().check_action(action, parameters)

    @property
    def capture(self) -> CaptureLine:
        """The line for writing."""
        if self._capture is None:
            raise AssertionError("the line is there once the screen is composed")
        return self._capture

    @property
    def today(self) -> date:
        """The day where the room is."""
        return self.now().astimezone().date()

    async def ask(
        self, label: str, field: str, *, check: Callable[[str], str], closes: bool, note: str = ""
    ) -> str | None:
        """Asks for a line in which what was typed before and not saved stands already; None if it was left."""
        self.call_later(self._repaint)
        text = await self.capture.ask(
            label, field=field, value=self.draft(field), note=note, check=check, closes=closes
        )
        self._repaint()
        return text

    def _repaint(self) -> None:
        """What is being typed is no longer told of as unsaved, and what was left is."""
        if self.room is not None and not self.is_left:
            self.paint(self.room)

    async def saved(self, field: str, text: str, write: Callable[[Context, int], Saved]) -> Saved | None:
        """Writes what was typed; if that fails the text is kept, and stands in the line when it is asked for again."""
        if self.room is None:
            return None
        pilot_id = self.room.pilot.id
        self.ybiyri.drafts[self._key(field)] = text
        try:
            saved = await self.ybiyri.desk.do(lambda context: write(context, pilot_id))
        except Exception as error:
            self.ybiyri.tell(error)
            return None
        self.ybiyri.drafts.pop(self._key(field), None)
        self.room = self.room.without_draft(field)
        self.reload()
        return saved

    @on(CaptureLine.Typed)
    def _keep(self, event: CaptureLine.Typed) -> None:
        """Keeps what is being typed, in the file as well."""
        if self.room is None or not (event.left or self.capture.field == event.field):
            return  # it was saved meanwhile
        pilot_id, field, text = self.room.pilot.id, event.field, event.text
        self.ybiyri.drafts[self._key(field)] = text

        self.run_worker(self._keeping(self._draft_writer(pilot_id, field, text)), group="draft")

    def _draft_writer(self, pilot_id: int, field: str, text: str) -> Callable[[Context], None]:
        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.drafting import keep_draft

            keep_draft(context, pilot_id, field, text)

        return write

    async def _keeping(self, write: Callable[[Context], None]) -> None:
        try:
            await self.ybiyri.desk.do(write)
        except Exception as error:
            self.ybiyri.tell(error)

    def field(self, kind: str, question_id: str | None) -> str:
        """The name under which a draft of this kind is kept at a question."""
        return f"{self.ROLE} {kind} {question_id or ''}".rstrip()

    def _key(self, field: str) -> str:
        return f"{self.room.pilot.id if self.room else ''} {field}"

    def draft(self, field: str) -> str:
        """What was typed and not saved, in this terminal or in one that was killed."""
        here = self.ybiyri.drafts.get(self._key(field))
        if here is not None:
            return here
        return self.room.drafts.get(field, "") if self.room else ""
