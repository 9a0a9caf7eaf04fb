"""Home: what to do next, and the seven objections with one glyph per question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.screens.home.titles import TITLES

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.overview import Overview


class HomeScreen(WorkScreen["Overview"]):
    """The first screen of a pilot; painted from titles alone, filled when the workspace has been read."""

    CSS_PATH = "home.tcss"
    WHERE = "ybiyri"
    HELP = """
The top lists the next three things to do: what is overdue or stops the next phase comes first.

Below are the seven things people say, with one glyph per question:
✓ yes, proof seen   ○ yes, word only   ◐ partly   ✗ no   · not asked   – doesn't apply

Where team, leaders and operations differ, the lowest answer counts. "Not asked" and "doesn't apply" never count as yes.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_objection", "open", id="home.open"),
        Binding("m", "must_haves", "must-haves", id="home.must-haves"),
        Binding("s", "surveys", "survey", id="home.surveys"),
        Binding("t", "tickets", "unplanned work", id="home.tickets"),
        Binding("r", "summary", "summary", id="home.summary"),
        Binding("p", "pilots", "pilots", id="home.pilots"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("q", "app.quit", "quit", show=False, id="home.quit"),
        *(Binding(str(number), f"go({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, pilot: str | None = None) -> None:
        super().__init__()
        self._pilot_name = pilot
        self._pilot_id: int | None = None

    def compose_content(self) -> Iterable[Widget]:
        """Next steps, objections, sums."""
        with VerticalScroll(id="home", can_focus=False):
            yield Static("Reading the workspace …", id="next", markup=False)
            yield Static(_list_heading(), id="list-heading", classes="quiet", markup=False)
            yield OptionList(*(_skeleton_line(*title) for title in TITLES), id="objections", compact=True, markup=False)
            yield Static("", id="sums", markup=False)
            yield Static(_legend(), id="legend", classes="quiet", markup=False)

    def fetch(self, context: Context) -> Overview:
        """The whole pilot; the first time it also becomes the one opened last."""
        from ybiyri_tui.usecases.overview import overview
        from ybiyri_tui.usecases.pilots import choose_pilot, open_pilot

        if self._pilot_id is None:
            self._pilot_id = open_pilot(context, choose_pilot(context, self._pilot_name).id).id
        return overview(context, self._pilot_id)

    def show(self, view: Overview) -> None:
        """Replaces the skeleton, keeping the highlighted line."""
        from ybiyri_tui.reports.status import counts_sentence
        from ybiyri_tui.screens.home.lines import next_lines, objection_line, title_parts

        self.entitle(*title_parts(view))
        self.query_one("#next", Static).update("\n".join(next_lines(view)))
        objections = self.query_one("#objections", OptionList)
        highlighted = objections.highlighted
        objections.set_options(objection_line(line) for line in view.objections)
        objections.highlighted = highlighted or 0
        self.query_one("#sums", Static).update(counts_sentence(view))

    @on(OptionList.OptionSelected, "#objections")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_go(event.option_index + 1)

    def action_open_objection(self) -> None:
        """Opens the highlighted objection."""
        self.action_go((self.query_one("#objections", OptionList).highlighted or 0) + 1)

    def action_go(self, number: int) -> None:
        """Opens an objection by its number."""
        if self.view is None or number > len(self.view.objections):
            return
        from ybiyri_tui.screens.objection.objection import ObjectionScreen

        self.app.push_screen(ObjectionScreen(self.view.pilot, self.view.objections[number - 1].objection.id))

    def action_must_haves(self) -> None:
        """Opens the must-haves."""
        if self.view is not None:
            from ybiyri_tui.screens.home.must_haves import MustHavesScreen

            self.app.push_screen(MustHavesScreen(self.view.pilot))

    def action_surveys(self) -> None:
        """Opens the surveys."""
        if self.view is not None:
            from ybiyri_tui.screens.survey.surveys import SurveysScreen

            self.app.push_screen(SurveysScreen(self.view.pilot))

    def action_tickets(self) -> None:
        """Opens the weekly share of unplanned work."""
        if self.view is not None:
            from ybiyri_tui.screens.tickets.tickets import TicketsScreen

            self.app.push_screen(TicketsScreen(self.view.pilot))

    def action_summary(self) -> None:
        """Opens the readiness summary."""
        if self.view is not None:
            from ybiyri_tui.screens.summary.summary import SummaryScreen

            self.app.push_screen(SummaryScreen(self.view.pilot))

    def action_pilots(self) -> None:
        """Opens the list of pilots."""
        from ybiyri_tui.screens.welcome.pilots import PilotsScreen

        self.app.push_screen(PilotsScreen(), self._pilot_chosen)

    def _pilot_chosen(self, pilot_id: int | None) -> None:
        if pilot_id is not None:
            self._pilot_id = pilot_id
            self.reload()

    def action_down(self) -> None:
        """Moves down, for those who use vi's keys."""
        self.query_one("#objections", OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Moves up, for those who use vi's keys."""
        self.query_one("#objections", OptionList).action_cursor_up()


def _skeleton_line(number: int, title: str, questions: int) -> str:
    return f"{number} {title:<28} {' '.join('·' * questions)}"


def _list_heading() -> str:
    return f"  {'What people say':<28} {'answers':<7} what is missing"


def _legend() -> str:
    return "✓ yes, proof  ○ yes, word only  ◐ partly  ✗ no  · not asked"
