"""One objection: what people say, why, and its questions, with the list of objections beside it where there is room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ybiyri_tui.screens.objection.entries import Entries, grade_counts
from ybiyri_tui.screens.objection.recording import RecordingScreen
from ybiyri_tui.screens.objection.view import ObjectionView, read
from ybiyri_tui.screens.sizes import is_compact, is_wide
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.overview import QuestionLine


class QuestionChoices(CarefulList):
    """Enter asks who says what, for those who do not know the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "answer", id="objection.answer", tooltip="choose who says what, also operations"),
    ]


class QuestionList(DetailedList):
    """The questions with more about the highlighted one."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return QuestionChoices(compact=True)


class ObjectionScreen(RecordingScreen):
    """Opens on a question if one is given, else on the first."""

    CSS_PATH = "objection.tcss"
    WHERE = "What people say"
    HELP = """
Ask the highlighted question and press what the room says. Small letters stand for the team, capital letters for leaders; v records anybody, operations too. What you see is saved; "…" behind an answer means that it is on its way to the disk.

{legend}

A yes without proof is "word only"; e adds what was shown. A yes that was not looked at for long is stale; a says that it still is so. Where voices differ, the lowest answer counts and the difference is shown. ] goes to the next question that is neither a yes nor set aside, in any objection. m writes down a worry, and what is promised about it. f takes the answers of those who are too few for a survey, all three as text: they count as the voice of operations.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "practices", "what to do", id="objection.practices", tooltip="what to do about it"),
        Binding("t", "worksheet", "worksheet", id="objection.worksheet", tooltip="work it out with numbers"),
        Binding(
            "f", "ask_few", "the few", show=False, id="objection.few", tooltip="open questions to the few, as text"
        ),
        Binding("right_square_bracket", "open_question(1)", "next open", tooltip="next open question"),
        Binding("left_square_bracket", "open_question(-1)", "next open", tooltip="open question before"),
        Binding("left", "turn(-1)", "turn", key_display="←", tooltip="objection before"),
        Binding("right", "turn(1)", "turn", key_display="→", tooltip="next objection"),
        Binding("h", "turn(-1)", "turn", show=False, tooltip="objection before"),
        Binding("l", "turn(1)", "turn", show=False, tooltip="next objection"),
        Binding("escape", "dismiss", "back", id="objection.back"),
    ]

    def __init__(self, pilot: Pilot, objection_id: str, question_id: str | None = None) -> None:
        super().__init__(pilot)
        self._objection_id = objection_id
        self._wanted = question_id
        self._entries = Entries()

    def compose_content(self) -> Iterable[Widget]:
        """The list of objections, for wide screens, and the questions."""
        with Horizontal():
            others = ChoiceList(id="others", compact=True)
            others.can_focus = False
            yield others
            yield QuestionList(id="questions")

    def fetch(self, context: Context) -> ObjectionView:
        """All objections of the pilot."""
        return read(context, self.pilot.id)

    def show(self, view: ObjectionView) -> None:
        """Shows what is stored, with the same question highlighted."""
        from ybiyri_tui.screens.home.lines import glyphs
        from ybiyri_tui.screens.home.shapes import row

        line = view.line(self._objection_id)
        lines = view.page.objections
        self.entitle(
            f"{line.objection.number} {line.objection.title}", f"{grade_counts(line)} · {shown(self.pilot.name)}"
        )
        if is_wide(self.app.size):
            options = (
                Option(row(each.objection.number, each.objection.title, glyphs(each), ""), each.objection.id)
                for each in lines
            )
            self.query_one("#others", ChoiceList).put(options, self._objection_id)
        wanted, self._wanted = self._wanted, None
        self._questions.set_entries(self._entries.of(view, line, compact=is_compact(self.app.size)), wanted)

    def show_one(self, view: ObjectionView, question_id: str) -> None:
        """Changes one entry of the list."""
        found = view.question(question_id)
        if found is not None:
            self._questions.set_entry(self._entries.of_one(view, found, compact=is_compact(self.app.size)))

    @property
    def current(self) -> QuestionLine | None:
        """The highlighted question."""
        if self.view is None or self._questions.highlighted is None:
            return None
        return self.view.question(self._questions.highlighted)

    def on_resize(self) -> None:
        """Lines have more or less room now."""
        if self.view is not None:
            self.show(self.view)

    def action_turn(self, step: int) -> None:
        """Goes to the objection before or after this one."""
        if self.view is not None:
            lines = self.view.page.objections
            position = self.view.position(self._objection_id) + step
            if 0 <= position < len(lines):
                self._go(lines[position].objection.id)

    def action_open_question(self, step: int) -> None:
        """Goes to the next open question, in whichever objection it is."""
        if self.view is None or self.current is None:
            return
        found = self.view.next_open(self.current.question_id, step)
        if found is None:
            self.notify("No other question is open.", markup=False)
        else:
            self._go(*found)

    def action_practices(self) -> None:
        """Shows what to do about this objection."""
        if self.view is not None:
            from ybiyri_tui.screens.objection.practices import PracticesScreen

            objection = self.view.line(self._objection_id).objection
            figures = [figure for figure in self.view.page.benchmarks if figure.objection == objection.id]
            self.app.push_screen(PracticesScreen(objection, figures))

    @work(group="dialog", exclusive=True)
    async def action_ask_few(self) -> None:
        """Takes what incident managers, operations or specialists write to their open questions."""
        from ybiyri_tui.screens.objection.few import ask_few, field_of, record

        if self.view is None or self.current is None:
            return
        asked = await ask_few(self.app, self.view, self.pilot.id, self.current.question_id)
        if asked is None:
            return
        group, said = asked

        def write(context: Context) -> None:
            record(context, self.pilot.id, group, said)
            for one in group.questions:
                self.ybiyri.drafts.let_go(field_of(self.pilot.id, group, one.id))

        self._on_the_way += 1
        self.save(write, f"Written down, as said by {group.role}.")

    def action_worksheet(self) -> None:
        """Opens the worksheet of this objection, or the menu of them if it has several."""
        from ybiyri_tui.screens.worksheets.opening import screen_for_objection

        screen = screen_for_objection(self._objection_id, self.pilot)
        if screen is None:
            self.notify("There is no worksheet for this.", markup=False)
        else:
            self.app.push_screen(screen)

    @on(OptionList.OptionSelected, "#others")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self._go(event.option_id)

    @on(DetailedList.Selected)
    def _selected(self) -> None:
        self.action_choose_voice()

    @on(DetailedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @property
    def _questions(self) -> DetailedList:
        return self.query_one("#questions", DetailedList)

    def _go(self, objection_id: str, question_id: str | None = None) -> None:
        if self.view is not None:
            self._objection_id = objection_id
            self._wanted = question_id or self.view.line(objection_id).questions[0].question_id
            self.show(self.view)
            self.refresh_bindings()
