"""Choosing what to talk about: dots are counted, the survey's lowest topics stand beside them, the room takes three."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from playbook.room import workshop as rules
from playbook.room.workshop import MAX_DOTS
from ybiyri_tui.screens.workshop.room_screen import RoomScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import CarefulList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import counted, plain_glyphs

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.room.choosing import Candidate, Choosing, LowTopic
    from ybiyri_tui.usecases.room.room_page import Room

TITLE_WIDTH = 28
MOST_DRAWN = 12


class Objections(CarefulList):
    """Enter begins with what is chosen; digits count dots."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "talk about these", id="choosing.begin", tooltip="talk about what is chosen"),
    ]


class ChoosingScreen(RoomScreen):
    """What is chosen follows the dots until somebody chooses by hand."""

    CSS_PATH = "choosing.tcss"
    WHERE = "What shall we talk about?"
    HELP = """
Read out what people say, in the words of those who say it. Everybody has three dots, also three on one. Type how many dots each has; the three with most are chosen by themselves, and the lowest topics of a survey decide where dots are equal.

space takes something in or out by hand, in the order in which it is talked about; r goes back to what the dots say. Enter begins, or goes on where you were.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "digit(0)", "dots", key_display="0–9", tooltip="how many dots"),
        *(
            Binding(str(digit), f"digit({digit})", "dots", show=False, tooltip="how many dots")
            for digit in range(1, 10)
        ),
        Binding("backspace", "erase", "dots", show=False, tooltip="the last digit away"),
        Binding("space", "in_or_out", "in or out", key_display="space", id="choosing.toggle", tooltip="choose by hand"),
        Binding("r", "follow_dots", "by dots", id="choosing.follow", tooltip="choose what the dots say"),
        Binding("escape", "dismiss", "back", id="choosing.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot)
        self._low_topics: tuple[LowTopic, ...] = ()
        self._by_hand: list[str] | None = None
        self._typing: str | None = None

    def compose_content(self) -> Iterable[Widget]:
        """The list, and where the survey's figures come from."""
        yield Objections(id="objections", compact=True)
        yield Static("", id="remark", markup=False)

    def on_mount(self) -> None:
        """Ready for keys."""
        super().on_mount()
        self.query_one(Objections).focus()

    def fetch(self, context: Context) -> Room:
        """The room, and the survey's lowest topics."""
        from ybiyri_tui.usecases.room.choosing import choosing

        self.now = context.now
        found = choosing(context, self.pilot_id or 0)
        self._low_topics = found.low_topics
        return found.room

    def paint(self, room: Room) -> None:
        """The objections with their dots, and a number before what is chosen."""
        found = self._found(room)
        chosen = self._chosen(found)
        self.entitle("What shall we talk about?", f"{len(chosen)} of {len(found.candidates)} chosen")
        options = [Option(_row(each, chosen), each.line.objection.id) for each in found.candidates]
        self.query_one(Objections).put(options)
        self.query_one("#remark", Static).update(_remark(found))

    def action_digit(self, digit: int) -> None:
        """Types a digit of the highlighted objection's number of dots."""
        objection_id = self.query_one(Objections).highlighted_id
        if objection_id is None:
            return
        more = self._dots(objection_id) if self._typing == objection_id else 0
        self._typing = objection_id
        self._count(objection_id, min(more * 10 + digit, MAX_DOTS))

    def action_erase(self) -> None:
        """Takes the last digit away."""
        objection_id = self.query_one(Objections).highlighted_id
        if objection_id is not None:
            self._typing = objection_id
            self._count(objection_id, self._dots(objection_id) // 10)

    def action_in_or_out(self) -> None:
        """Takes the highlighted objection in, at the end, or out."""
        objection_id = self.query_one(Objections).highlighted_id
        if self.room is None or objection_id is None:
            return
        chosen = list(self._chosen(self._found(self.room)))
        if objection_id in chosen:
            chosen.remove(objection_id)
        else:
            chosen.append(objection_id)
        self._by_hand = chosen
        self.paint(self.room)

    def action_follow_dots(self) -> None:
        """Chooses what the dots say."""
        self._by_hand = []
        if self.room is not None:
            self._by_hand = list(self._found(self.room).suggested)
            self.paint(self.room)
            self._by_hand = None

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id != self._typing:
            self._typing = None

    @on(OptionList.OptionSelected)
    @work(group="dialog", exclusive=True)
    async def _begin(self) -> None:
        """Talks about what is chosen."""
        if self.room is None:
            return
        chosen, pilot = self._chosen(self._found(self.room)), self.room.pilot

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.workshops import choose_objections

            choose_objections(context, pilot.id, chosen)

        try:
            await self.ybiyri.desk.do(write)
        except Exception as error:
            self.ybiyri.tell(error)
            return
        from ybiyri_tui.screens.workshop.question import QuestionScreen

        self.app.switch_screen(QuestionScreen(pilot))

    def _found(self, room: Room) -> Choosing:
        from ybiyri_tui.usecases.room.choosing import with_room

        return with_room(room, self._low_topics)

    def _chosen(self, found: Choosing) -> tuple[str, ...]:
        """What was chosen by hand, else what is talked about already, else what the dots say."""
        if self._by_hand is not None:
            return tuple(self._by_hand)
        workshop = found.room.under_way
        return (workshop.objections if workshop else ()) or found.suggested

    def _dots(self, objection_id: str) -> int:
        workshop = self.room.under_way if self.room else None
        return workshop.dots_of(objection_id) if workshop else 0

    def _count(self, objection_id: str, count: int) -> None:
        if self.room is None:
            return

        def write(context: Context, pilot_id: int) -> None:
            from ybiyri_tui.usecases.room.workshops import count_dots

            count_dots(context, pilot_id, objection_id, count)

        workshop = self.room.under_way
        if workshop is None:
            self.save(lambda context: write(context, self.pilot_id or 0))
        else:
            self.put(self.room.with_workshop(rules.count_dots(workshop, objection_id, count)), write)


def _row(found: Candidate, chosen: tuple[str, ...]) -> Visual:
    objection = found.line.objection
    number = chosen.index(objection.id) + 1 if objection.id in chosen else 0
    box = f" [{number or ' '}] "
    dot = "*" if plain_glyphs() else "●"
    dots = f"{dot * min(found.dots, MOST_DRAWN)} {found.dots}" if found.dots else ""
    title = Content.styled(f"{objection.number} {shown(objection.title):<{TITLE_WIDTH}}", "bold" if number else "")
    lines: list[Visual] = [Hanging(box, Content.assemble(title, "  ", (dots, "bold $primary")))]
    if found.low_topics:
        low = "; ".join(f"{shown(topic.title)}, {_share(topic)} content" for topic in found.low_topics)
        lines.append(Hanging("       ", Content.styled(f"low in the survey: {low}", "$secondary")))
    return Stack(lines)


def _share(topic: LowTopic) -> str:
    from ybiyri_tui.reports.pilot.contradictions import share_words

    return share_words(topic.entry)


def _remark(found: Choosing) -> str:
    lost = [topic for topic in found.low_topics if not topic.objections]
    told = "; ".join(f"{shown(topic.title)}, {_share(topic)} content" for topic in lost)
    dots = sum(each.dots for each in found.candidates)
    parts = [f"{counted(dots, 'dot')} counted" if dots else "Type how many dots each has."]
    return ". ".join([*parts, *([f"Also low in the survey: {told}"] if told else [])])
