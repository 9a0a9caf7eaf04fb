"""The rounds of a pilot: open, answer, close, look, compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.survey.ending import EndingScreen

if TYPE_CHECKING:
    from surveys.records import Label
    from surveys.rounds.records import Round
    from surveys.schema import Survey
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.surveying import SurveysView


ACTIONS = frozenset(("results", "open", "answer", "close", "extend", "replace", "discard", "read_back", "compare"))
"""What depends on the rounds there are."""


class RoundList(OptionList):
    """Rounds, one line each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.results", "results", key_display="enter", id="surveys.results")
    ]


class SurveysScreen(EndingScreen):
    """One line a round; of an open round nothing but whether it could be closed."""

    CSS_PATH = "surveys.tcss"
    WHERE = "Surveys"
    HELP = """
A series has one survey before, any number of pulses, and one after. Only before and after are compared. What the \
survey before has frozen, such as its wording, holds for all of them.

While a survey is open nobody sees anything but "enough answers to close: not yet" or "yes". It can be closed once \
enough have answered and its closing time has come, or every code was used; two of the three who can open the box type \
their passphrases. Below k answers, five unless you choose otherwise, nothing is ever shown.

A lost code is replaced with the delegate's passphrase; that is counted, shown to everybody, and raises the threshold.

The team sees results first: mark them as read back (b) once it has, and the summary for managers may use them.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "open", tooltip="open a survey", id="surveys.open"),
        Binding("a", "answer", "answer", tooltip="answer, one person after the other", id="surveys.answer"),
        Binding("c", "close", "close", tooltip="close the survey and compute its results", id="surveys.close"),
        Binding("e", "extend", "extend", tooltip="move the closing time to later", id="surveys.extend"),
        Binding("r", "replace", "new code", tooltip="replace a lost code", id="surveys.replace"),
        Binding(
            "x", "discard", "discard", tooltip="destroy the open survey, or the series that waits", id="surveys.discard"
        ),
        Binding("b", "read_back", "read back", tooltip="mark as read back to the team", id="surveys.read-back"),
        Binding("v", "compare", "compare", tooltip="compare before and after", id="surveys.compare"),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="surveys.back"),
    ]

    def compose_content(self) -> Iterable[Widget]:
        """Rounds, the rules of the highlighted one, what to do next."""
        with VerticalScroll(id="surveys", can_focus=False):
            yield RoundList(id="rounds", compact=True, markup=False)
            yield Static("", id="rules", classes="quiet", markup=False)
            yield Static("Reading the workspace …", id="guide", markup=False)

    def on_mount(self) -> None:
        """Says whose surveys they are."""
        self.entitle(f"Surveys · {self._pilot.name} · {self._pilot.team}")

    def fetch(self, context: Context) -> SurveysView:
        """All rounds of the pilot."""
        from ybiyri_tui.usecases.survey.surveying import surveys_view

        return surveys_view(context, self._pilot.id)

    def show(self, view: SurveysView) -> None:
        """Lists the rounds, the newest highlighted the first time."""
        from ybiyri_tui.reports.survey.rounds import empty_lines, guide_lines, round_line

        rounds = self.query_one("#rounds", OptionList)
        before = rounds.highlighted if rounds.option_count == len(view.state.rounds) else None
        rounds.set_options(Option(Content(round_line(found, view.state)), found.id) for found in view.state.rounds)
        rounds.display = self.query_one("#rules").display = bool(view.state.rounds)
        if view.state.rounds:
            rounds.highlighted = before if before is not None else len(view.state.rounds) - 1
            rounds.focus()
            lines = guide_lines(view.state, view.surveys)
        else:
            lines = empty_lines(view.surveys[0])
        self.query_one("#guide", Static).update("\n\n".join(lines))

    @on(OptionList.OptionHighlighted, "#rounds")
    def _highlighted(self) -> None:
        from ybiyri_tui.reports.survey.rounds import rules_lines

        found = self._chosen()
        key = self.view.host_key if self.view else ""
        self.query_one("#rules", Static).update("\n".join(rules_lines(found, key)) if found else "")
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#rounds")
    def _selected(self) -> None:
        self.action_results()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what is possible with the rounds as they are."""
        if self.view is None:
            return action not in ACTIONS
        state, chosen = self.view.state, self._chosen()
        is_open = state.open_round is not None
        possible = {
            "results": chosen is not None and chosen.has_results,
            "open": bool(self.view.choices),
            "answer": is_open,
            "close": is_open,
            "extend": is_open,
            "replace": is_open,
            "discard": is_open or self.view.waiting is not None,
            "read_back": chosen is not None and chosen.has_results and chosen.read_back_on is None,
            "compare": state.can_compare,
        }
        return possible.get(action, True)

    def action_results(self) -> None:
        """Opens the results of the highlighted round."""
        found = self._chosen()
        if found is None:
            return
        if not found.has_results:
            return
        from ybiyri_tui.screens.survey.results import ResultsScreen

        self.app.push_screen(ResultsScreen(found))

    def action_open(self) -> None:
        """Opens the next round; where there is a choice, asks which."""
        if self.view is None or not self.view.choices:
            return
        if len(self.view.choices) == 1:
            self._open(*self.view.choices[0])
            return
        from ybiyri_tui.reports.survey.words import LABEL_WORDS
        from ybiyri_tui.screens.dialogs.choose import ChooseScreen

        several = len(self.view.surveys) > 1
        choices = [
            (str(at), f'"{label.value}": {LABEL_WORDS[label]}{f" ({survey.title})" if several else ""}')
            for at, (survey, label) in enumerate(self.view.choices)
        ]
        self.app.push_screen(ChooseScreen("Which survey?", choices), self._label_chosen)

    def _label_chosen(self, choice: str | None) -> None:
        if choice is not None and self.view is not None:
            self._open(*self.view.choices[int(choice)])

    def _open(self, survey: Survey, label: Label) -> None:
        from ybiyri_tui.screens.survey.opening.opening import OpeningScreen

        if self.view is not None:
            self.app.push_screen(OpeningScreen(self.view.state, survey, label))

    def action_read_back(self) -> None:
        """Notes that the team has seen the results."""
        found = self._chosen()
        if found is not None:
            from ybiyri_tui.usecases.survey.surveying import mark_read_back

            round_id = found.id
            self.save(lambda context: mark_read_back(context, round_id), "Marked as read back to the team.")

    def action_compare(self) -> None:
        """Opens before against after."""
        from ybiyri_tui.screens.survey.comparison import ComparisonScreen

        self.app.push_screen(ComparisonScreen(self._pilot))

    def action_move(self, step: int) -> None:
        """Moves among the rounds; without rounds it scrolls."""
        rounds = self.query_one("#rounds", OptionList)
        if rounds.display:
            (rounds.action_cursor_down if step > 0 else rounds.action_cursor_up)()
        else:
            self.query_one("#surveys", VerticalScroll).scroll_relative(y=step, animate=False)

    def _chosen(self) -> Round | None:
        at = self.query_one("#rounds", OptionList).highlighted
        rounds = self.view.state.rounds if self.view else ()
        return rounds[at] if at is not None and at < len(rounds) else None
