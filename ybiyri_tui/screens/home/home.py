"""Home: what to do next, and the seven objections with one glyph per question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static

from ybiyri_tui.screens.home.shapes import skeleton, skeleton_sums
from ybiyri_tui.screens.sizes import is_compact
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.lists.choice_list import ChoiceList

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.overview import Overview


class HomeScreen(UndoableScreen["Overview | None"]):
    """The first screen of a pilot; painted from titles alone, filled when the workspace has been read.

    Its record is None while it is not clear which pilot is meant; then it asks.
    """

    CSS_PATH = "home.tcss"
    WHERE = "ybiyri"
    HELP = """
The first lines are the next things to do, the most urgent first: what is overdue, what stops the next phase, what has not been asked. Enter goes there.

Below are the things people say, with one glyph per question:
{legend}

Where team, leaders and operations differ, the lowest answer counts. "Not asked" and "doesn't apply" never count as yes.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "must_haves", "must-haves", id="home.must-haves"),
        Binding("w", "workshop", "workshop", id="home.workshop"),
        Binding("t", "worksheets", "worksheets", id="home.worksheets", tooltip="settle it with numbers"),
        Binding("s", "surveys", "survey", id="home.surveys"),
        Binding("r", "summary", "summary", id="home.summary"),
        Binding("p", "pilots", "pilots", show=False, id="home.pilots", tooltip="another pilot of this workspace"),
        Binding("y", "promises", "you said", id="home.promises", tooltip="you said, we did: promises to the team"),
        Binding("f", "work_list", "to do", id="home.work", tooltip="what is left to do: mine, overdue, stale"),
        Binding(
            "slash", "search", "search", show=False, key_display="/", id="home.search", tooltip="search everything"
        ),
        Binding("n", "notes", "notes", show=False, id="home.notes", tooltip="notes of the room, what was parked"),
        Binding("c", "history", "changes", show=False, id="home.history", tooltip="what was changed, and progress"),
        *(replace(key, show=False) for key in UNDO_KEYS),
        Binding("q", "app.quit", "quit", show=False, id="home.quit"),
        *(
            Binding(str(n), f"go({n})", "by number", show=False, tooltip="open what people say, by its number")
            for n in range(1, 10)
        ),
    ]

    def __init__(self, pilot: str | None = None) -> None:
        super().__init__()
        self._pilot_name = pilot
        self._pilot_id: int | None = None
        self._opened_id: int | None = None

    @property
    def pilot_id(self) -> int | None:
        """The pilot that is open."""
        return self._pilot_id if self.view is not None else None

    def compose_content(self) -> Iterable[Widget]:
        """Next steps and objections in one list; what more there is to say; sums."""
        with Horizontal(id="home"):
            with Vertical(id="main"):
                yield ChoiceList(*skeleton(compact=is_compact(self.app.size)), id="list", compact=True)
                yield Static("", id="remark", markup=False)
                yield Static(skeleton_sums(), id="sums")
            with VerticalScroll(id="aside", can_focus=False):
                yield Static("", id="more")

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    def fetch(self, context: Context) -> Overview | None:
        """The whole pilot; the first time it also becomes the one opened last."""
        from ybiyri_tui.usecases.pilot.overview import overview
        from ybiyri_tui.usecases.pilot.pilots import choose_pilot, current_pilot, open_pilot

        if self._pilot_id is None:
            if self._pilot_name is None and current_pilot(context) is None:
                return None
            self._pilot_id = choose_pilot(context, self._pilot_name).id
        if self._opened_id != self._pilot_id:
            self._opened_id = open_pilot(context, self._pilot_id).id
        return overview(context, self._pilot_id)

    def failed(self, error: Exception) -> None:
        """Without a pilot there is nothing to show, so the app ends with the sentence."""
        if self.view is None:
            self.ybiyri.leave_with(error)
        else:
            super().failed(error)

    def show(self, view: Overview | None) -> None:
        """Replaces the skeleton, keeping the highlighted line."""
        if view is None:
            self.action_pilots()
            return
        from ybiyri_tui.screens.home.lines import options, sums_line, title_parts

        self.entitle(*title_parts(view))
        self.query_one(ChoiceList).put(options(view, compact=is_compact(self.app.size)))
        self._tell_more()
        self.query_one("#sums", Static).update(sums_line(view))

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Lines have more or less room now."""
        if self.view is not None:
            self.show(self.view)

    @on(OptionList.OptionHighlighted, "#list")
    def _tell_more(self) -> None:
        """Says more about the highlighted line: beside the list on a wide screen, below it on a small one."""
        highlighted = self.query_one(ChoiceList).highlighted_id
        if self.view is None or highlighted is None:
            return
        from ybiyri_tui.screens.home import aside

        kind, _, index = highlighted.partition("-")
        more, remark = aside.about(self.view, kind, int(index))
        self.query_one("#more", Static).update(more)
        self.query_one("#remark", Static).update(remark)

    @on(OptionList.OptionSelected, "#list")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is None:
            return
        kind, _, index = event.option_id.partition("-")
        if kind == "step":
            self._take_step(int(index))
        else:
            self.action_go(int(index) + 1)

    def _take_step(self, index: int) -> None:
        if self.view is None:
            return
        from ybiyri_tui.screens.home.aside import objection_of

        step = self.view.next_steps[index]
        line = objection_of(step, self.view)
        if step.kind == "promise":
            self._open_promises(int(step.ref or 0))
        elif step.kind == "step":
            self._open_notes(int(step.ref or 0))
        elif line is not None:
            self._open_objection(line.objection.id, step.question_id)
        elif step.kind == "must_have":
            self._open_must_haves(step.ref)
        elif step.kind in ("survey", "read_back"):
            self.action_surveys()

    def action_go(self, number: int) -> None:
        """Opens an objection by its number."""
        if self.view is not None and number <= len(self.view.objections):
            self._open_objection(self.view.objections[number - 1].objection.id)

    def _open_objection(self, objection_id: str, question_id: str | None = None) -> None:
        if self.view is not None:
            from ybiyri_tui.screens.objection.objection import ObjectionScreen

            self.app.push_screen(ObjectionScreen(self.view.pilot, objection_id, question_id))

    def action_must_haves(self) -> None:
        """Opens the must-haves."""
        self._open_must_haves()

    def _open_must_haves(self, must_have_id: str | None = None) -> None:
        if self.view is not None:
            from ybiyri_tui.screens.home.must_haves import MustHavesScreen

            self.app.push_screen(MustHavesScreen(self.view.pilot, must_have_id))

    def action_promises(self) -> None:
        """Opens the promises to the team."""
        self._open_promises()

    def _open_promises(self, number: int | None = None) -> None:
        if self.view is not None:
            from ybiyri_tui.screens.promises.promises import PromisesScreen

            self.app.push_screen(PromisesScreen(self.view.pilot, number))

    def action_notes(self) -> None:
        """Opens the notes of the room."""
        self._open_notes()

    def _open_notes(self, number: int | None = None) -> None:
        if self.view is not None:
            from ybiyri_tui.screens.notes.notes import NotesScreen

            self.app.push_screen(NotesScreen(self.view.pilot, number))

    def action_history(self) -> None:
        """Opens what was changed."""
        if self.view is not None:
            from ybiyri_tui.screens.history.history import HistoryScreen

            self.app.push_screen(HistoryScreen(self.view.pilot))

    def action_search(self) -> None:
        """Opens the search."""
        if self.view is not None:
            from ybiyri_tui.screens.search.search import SearchScreen

            self.app.push_screen(SearchScreen(self.view.pilot))

    def action_work_list(self) -> None:
        """Opens what is left to do."""
        if self.view is not None:
            from ybiyri_tui.screens.search.work_list import WorkListScreen

            self.app.push_screen(WorkListScreen(self.view.pilot))

    def action_workshop(self) -> None:
        """Opens the pages of a workshop."""
        if self.view is not None:
            from ybiyri_tui.screens.workshop.workshop import WorkshopScreen

            self.app.push_screen(WorkshopScreen(self.view.pilot))

    def action_surveys(self) -> None:
        """Opens the surveys."""
        if self.view is not None:
            from ybiyri_tui.screens.survey.surveys import SurveysScreen

            self.app.push_screen(SurveysScreen(self.view.pilot))

    def action_worksheets(self) -> None:
        """Opens the menu of worksheets."""
        if self.view is not None:
            from ybiyri_tui.screens.worksheets.menu import WorksheetsScreen

            self.app.push_screen(WorksheetsScreen(self.view.pilot))

    def action_summary(self) -> None:
        """Opens the readiness summary."""
        if self.view is not None:
            from ybiyri_tui.screens.summary.summary import SummaryScreen

            self.app.push_screen(SummaryScreen(self.view.pilot))

    def action_pilots(self) -> None:
        """Opens the list of pilots."""
        from ybiyri_tui.screens.welcome.pilots import PilotsScreen

        self.app.push_screen(PilotsScreen(must_choose=self.view is None), self._pilot_chosen)

    def _pilot_chosen(self, pilot_id: int | None) -> None:
        if pilot_id is not None:
            self._pilot_id = pilot_id
            self.query_one(ChoiceList).highlighted = 0
            self.reload()
