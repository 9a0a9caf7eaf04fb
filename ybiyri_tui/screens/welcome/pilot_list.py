"""A list of pilots in which one finds, orders and chooses; made for one pilot as for a thousand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import RecordScreen
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import counted, short_day

if TYPE_CHECKING:
    from ybiyri_tui.usecases.pilot.listing import Order, PilotLine

BRIEF_FROM = 12
"""With more pilots an entry takes two lines, and they are counted above the list."""


class FindInput(Input):
    """Arrows move in the list below while one types; enter opens what is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "open", id="pilots.open"),
        Binding("down", "screen.move(1)", "choose", key_display="↓", tooltip="next one"),
        Binding("up", "screen.move(-1)", "choose", key_display="↑", tooltip="one before"),
    ]


class PilotListScreen(RecordScreen["tuple[PilotLine, ...]", "int | None"]):
    """Answers with the id of the pilot that was chosen, or None when it was left."""

    CSS_PATH = "pilots.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "find", key_display="/", id="pilots.find", tooltip="find pilots while you type"),
        Binding("o", "turn_order", "order", id="pilots.order", tooltip="another order: name, phase, open, unchanged"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._order: Order | None = None

    def compose_content(self) -> Iterable[Widget]:
        """The list, or what to do without one."""
        yield FindInput(placeholder="words of the name, the team, the mission, or a phase", compact=True)
        yield Static("", id="counts", markup=False)
        yield Static("", id="empty", markup=False)
        yield ChoiceList(id="pilots", compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    def show(self, view: tuple[PilotLine, ...]) -> None:  # noqa: ARG002
        """Lists the pilots."""
        self.list_pilots()

    def tell_empty(self, sentence: str) -> None:
        """Says what to do where there is no pilot; nothing if the sentence is empty."""
        empty = self.query_one("#empty", Static)
        empty.update(sentence)
        empty.display = bool(sentence)

    def list_pilots(self) -> None:
        """Those that were looked for, in the order that was chosen; the one that is open is highlighted first."""
        from ybiyri_tui.usecases.pilot.listing import Order, narrowed, ordered

        view, pilots, typed = self.view or (), self.query_one(ChoiceList), self.query_one(FindInput).value
        order = self._order or Order.CREATED
        lines = ordered(narrowed(view, typed), order)
        brief, current = len(view) > BRIEF_FROM, next((line for line in lines if line.is_current), None)
        first = str(current.pilot.id) if current and not pilots.option_count else None
        pilots.put([Option(_line(line, brief=brief), str(line.pilot.id)) for line in lines], first)
        counts = self.query_one("#counts", Static)
        counts.display = brief or bool(typed.strip())
        counts.update(_counts(view, lines, order))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))

    def action_find(self) -> None:
        """Shows the line to type in."""
        self.query_one(FindInput).display = True
        self.query_one(FindInput).focus()

    def action_turn_order(self) -> None:
        """Lists them in the next order."""
        from ybiyri_tui.usecases.pilot.listing import ORDER_WORDS, Order

        orders = list(Order)
        self._order = orders[(orders.index(self._order or Order.CREATED) + 1) % len(orders)]
        self.list_pilots()
        self.query_one(ChoiceList).highlighted = 0 if self.view else None
        self.notify(f"{ORDER_WORDS[self._order].capitalize()}.", timeout=2, markup=False)

    def action_move(self, step: int) -> None:
        """Moves in the list while one types."""
        pilots = self.query_one(ChoiceList)
        if step > 0:
            pilots.action_cursor_down()
        else:
            pilots.action_cursor_up()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.list_pilots()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(ChoiceList).action_select()

    def action_leave(self) -> None:
        """Leaves the line that is typed in, or goes back without choosing."""
        find = self.query_one(FindInput)
        if find.display:
            find.value, find.display = "", False
            self.query_one(ChoiceList).focus()
        else:
            self.dismiss(None)

    @property
    def highlighted(self) -> PilotLine | None:
        """The pilot that is highlighted."""
        key = self.query_one(ChoiceList).highlighted_id
        return next((line for line in self.view or () if str(line.pilot.id) == key), None)


def _line(line: PilotLine, *, brief: bool) -> Visual:
    pilot = line.pilot
    name = Content.assemble((shown(pilot.name), "bold"), ("  open now" if line.is_current else "", "$primary"))
    details = [
        shown(pilot.team),
        pilot.phase.value if brief else f"step {pilot.phase.step} of 5, {pilot.phase.value}",
        f"{line.open_must_haves} of {line.due_must_haves} must-haves open",
        *([f"changed {short_day(line.changed_on)}"] if brief and line.changed_on else []),
        *([f"archived {short_day(pilot.archived_on)}"] if pilot.archived_on else []),
    ]
    below = [" · ".join(details), *([] if brief else [shown(pilot.mission)])]
    lines = [Hanging(" ", name), *(Hanging("   ", Content.styled(text, "$secondary")) for text in below)]
    return Stack([*lines, *([] if brief else [Content("")])])


def _counts(view: Collection[PilotLine], lines: Collection[PilotLine], order: Order) -> Visual:
    from ybiyri_tui.usecases.pilot.listing import ORDER_WORDS, counted_phases

    phases = [f"{phase.value} {count}" for phase, count in counted_phases(lines).items() if count]
    found = f"{len(lines)} of {counted(len(view), 'pilot')}" if len(lines) < len(view) else counted(len(view), "pilot")
    parts = [found, *phases, ORDER_WORDS[order]]
    return Flow([*(Content(f"{part} ·") for part in parts[:-1]), Content(parts[-1])], gap=1)
