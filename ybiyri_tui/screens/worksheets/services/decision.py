"""The decision table: every service as a dot in its cell, and bands that are edited in the margin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from playbook.errors import PlaybookError
from playbook.worksheets.services.service import words
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.screens.worksheets.services.table_grid import TableGrid
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.widgets.sheet.cell_line import CellLine
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.services.decide import Decision
    from playbook.worksheets.services.table import Exposure
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.services.deciding import DecisionView


class DecisionScreen(UndoableScreen["DecisionView"]):
    """The table, and below it the service or band under the cursor."""

    CSS_PATH = "decision.tcss"
    WHERE = "Decision table"
    HELP = """
Up: money lost in an hour of failure. To the right: how often customers want something new. Every service is a dot in its cell; the cell says who runs it: operations, or the team that builds it (run), with a night rota of its domain or of the team.

Left of the first column are your bands: type a limit, and the dots move as you type. An empty limit puts a band out of use; e changes its target and night cover. Bands are looked at every quarter; v notes that they were.

c says which service the pilot is about, a who agreed to it and whether real customers use it. Both are asked for by the must-have "right service?", which ! proposes. r changes between the sets of rules.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "choose", "pilot's service", id="decision.choose", tooltip="the pilot is about this service"),
        Binding("a", "agree", "agreed by", id="decision.agree", tooltip="who agreed, and whether customers use it"),
        Binding("e", "edit_band", "target", id="decision.band", tooltip="target and night cover of this band"),
        Binding("r", "rules", "rules", show=False, id="decision.rules", tooltip="change between the sets of rules"),
        Binding("v", "reviewed", "looked at", id="decision.reviewed", tooltip="the bands were looked at today"),
        Binding("t", "services", "services", id="decision.services", tooltip="the table of services"),
        Binding("exclamation_mark", "proposals", "proposes", key_display="!", id="decision.proposals"),
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", key_display="esc", id="decision.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._shown: DecisionView | None = None
        self._placed = False

    @property
    def pilot_id(self) -> int:
        """The pilot whose services they are."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """The grid, the line for a limit, and what there is to say."""
        grid = TableGrid(id="table")
        grid.keys = self._key
        yield grid
        yield CellLine(self)
        with VerticalScroll(id="about", can_focus=False):
            yield Static("", id="about-text", markup=False)

    def on_mount(self) -> None:
        """Ready for keys."""
        self._line.display = False
        self._grid.focus()

    def fetch(self, context: Context) -> DecisionView:
        """Bands, services and decisions."""
        from ybiyri_tui.usecases.worksheets.services.deciding import decision_view

        return decision_view(context, self.pilot.id)

    def show(self, view: DecisionView) -> None:
        """Draws the table; at first the cursor is on the pilot's service, or the first there is."""
        from ybiyri_tui.screens.worksheets.services.decision_words import place_of

        self._draw(view)
        decisions = view.portfolio.decisions
        if not self._placed and decisions:
            place = place_of(view, (view.chosen or decisions[0]).name)
            if place is not None:
                self._grid.go(*place)
                self._placed = True

    def _draw(self, view: DecisionView) -> None:
        from ybiyri_tui.reports.worksheets.services import digest
        from ybiyri_tui.screens.worksheets.services.decision_words import picture

        self._shown = view
        title = next((title for rules, title in view.rule_sets if rules == view.table.rules_id), "")
        count = len(view.portfolio.decisions)
        self.entitle(f"Decision table · {shown(self.pilot.name)}", counted(count, "service"))
        self.query_one("#about").border_title = f"{title} · {digest(view.portfolio)}"
        self._grid.put(picture(view))

    def on_resize(self) -> None:
        """There is more or less room now."""
        if self._shown is not None:
            self._draw(self._shown)

    @on(TableGrid.Moved)
    def _moved(self) -> None:
        view = self._shown
        if view is None:
            return
        from ybiyri_tui.screens.worksheets.services import decision_words as say

        grid, found = self._grid, self.current
        if grid.in_margin:
            about = say.about_band(view, grid.row)
        elif found is None:
            about = say.about_cell(view, grid.row, grid.column)
        else:
            count = len(say.services_in(view, grid.row, grid.column))
            about = say.about_service(view, found, f"{grid.dot + 1} of {count} here" if count > 1 else "")
        if not view.services.rows:
            about = Stack([Hanging("", "No services yet. t opens their table; each row becomes a dot here.")])
        remarks = [Hanging("! ", remark) for remark in say.remarks(view)]
        self.query_one("#about-text", Static).update(Stack([about, *remarks]))
        self.refresh_bindings()

    @property
    def current(self) -> Decision | None:
        """The service under the cursor."""
        if self._shown is None or self._grid.in_margin:
            return None
        from ybiyri_tui.screens.worksheets.services.decision_words import services_in

        found = services_in(self._shown, self._grid.row, self._grid.column)
        return found[min(self._grid.dot, len(found) - 1)] if found else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A service is chosen where there is one; while a limit is typed, nothing else is done."""
        if self.is_mounted and self._line.is_editing:
            return False
        if action == "choose":
            return self.is_mounted and self.current is not None
        return super().check_action(action, parameters)

    def _key(self, event: Key) -> bool:
        """In the margin, enter or a digit begins a limit."""
        if self._line.is_editing:
            return self._line.key(event)
        begins = event.key == "enter" or (event.character or "").isdigit()
        if self._grid.in_margin and begins:
            self._edit(event.character if event.key != "enter" else None)
            return True
        return False

    def _edit(self, typed: str | None) -> None:
        from ybiyri_tui.screens.worksheets.services.decision_words import ROWS

        if self.view is None:
            return
        band = self.view.table.band(ROWS[self._grid.row])
        self._line.display = True
        self._grid.is_editing = True
        self._line.tell(f"{band.id.value.replace('_', ' ')}: up to", "")
        limit = f"{band.up_to:f}" if band.up_to is not None else ""
        self._line.edit(limit if typed is None else typed)
        self.refresh_bindings()

    def typing(self, text: str) -> None:
        """Moves the dots to where this limit would put them, or says why it will not do."""
        view = self.view
        if view is None:
            return
        from ybiyri_tui.usecases.worksheets.services.deciding import with_limit

        try:
            self._draw(with_limit(view, self._band, text))
        except PlaybookError as error:
            self._line.remark(str(error))
        else:
            self._line.remark("enter saves it; empty: the band is not in use")

    def hand_in(self, text: str, rows: int, columns: int) -> None:
        """Saves a limit, or says why it will not do."""
        view, band = self.view, self._band
        if view is None:
            return
        from ybiyri_tui.usecases.worksheets.services.deciding import set_bands, with_limit

        try:
            with_limit(view, band, text)
        except PlaybookError as error:
            self._line.remark(str(error), problem=True)
            return
        self._close()
        self._grid.action_move(rows, columns)
        self.save(lambda context: set_bands(context, self.pilot.id, {band: {"up_to": text}}))

    def leave(self, text: str) -> None:  # noqa: ARG002
        """Puts the dots back."""
        self._close()
        if self.view is not None:
            self._draw(self.view)

    def _close(self) -> None:
        self._line.close()
        self._line.display = False
        self._grid.is_editing = False
        self.refresh_bindings()

    def action_choose(self) -> None:
        """The pilot is about the service under the cursor."""
        from ybiyri_tui.usecases.worksheets.services.deciding import choose_service

        found = self.current
        if found is not None:
            name = found.name
            self.save(
                lambda context: choose_service(context, self.pilot.id, name), f"The pilot is about {shown(name)}."
            )

    def action_reviewed(self) -> None:
        """Notes that the bands were looked at."""
        from ybiyri_tui.usecases.worksheets.services.deciding import mark_reviewed

        self.save(lambda context: mark_reviewed(context, self.pilot.id), "Noted: the bands were looked at today.")

    @work(group="dialog", exclusive=True)
    async def action_edit_band(self) -> None:
        """Asks for the target of the band under the cursor, and for who is called at night."""
        from playbook.worksheets.services.decide import NIGHT_WORDS
        from ybiyri_tui.usecases.worksheets.services.deciding import bands_with, set_bands

        view, band = self.view, self._band
        if view is None:
            return

        def check(text: str) -> str:
            from playbook.worksheets.services.availability import allowed_downtime, duration_words

            changed = next(own for own in bands_with(view, {band: {"availability": text}}) if own.band is band)
            return f"{duration_words(allowed_downtime(changed.availability))} a week" if changed.availability else ""

        title = f"Which target has the band {words(band)}, in per cent?"
        field, value = f"{self.pilot.id} band {band.value}", f"{view.table.band(band).availability:f}"
        target = await self.app.push_screen_wait(AskScreen(title, field=field, value=value, check=check))
        if target is None:
            return
        choices = [(night.value, text) for night, text in NIGHT_WORDS.items()]
        note = "Where the team runs the service; by day it is always the team."
        night = await self.app.push_screen_wait(ChooseScreen("Who is called at night?", choices, note=note))
        cells = {"availability": target, **({"out_of_hours": night} if night else {})}
        self.save(lambda context: set_bands(context, self.pilot.id, {band: cells}), draft=field)

    @work(group="dialog", exclusive=True)
    async def action_rules(self) -> None:
        """Changes between the sets of rules."""
        from ybiyri_tui.usecases.worksheets.services.deciding import choose_rules

        if self.view is not None:
            chosen = await self.app.push_screen_wait(ChooseScreen("Which rules decide?", self.view.rule_sets))
            if chosen is not None:
                self.save(lambda context: choose_rules(context, self.pilot.id, chosen))

    @work(group="dialog", exclusive=True)
    async def action_agree(self) -> None:
        """Asks who agreed, and whether real customers use the service."""
        from ybiyri_tui.usecases.worksheets.services.deciding import choose

        if self.view is None:
            return
        choice = self.view.choice
        note = "Usually the product manager; a role is enough. Empty: nobody yet."
        field = f"{self.pilot.id} decision agreed"
        who = await self.app.push_screen_wait(
            AskScreen("Who agreed to run it so?", field=field, value=choice.agreed_by, note=note)
        )
        if who is None:
            return
        choices = [("yes", "yes, real customers use it"), ("no", "no, or not yet")]
        used = await self.app.push_screen_wait(ChooseScreen("Do real customers use it?", choices))
        customers = choice.has_customers if used is None else used == "yes"
        self.save(
            lambda context: choose(
                context, self.pilot.id, lambda found: replace(found, agreed_by=who, has_customers=customers)
            ),
            draft=field,
        )

    def action_services(self) -> None:
        """Opens the table of services."""
        from ybiyri_tui.screens.worksheets.services.services import ServicesScreen

        self.app.push_screen(ServicesScreen(self.pilot))

    def action_proposals(self) -> None:
        """Shows what follows for questions and must-haves."""
        from ybiyri_tui.screens.worksheets.proposals import ProposalsScreen

        self.app.push_screen(ProposalsScreen(self.pilot, "services"))

    @property
    def _band(self) -> Exposure:
        from ybiyri_tui.screens.worksheets.services.decision_words import ROWS

        return ROWS[self._grid.row]

    @property
    def _grid(self) -> TableGrid:
        return self.query_one(TableGrid)

    @property
    def _line(self) -> CellLine:
        return self.query_one(CellLine)
