"""The pilots of the workspace, to choose one or to create another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.base import RecordScreen
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import short_day

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.listing import PilotLine


class PilotsScreen(RecordScreen["tuple[PilotLine, ...]", "int | None"]):
    """Answers with the id of the pilot to open, or None when it was left.

    With `must_choose` there is no way back without one, because nothing is open yet.
    """

    CSS_PATH = "pilots.tcss"
    WHERE = "Pilots"
    HELP = """
One line for each pilot of this file: the team, how far it is, and how many of the must-haves before its next phase are open. Enter opens it; it is then also the one that commands use.

r shows all pilots beside each other. D starts another one with the set-up of the highlighted one: mission, and who sees to which must-have; nothing that was found, promised or said. A puts a pilot away, and takes it out again; nothing of it is lost. v shows those that were put away too.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", "new pilot", id="pilots.new"),
        Binding("r", "rollup", "all at once", id="pilots.rollup", tooltip="all pilots beside each other"),
        Binding("D", "duplicate", "duplicate", id="pilots.duplicate", tooltip="new pilot with this one's set-up"),
        Binding("A", "archive", "archive", id="pilots.archive", tooltip="put it away, or take it out again"),
        Binding("v", "turn_archived", "archived", show=False, id="pilots.archived", tooltip="also archived, or not"),
        Binding("escape", "leave", "back", id="pilots.back"),
        Binding("q", "app.quit", "quit", show=False, id="pilots.quit"),
    ]

    def __init__(self, *, must_choose: bool = False) -> None:
        super().__init__()
        self._must_choose = must_choose
        self._form_shown = False
        self._archived = False

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
        from ybiyri_tui.usecases.pilot.listing import pilot_lines

        return pilot_lines(context, archived=self._archived)

    def show(self, view: tuple[PilotLine, ...]) -> None:
        """Lists the pilots; without any, the form comes by itself."""
        pilots = self.query_one(ChoiceList)
        highlighted = pilots.highlighted
        pilots.set_options(Option(_line(line), str(line.pilot.id)) for line in view)
        current = next((index for index, line in enumerate(view) if line.is_current), 0)
        pilots.highlighted = (current if highlighted is None else highlighted) if view else None
        self.query_one("#empty", Static).update("" if view else "There is no pilot in this file yet; n creates one.")
        if not view and not self._form_shown and not self._archived:
            self.action_create()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))

    def action_create(self) -> None:
        """Opens the form; a new pilot is opened at once."""
        from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen

        self._form_shown = True
        self.app.push_screen(NewPilotScreen(), self._created)

    def action_rollup(self) -> None:
        """Shows all pilots beside each other; one that is chosen there is opened."""
        from ybiyri_tui.screens.rollup.rollup import RollupScreen

        self.app.push_screen(RollupScreen(), self._created)

    def action_turn_archived(self) -> None:
        """Also those that were put away, or not."""
        self._archived = not self._archived
        self.reload()

    @work(group="dialog", exclusive=True)
    async def action_duplicate(self) -> None:
        """Starts another pilot with the set-up of the highlighted one."""
        line = self._highlighted
        if line is None:
            return
        field = f"{line.pilot.id} duplicate"
        note = f"It gets the mission of {line.pilot.name}, its money lost per hour, and who sees to which must-have."
        ask = AskScreen("What is the new pilot called?", field=field, value="", note=note, check=_named)
        name = await self.app.push_screen_wait(ask)
        if name is not None:
            self.save(_duplicating(line.pilot.id, name), f"There is a pilot {name} now.", draft=field)

    @work(group="dialog", exclusive=True)
    async def action_archive(self) -> None:
        """Puts the highlighted pilot away, or takes it out again."""
        line = self._highlighted
        if line is None:
            return
        away = line.pilot.archived_on is None
        if away:
            question = f"Put {line.pilot.name} away?"
            note = "Nothing of it is lost; v shows it here, and A takes it out again."
            if not await self.app.push_screen_wait(ConfirmScreen(question, note=note, yes="put it away")):
                return
        self.save(_archiving(line.pilot.id, away), "It is put away." if away else "It is back.")

    @property
    def _highlighted(self) -> PilotLine | None:
        key = self.query_one(ChoiceList).highlighted_id
        return next((line for line in self.view or () if str(line.pilot.id) == key), None)

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
    archived = f" · archived {short_day(pilot.archived_on)}" if pilot.archived_on else ""
    details = f"{shown(pilot.team)} · step {pilot.phase.step} of 5, {pilot.phase.value} · {open_words}{archived}"
    lines = [
        Hanging(" ", name),
        *(Hanging("   ", Content.styled(text, "$secondary")) for text in (details, shown(pilot.mission))),
    ]
    return Stack([*lines, Content("")])


def _named(text: str) -> str:
    if not text:
        raise ProgramError("A pilot needs a name.")
    return ""


def _duplicating(pilot_id: int, name: str) -> Callable[[Context], object]:
    def write(context: Context) -> None:
        from ybiyri_tui.usecases.pilot.pilot_setup import duplicate_pilot

        duplicate_pilot(context, pilot_id, name)

    return write


def _archiving(pilot_id: int, away: bool) -> Callable[[Context], object]:
    def write(context: Context) -> None:
        from ybiyri_tui.usecases.pilot.pilot_setup import archive_pilot, restore_pilot

        (archive_pilot if away else restore_pilot)(context, pilot_id)

    return write
