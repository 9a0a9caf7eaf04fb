"""The weekly share of unplanned work as a picture, and the way to import tickets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.tickets.share.rework import By
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.ticketing import UnplannedWork

EMPTY = """No tickets yet.

Press i, name an export of your tracker (Jira: Export, CSV, all fields), and say which tickets your team calls \
unplanned, such as type=Bug or label=urgent. You see what would be imported before anything is kept.

What is kept of a ticket: its key, type, team, component, points, hours, whether it was unplanned, and two dates. No \
title, name or description.
"""
MARGIN = 4
SIZES = ("items", "points", "hours")


class TicketsScreen(UndoableScreen["UnplannedWork"]):
    """One bar a week; below it what the bars mean."""

    CSS_PATH = "tickets.tcss"
    WHERE = "Unplanned work"
    HELP = """
Each bar is one week: how many of the items resolved in it were unplanned, from none to all of them. Weeks without \
items stay in the picture. A greyed week has fewer than five items, so one item more would change its bar much.

The dotted line is the median: half of the weeks with items lie at or below it. The line below the bars is the normal \
range: what weeks do by themselves. c counts items by the week in which they were created instead of resolved, z adds \
up points or hours instead of items, n looks at one team after the other.

Below stand the causes that make up most of the unplanned work, and what can be said about the weeks since the pilot \
started. Outside figures are shown only beside hours, because they are shares of time. d says who takes the unplanned \
work this week, and which value work goes first.

r shows the rules that say what counts as unplanned. i imports an export of your tracker; importing a newer \
export again updates what is known and doubles nothing. What \
counts as unplanned is said at the first import and kept for the pilot, so that all weeks are counted alike. u takes \
your newest change back, also an import with the rules it brought, and U does it again. The delete key removes all \
tickets together with these rules for good, after a question.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "import", "import", id="tickets.import", tooltip="read an export of your tracker"),
        Binding("c", "other_weeks", "created/resolved", id="tickets.by", tooltip="which items belong to a week"),
        Binding("z", "other_size", "size", id="tickets.size", tooltip="count items, points or hours"),
        Binding("n", "next_team", "team", id="tickets.team", tooltip="one team after the other, then all"),
        Binding("d", "duty", "this week", id="tickets.duty", tooltip="who takes what comes in between"),
        *UNDO_KEYS,
        Binding("r", "rules", "rules", id="tickets.rules", tooltip="what counts as unplanned"),
        Binding("delete", "forget", "remove all", key_display="del", show=False, id="tickets.forget"),
        Binding("up,k", "scroll_up", "scroll", show=False, id="tickets.up"),
        Binding("down,j", "scroll_down", "scroll", show=False, id="tickets.down"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="tickets.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot
        self._by: By = "resolved"
        self._counted_in = "items"
        self._team: str | None = None

    @property
    def pilot_id(self) -> int:
        """The pilot whose tickets they are."""
        return self._pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """Heading, picture, explanation."""
        with VerticalScroll(id="tickets"):
            yield Static("", id="chart-heading", classes="heading", markup=False)
            yield Static("Reading the workspace …", id="chart", markup=False)
            yield Static("", id="chart-explained", markup=False)

    def on_mount(self) -> None:
        """Says whose work it is."""
        self.entitle(f"Unplanned work · {self._pilot.name} · {self._pilot.team}")

    def fetch(self, context: Context) -> UnplannedWork:
        """All weeks, as they are to be looked at."""
        from playbook.tickets.share.rework import Size
        from ybiyri_tui.usecases.ticketing import Look, share

        return share(context, self._pilot.id, Look(self._by, Size(self._counted_in), self._team))

    def show(self, view: UnplannedWork) -> None:
        """Draws the bars as wide as there is room."""
        from ybiyri_tui.reports.tickets.unplanned_work import chart_lines, explanation

        lines = chart_lines(view, self.size.width - MARGIN)
        parts = [Content.styled(line.text, "$secondary" if line.quiet else "") for line in lines]
        team = f" · {shown(view.look.team)}" if view.look.team else ""
        heading = f"Unplanned part of the {view.share.denominator}{team}" if lines else ""
        self.query_one("#chart-heading", Static).update(heading)
        self.query_one("#chart", Static).update(Content("\n").join(parts) if view.items else EMPTY)
        told = explanation(view)
        if view.share.refusal and self._counted_in != SIZES[0]:
            told = [*told, "Press z to count something else."]
        self.query_one("#chart-explained", Static).update("\n".join(told) if view.items else "")
        self.query_one("#chart", Static).display = bool(parts) or not view.items
        self.query_one("#tickets").focus()

    def on_resize(self, _event: Resize) -> None:
        """Draws the bars anew."""
        if self.view is not None:
            self.show(self.view)

    def action_import(self) -> None:
        """Opens the import; what was typed there before is still there."""
        from ybiyri_tui.screens.tickets.importing import ImportScreen

        self.app.push_screen(ImportScreen(self._pilot))

    def action_other_weeks(self) -> None:
        """Counts by the week of creation instead of that of resolving, or the other way about."""
        self._by = "created" if self._by == "resolved" else "resolved"
        self.reload()

    def action_other_size(self) -> None:
        """Adds up the next of items, points and hours."""
        self._counted_in = SIZES[(SIZES.index(self._counted_in) + 1) % len(SIZES)]
        self.reload()

    def action_next_team(self) -> None:
        """Looks at the next team, after the last one at all of them."""
        if self.view is not None:
            choices = (None, *self.view.teams)
            at = choices.index(self._team) if self._team in choices else 0
            self._team = choices[(at + 1) % len(choices)]
            self.reload()

    @work(group="dialog")
    async def action_forget(self) -> None:
        """Removes all tickets and the rules, after a question."""
        from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen

        note = "Only importing the exports again brings them back; then other rules can be said."
        if await self.app.push_screen_wait(
            ConfirmScreen("Remove all imported tickets?", note=note, yes="removes them")
        ):
            from ybiyri_tui.usecases.ticketing import forget_tickets

            self.save(lambda context: forget_tickets(context, self._pilot.id), "Tickets and rules are removed.")

    @work(group="dialog", exclusive=True)
    async def action_rules(self) -> None:
        """Opens what counts as unplanned: frozen once there are tickets, else a list that can be prepared."""
        from ybiyri_tui.screens.tickets.asking import Offer
        from ybiyri_tui.screens.tickets.rules import RulesScreen, rules_field

        if self.view is None:
            return
        kept = self.view.definition
        drafted = self.ybiyri.drafts.get(rules_field(self._pilot), "").split("\n")
        rules = kept or [rule for rule in drafted if rule]
        await self.app.push_screen_wait(
            RulesScreen(self._pilot, rules, Offer(None, (), None), frozen=bool(kept), caught=self.view.caught)
        )

    def action_duty(self) -> None:
        """Opens the weeks and who takes the unplanned work in each."""
        from ybiyri_tui.screens.tickets.duty import DutyScreen

        self.app.push_screen(DutyScreen(self._pilot))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is looked at can be changed once there is something to look at."""
        if action in ("other_weeks", "other_size", "forget"):
            return self.view is not None and self.view.items > 0
        return action != "next_team" or (self.view is not None and len(self.view.teams) > 0)

    def action_scroll_up(self) -> None:
        """One line up."""
        self.query_one("#tickets", VerticalScroll).scroll_up(animate=False)

    def action_scroll_down(self) -> None:
        """One line down."""
        self.query_one("#tickets", VerticalScroll).scroll_down(animate=False)
