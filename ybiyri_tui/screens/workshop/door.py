"""At the door: exactly what leaves the room, and the two files it is written to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.workshop.room_screen import RoomScreen
from ybiyri_tui.widgets.folding import Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.room.room_page import Room


class DoorScreen(RoomScreen):
    """Nothing is written before the room has seen it."""

    CSS_PATH = "door.tcss"
    WHERE = "At the door"
    HELP = """
This is, word for word, what leaves the room: notes that may leave as Markdown, and steps and promises as a table (CSV) that any spreadsheet opens.

e writes both files into a folder that you name; no file is replaced. o ends the workshop; notes and answers stay where they are.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "write", "write both files", id="door.write"),
        Binding("o", "end", "over", id="door.end", tooltip="end the workshop"),
        Binding("down,j", "scroll(1)", "scroll", key_display="↓", tooltip="line down"),
        Binding("up,k", "scroll(-1)", "scroll", key_display="↑", tooltip="line up"),
        Binding("space,pagedown", "turn(1)", "page", show=False, tooltip="page down"),
        Binding("b,pageup", "turn(-1)", "page", show=False, tooltip="page up"),
        Binding("escape,left", "dismiss", "back", key_display="esc", id="door.back"),
    ]

    def compose_content(self) -> Iterable[Widget]:
        """What was written, then what would be."""
        with VerticalScroll(id="door", can_focus=False):
            yield Static("", id="done", markup=False, classes="-empty")
            yield Static("", id="leaving")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a workshop that is under way can be ended."""
        if action == "end" and (self.room is None or self.room.under_way is None):
            return False
        return super().check_action(action, parameters)

    def paint(self, room: Room) -> None:
        """Both files as they would be written now."""
        from ybiyri_tui.reports.room.at_the_door import door_actions, door_names, door_notes

        over = "" if room.under_way else "over"
        self.entitle("At the door", over or "what leaves the room")
        notes, actions = door_names(room)
        lines = [
            *_file(notes, door_notes(room)),
            Content(""),
            *_file(actions, door_actions(room)),
        ]
        self.query_one("#leaving", Static).update(Stack(lines))
        self.refresh_bindings()

    @work(group="dialog", exclusive=True)
    async def action_write(self) -> None:
        """Asks for a folder and writes both files into it."""
        room = self.room
        if room is None:
            return
        ask = AskScreen(
            "Into which folder?",
            field=f"{room.pilot.id} door folder",
            value=str(Path.cwd()),
            note="Two files are written; none is replaced.",
            check=_folder_remark,
        )
        folder = await self.app.push_screen_wait(ask)
        if folder is None:
            return

        def write(context: Context) -> tuple[Path, Path]:
            from ybiyri_tui.reports.room.at_the_door import write_door
            from ybiyri_tui.usecases.room.room_page import read_room

            return write_door(read_room(context, room.pilot.id), Path(folder).expanduser())

        try:
            notes, actions = await self.ybiyri.desk.do(write)
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            self.ybiyri.drafts.let_go(f"{room.pilot.id} door folder")
            done = self.query_one("#done", Static)
            done.update(shown(f"Written: {notes} and {actions.name}"))
            done.remove_class("-empty")

    @work(group="dialog", exclusive=True)
    async def action_end(self) -> None:
        """Ends the workshop."""
        question = "Is this workshop over?"
        note = "Answers, notes and steps stay. The next workshop begins with new ones."
        if self.room is not None and await self.app.push_screen_wait(
            ConfirmScreen(question, note=note, yes="it is over")
        ):
            pilot_id = self.room.pilot.id

            def write(context: Context) -> None:
                from ybiyri_tui.usecases.room.workshops import end_workshop

                end_workshop(context, pilot_id)

            self.save(write, "The workshop is over.")

    def action_scroll(self, lines: int) -> None:
        """Scrolls by lines."""
        self.query_one("#door").scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scrolls by pages."""
        door = self.query_one("#door")
        door.scroll_relative(y=pages * max(1, door.size.height - 1), animate=False)


def _file(name: str, text: str) -> Iterable[Content]:
    yield Content.styled(shown(name), "bold $secondary")
    yield from (Content(shown(line)) for line in text.splitlines())


def _folder_remark(text: str) -> str:
    try:
        if text and Path(text).expanduser().is_dir():
            return ""
    except (OSError, RuntimeError, ValueError):
        pass
    raise ProgramError("There is no such folder; name one that exists.")
