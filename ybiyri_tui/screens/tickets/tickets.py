"""The weekly share of unplanned work as a picture, and the way to import tickets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import WorkScreen

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.ticketing import UnplannedWork

EMPTY = """No tickets yet.

Press i, name an export of your tracker (Jira: Export, CSV, all fields), and say which tickets your team calls \
unplanned, such as type=Bug or label=urgent. You see what would be imported before anything is kept.

What is kept of a ticket: its key, its type, whether it was unplanned, and two dates. No title, name or description.
"""
MARGIN = 4


class TicketsScreen(WorkScreen["UnplannedWork"]):
    """One bar a week; below it what the bars mean."""

    CSS_PATH = "tickets.tcss"
    WHERE = "Unplanned work"
    HELP = """
Each bar is one week: how many of the items resolved in it were unplanned, from none to all of them. Weeks without \
items stay in the picture. A greyed week has fewer than five items, so one item more would change its bar much.

The dotted line is the median: half of the weeks with items lie at or below it.

i imports an export of your tracker; importing a newer export again updates what is known and doubles nothing. What \
counts as unplanned is said at the first import and kept for the pilot, so that all weeks are counted alike.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "import", "import", id="tickets.import"),
        Binding("up,k", "scroll_up", "scroll", show=False, id="tickets.up"),
        Binding("down,j", "scroll_down", "scroll", show=False, id="tickets.down"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="tickets.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot

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
        """All weeks."""
        from ybiyri_tui.usecases.ticketing import share

        return share(context, self._pilot.id)

    def show(self, view: UnplannedWork) -> None:
        """Draws the bars as wide as there is room."""
        from ybiyri_tui.reports.tickets.unplanned_work import chart_lines, explanation

        lines = chart_lines(view, self.size.width - MARGIN)
        parts = [Content.styled(line.text, "$secondary" if line.quiet else "") for line in lines]
        heading = "Unplanned items of those resolved in each week" if lines else ""
        self.query_one("#chart-heading", Static).update(heading)
        self.query_one("#chart", Static).update(Content("\n").join(parts) if view.items else EMPTY)
        self.query_one("#chart-explained", Static).update("\n".join(explanation(view)) if view.items else "")
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

    def action_scroll_up(self) -> None:
        """One line up."""
        self.query_one("#tickets", VerticalScroll).scroll_up(animate=False)

    def action_scroll_down(self) -> None:
        """One line down."""
        self.query_one("#tickets", VerticalScroll).scroll_down(animate=False)
