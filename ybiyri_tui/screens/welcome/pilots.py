"""The pilots of the workspace, to choose one or to create another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.welcome.pilot_list import FindInput, PilotListScreen

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.listing import PilotLine


class PilotsScreen(PilotListScreen):
    """Answers with the id of the pilot to open, or None when it was left.

    With `must_choose` there is no way back without one, because nothing is open yet.
    """

    WHERE = "Pilots"
    HELP = """
One entry for each pilot of this file: the team, how far it is, and how many of the must-haves before its next phase are open. Enter opens it; it is then also the one that commands use.

/ finds those in whose name, team, mission or phase every word stands that you type; o changes the order. P shows what all of them have in common. r shows all pilots beside each other. D starts another one with the set-up of the highlighted one: mission, and who sees to which must-have; nothing that was found, promised or said. A puts a pilot away, and takes it out again; nothing of it is lost. v shows those that were put away too.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", "new pilot", id="pilots.new"),
        Binding("r", "rollup", "all at once", id="pilots.rollup", tooltip="all pilots beside each other"),
        Binding("P", "portfolio", "together", id="pilots.portfolio", tooltip="what all pilots have in common"),
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be nothing to go back to."""
        if action == "leave":
            return not self._must_choose or self.query_one(FindInput).display
        return super().check_action(action, parameters)

    def fetch(self, context: Context) -> tuple[PilotLine, ...]:
        """All pilots."""
        from ybiyri_tui.usecases.pilot.listing import pilot_lines

        return pilot_lines(context, archived=self._archived)

    def show(self, view: tuple[PilotLine, ...]) -> None:
        """Lists the pilots; without any, the form comes by itself."""
        self.list_pilots()
        self.tell_empty("" if view else "There is no pilot in this file yet; n creates one.")
        if not view and not self._form_shown and not self._archived:
            self.action_create()

    def action_create(self) -> None:
        """Opens the form; a new pilot is opened at once."""
        from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen

        self._form_shown = True
        self.app.push_screen(NewPilotScreen(), self._created)

    def action_rollup(self) -> None:
        """Shows all pilots beside each other; one that is chosen there is opened."""
        from ybiyri_tui.screens.rollup.rollup import RollupScreen

        self.app.push_screen(RollupScreen(), self._created)

    def action_portfolio(self) -> None:
        """Shows what all pilots have in common; one that is chosen there is opened."""
        from ybiyri_tui.screens.portfolio.portfolio import PortfolioScreen

        self.app.push_screen(PortfolioScreen(), self._created)

    def action_turn_archived(self) -> None:
        """Also those that were put away, or not."""
        self._archived = not self._archived
        self.reload()

    @work(group="dialog", exclusive=True)
    async def action_duplicate(self) -> None:
        """Starts another pilot with the set-up of the highlighted one."""
        line = self.highlighted
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
        line = self.highlighted
        if line is None:
            return
        away = line.pilot.archived_on is None
        if away:
            question = f"Put {line.pilot.name} away?"
            note = "Nothing of it is lost; v shows it here, and A takes it out again."
            if not await self.app.push_screen_wait(ConfirmScreen(question, note=note, yes="put it away")):
                return
        self.save(_archiving(line.pilot.id, away), "It is put away." if away else "It is back.")

    def _created(self, pilot_id: int | None) -> None:
        if pilot_id is not None:
            self.dismiss(pilot_id)


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
