"""Who changed what, and when; what was done last can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.jumping import screen_of
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.due_dates import explain_due, parse_due
from ybiyri_tui.wording.states import counted, short_day

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.history.changes import HistoryLine
    from ybiyri_tui.usecases.history.history_page import HistoryPage

WHO_WIDTH = 14


class HistoryScreen(UndoableScreen["HistoryPage"]):
    """The newest changes first, day by day."""

    CSS_PATH = "history.tcss"
    WHERE = "What was changed"
    HELP = """
Every change to this pilot, the newest first: when, who, and what in words. Enter opens what was changed. Of notes neither the words nor a name is kept here.

u takes back your own newest change, and the line below the list says which one that is; U or ctrl+r does it again. Both work after a restart, and change nothing that somebody else has changed since. What was taken back is left out; b shows it.

g draws how the answers stood day by day.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        *UNDO_KEYS,
        Binding("w", "since_workshop", "since workshop", id="history.workshop", tooltip="since the last workshop"),
        Binding("d", "since_day", "since a day", id="history.since"),
        Binding("a", "everything", "all", id="history.all"),
        Binding("b", "turn_undone", "taken back", id="history.undone", tooltip="also what was taken back, or not"),
        Binding("g", "progress", "progress", id="history.progress", tooltip="progress over time"),
        Binding("escape", "dismiss", "back", id="history.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._since: date | None = None
        self._with_undone = False

    @property
    def pilot_id(self) -> int:
        """The pilot whose history it is."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """The list, and what undo would do."""
        yield ChoiceList(id="lines", compact=True)
        yield Static("", id="undo", markup=False)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    def fetch(self, context: Context) -> HistoryPage:
        """The changes, as they are filtered."""
        from ybiyri_tui.usecases.history.history_page import history_page

        return history_page(context, self.pilot.id, since=self._since, with_undone=self._with_undone)

    def show(self, view: HistoryPage) -> None:
        """Lists them day by day."""
        since = f"since {short_day(self._since)}" if self._since else "all"
        self.entitle(f"What was changed · {shown(self.pilot.name)}", since + (" · with undos" * self._with_undone))
        self.query_one(ChoiceList).put(_options(view))
        undo = f"u takes back: {clipped(view.undo.what, 300)}" if view.undo else "Nothing of yours can be taken back."
        self.query_one("#undo", Static).update(undo)

    @on(OptionList.OptionSelected, "#lines")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self.view is None or event.option_id is None:
            return
        line = next((found for found in self.view.lines if str(found.id) == event.option_id), None)
        screen = screen_of(self.pilot, line.kind, line.key) if line else None
        if screen is not None:
            self.app.push_screen(screen)

    def action_since_workshop(self) -> None:
        """Only what was changed from the day of the last workshop on."""
        if self.view is None:
            return
        if self.view.workshop_on is None:
            self.notify("There was no workshop yet.", markup=False)
            return
        self._since = self.view.workshop_on
        self.reload()

    @work(group="dialog", exclusive=True)
    async def action_since_day(self) -> None:
        """Only what was changed from a day on."""
        view = self.view
        if view is None:
            return
        ask = AskScreen(
            "Since which day?",
            field=f"{self.pilot.id} history since",
            value=self._since.isoformat() if self._since else "",
            note="like 2026-12-03; empty: from the beginning",
            check=lambda text: explain_due(text, view.today),
        )
        typed = await self.app.push_screen_wait(ask)
        if typed is not None:
            self.ybiyri.drafts.let_go(f"{self.pilot.id} history since")
            self._since = parse_due(typed, view.today)
            self.reload()

    def action_everything(self) -> None:
        """From the beginning."""
        self._since = None
        self.reload()

    def action_turn_undone(self) -> None:
        """Also what was taken back, or not."""
        self._with_undone = not self._with_undone
        self.reload()

    def action_progress(self) -> None:
        """Draws how the answers stood day by day."""
        from ybiyri_tui.screens.history.progress import ProgressScreen

        self.app.push_screen(ProgressScreen(self.pilot))


def _options(view: HistoryPage) -> list[Option]:
    options = []
    for day, lines in groupby(view.lines, key=lambda line: line.day):
        heading = Content.styled(short_day(day), "bold $primary")
        options.append(Option(Hanging(" ", heading), disabled=True))
        options += [Option(_row(line), str(line.id)) for line in lines]
    if view.older:
        older = f"{counted(view.older, 'older change')}: d shows from a day on, `ybiyri history` prints all"
        options.append(Option(Hanging("  ", Content.styled(older, "$secondary")), disabled=True))
    if not options:
        options.append(Option(Hanging(" ", "Nothing was changed in this time."), disabled=True))
    return options


def _row(line: HistoryLine) -> Visual:
    if line.who is None:
        return Hanging(Content("  "), shown(line.what))
    who = clipped(line.who, WHO_WIDTH)
    return Hanging(Content.styled(f"  {line.at.astimezone():%H:%M} {who}  ", "$secondary"), shown(line.what))
