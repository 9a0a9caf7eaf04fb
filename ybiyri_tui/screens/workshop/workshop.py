"""The pages of a workshop: what to do a week ahead, half an hour before, in the room, and at the door."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from playbook.room.workshop import WorkshopState
from ybiyri_tui.screens.sizes import is_compact
from ybiyri_tui.screens.workshop.room_screen import RoomScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import near_day

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.usecases.room.room_page import Room

BLANK = Content("")
PAGES = {
    "invitation": ("Invitation", "a week ahead: a text to send"),
    "bring-list": ("What to bring", "a week ahead: who has what"),
    "agenda": ("Agenda", "two hours, for everybody"),
    "run-sheet": ("Run sheet", "on paper, for you alone"),
    "check-room": ("Check the room", "half an hour before"),
    "mission": ("The mission on one page", "what the team reads out"),
    "models": ("The two models on one page", "who builds, runs, is called"),
}
BEFORE, IN_THE_ROOM = tuple(PAGES)[:5], tuple(PAGES)[5:]
LABEL_WIDTH = 28


class WorkshopScreen(RoomScreen):
    """Opens where the workshop is."""

    CSS_PATH = "workshop.tcss"
    WHERE = "Workshop"
    HELP = """
A workshop has four parts. A week ahead the invitation and the list of what to bring go out; half an hour before, the room is checked. In the room you choose what to talk about, and go through it one question at a time. At the end everything is read back, and only what the room lets go leaves it.

For a scribe with notes on how to ask, run `ybiyri follow` in a second terminal; it stays in step with this one. Close this program whenever you like: it goes on where you were.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "back", id="workshop.leave")]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot)
        self._opened = False

    def compose_content(self) -> Iterable[Widget]:
        """The list of pages."""
        yield ChoiceList(id="pages", compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        super().on_mount()
        self.query_one(ChoiceList).focus()

    def paint(self, room: Room) -> None:
        """The pages, with what has been done."""
        self.entitle(f"Workshop · {shown(room.pilot.name)}", _state(room))
        compact = is_compact(self.app.size)
        options = [
            _heading("Before", compact=True),
            *(_option(name, *PAGES[name]) for name in BEFORE),
            _heading("In the room", compact=compact),
            *(_option(name, *PAGES[name]) for name in IN_THE_ROOM),
            _option("choose", "Choose what to talk about", _chosen(room)),
            _option("questions", "One question at a time", _questions(room)),
            _heading("At the end", compact=compact),
            _option("read-back", "Read back", _written(room)),
            _option("door", "At the door", "what leaves, as two files"),
        ]
        self.query_one(ChoiceList).put(options, None if self._opened else _next(room))
        self._opened = True

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        room = self.room
        if room is None or event.option_id is None:
            return
        if event.option_id in ("questions", "read-back", "door") and not (room.workshop and room.workshop.agenda):
            self.notify("Choose what to talk about first.", markup=False)
            return
        self.app.push_screen(_screen(event.option_id, room.pilot))


def _screen(name: str, pilot: Pilot) -> Screen[None]:
    from ybiyri_tui.screens.workshop.check_room import CheckRoomScreen
    from ybiyri_tui.screens.workshop.choosing import ChoosingScreen
    from ybiyri_tui.screens.workshop.door import DoorScreen
    from ybiyri_tui.screens.workshop.page import PageScreen, RunSheetScreen
    from ybiyri_tui.screens.workshop.question import QuestionScreen
    from ybiyri_tui.screens.workshop.read_back import ReadBackScreen

    screens: dict[str, Callable[[Pilot], Screen[None]]] = {
        "check-room": CheckRoomScreen,
        "run-sheet": RunSheetScreen,
        "choose": ChoosingScreen,
        "questions": QuestionScreen,
        "read-back": ReadBackScreen,
        "door": DoorScreen,
    }
    return screens[name](pilot) if name in screens else PageScreen(pilot, name)


def _next(room: Room) -> str:
    """What to do next."""
    workshop = room.under_way
    if workshop is None:
        return "door" if room.workshop else "invitation"
    return {
        WorkshopState.CHOOSING: "choose",
        WorkshopState.TALKING: "questions",
        WorkshopState.READING_BACK: "read-back",
    }[workshop.state]


def _state(room: Room) -> str:
    workshop = room.workshop
    if workshop is None:
        return "not begun"
    day = near_day(workshop.started_on, room.today)
    return f"of {day}, over" if workshop.state is WorkshopState.OVER else f"of {day}, under way"


def _chosen(room: Room) -> str:
    workshop = room.under_way
    if workshop is None or not workshop.agenda:
        return "dots and lowest topics"
    found = (room.objection(objection_id) for objection_id in workshop.objections)
    return "chosen: " + ", ".join(str(line.objection.number) for line in found if line)


def _questions(room: Room) -> str:
    workshop = room.under_way
    if workshop is None or not workshop.agenda:
        return "for the projector"
    if workshop.question_id is None:
        return f"all {len(workshop.agenda)} talked about"
    return f"at {workshop.position + 1} of {len(workshop.agenda)}"


def _written(room: Room) -> str:
    from ybiyri_tui.screens.workshop.question_lines import note_counts

    return note_counts(room) if room.notes or room.promises else "what was found, who does what"


def _heading(text: str, *, compact: bool) -> Option:
    line = Content.styled(f" {text}", "bold $secondary")
    return Option(line if compact else Stack([BLANK, line]), disabled=True)


def _option(name: str, title: str, what: str) -> Option:
    return Option(_line(title, what), name)


def _line(title: str, what: str) -> Visual:
    return Hanging(f"   {title:<{LABEL_WIDTH}}", Content.styled(what, "$secondary"))
