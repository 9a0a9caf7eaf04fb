"""The pilots of the workspace, to choose one or to create another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import RecordScreen
from ybiyri_tui.widgets.choice_list import ChoiceList
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilots import PilotLine


class PilotsScreen(RecordScreen["tuple[PilotLine, ...]", "int | None"]):
    """Answers with the id of the pilot to open, or None when it was left.

    With `must_choose` there is no way back without one, because nothing is open yet.
    """

    CSS_PATH = "pilots.tcss"
    WHERE = "Pilots"
    HELP = """
One line for each pilot of this file: the team, how far it is, and how many of the must-haves before its next phase are open. Enter opens it; it is then also the one that commands use.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", "new pilot", id="pilots.new"),
        Binding("escape", "leave", "back", id="pilots.back"),
        Binding("q", "app.quit", "quit", show=False, id="pilots.quit"),
    ]

    def __init__(self, *, must_choose: bool = False) -> None:
        super().__init__()
        self._must_choose = must_choose
        self._form_shown = False

    def compose_content(self) -> Iterable[Widget]:
        """The list, or what to do without one."""
        yield ChoiceList(id="pilots", compact=True)
        yield Static("", id="empty", markup=False)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be nothing to go back to."""
        if action == "leave":
            return not self._must_choose
        return super().check_action(action, parameters)

    def fetch(self, context: Context) -> tuple[PilotLine, ...]:
        """All pilots."""
        from ybiyri_tui.usecases.pilots import pilot_lines

        return pilot_lines(context)

    def show(self, view: tuple[PilotLine, ...]) -> None:
        """Lists the pilots; without any, the form comes by itself."""
        pilots = self.query_one(ChoiceList)
        highlighted = pilots.highlighted
        pilots.set_options(Option(_line(line), str(line.pilot.id)) for line in view)
        current = next((index for index, line in enumerate(view) if line.is_current), 0)
        pilots.highlighted = (current if highlighted is None else highlighted) if view else None
        self.query_one("#empty", Static).update("" if view else "There is no pilot in this file yet; n creates one.")
        if not view and not self._form_shown:
            self.action_create()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))

    def action_create(self) -> None:
        """Opens the form; a new pilot is opened at once."""
        from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen

        self._form_shown = True
        self.app.push_screen(NewPilotScreen(), self._created)

    def action_leave(self) -> None:
        """Goes back to the pilot that is open."""
        self.dismiss(None)

    def _created(self, pilot_id: int | None) -> None:
        if pilot_id is not None:
            self.dismiss(pilot_id)


def _line(line: PilotLine) -> Visual:
    pilot = line.pilot
    name = Content.assemble((shown(pilot.name), "bold"), ("  open now" if line.is_current else "", "$primary"))
    open_words = f"{line.open_must_haves} of {line.due_must_haves} must-haves open"
    details = f"{shown(pilot.team)} · step {pilot.phase.step} of 5, {pilot.phase.value} · {open_words}"
    lines = [
        Hanging(" ", name),
        *(Hanging("   ", Content.styled(text, "$secondary")) for text in (details, shown(pilot.mission))),
    ]
    return Stack([*lines, Content("")])
