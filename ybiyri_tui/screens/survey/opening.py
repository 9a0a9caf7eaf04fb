"""Opening a round: how many people, from how many answers on, which topics decide; then it is frozen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.widgets.tick_list import TickList

if TYPE_CHECKING:
    from surveys.records import Label
    from surveys.schema import Survey
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.opening import Opened
    from ybiyri_tui.usecases.survey.surveying import Surveying

DEFAULT_INVITED = 8


class OpeningScreen(FramedScreen[None]):
    """A form whose last part says what would be frozen and what can be found; enter there opens the round."""

    CSS_PATH = "surveys.tcss"
    WHERE = "Open a survey"
    HELP = """
Invited: how many people may answer. k: nothing is shown below so many answers, from 4 to 8.

Main topics decide: only they can be called better or worse after the pilot. The fewer there are the more can be \
found; one or two are usual, four are the most. All other topics are looked at, but never decided.

Everything is frozen once the survey is open; it can only be discarded. A later survey of the series takes over k, \
main topics and wording.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open it", key_display="enter", id="opening.open"),
        Binding("tab", "app.focus_next", "next field", id="opening.next"),
        Binding("shift+tab", "app.focus_previous", "field before", show=False),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="opening.back"),
    ]

    def __init__(self, state: Surveying, survey: Survey, label: Label) -> None:
        super().__init__()
        self._state = state
        self._survey = survey
        self._label = label
        self._first = state.first_of(survey.id)

    def compose_content(self) -> Iterable[Widget]:
        """Numbers, topics, limits."""
        first = self._first
        invited = first.invited if first else DEFAULT_INVITED
        main = set(first.main_topics if first else self._survey.main_topics)
        with VerticalScroll(id="form", can_focus=False):
            with Horizontal():
                yield Static("People invited", classes="label", markup=False)
                yield Input(str(invited), type="integer", max_length=6, compact=True, id="invited")
                yield Static("k, nothing shown below", classes="label", markup=False)
                k = Input(str(first.k if first else 5), type="integer", max_length=2, compact=True, id="k")
                k.disabled = first is not None
                yield k
            yield Static(self._topics_label(), markup=False)
            topics = TickList([(topic.id, topic.title) for topic in self._survey.topics], main, id="topics")
            topics.disabled = first is not None
            topics.display = first is None
            yield topics
            with VerticalScroll(id="limits"):
                yield Static("", id="limits-text", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.entitle(f'Open the "{self._label.value}" survey · {self._state.pilot.name}')
        for field in self.query(Input):
            with field.prevent(Input.Changed):
                field.value = self.ybiyri.drafts.get(self._draft(field), field.value)
        self.query_one("#invited", Input).focus()
        self._show_limits()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Opening is possible where the limits were read."""
        return action != "open" or (self.is_mounted and self.focused is self.query_one("#limits"))

    @on(Input.Changed)
    @on(TickList.Changed)
    def _show_limits(self) -> None:
        """Says what would be frozen and found; a form that cannot be opened says why."""
        from surveys.errors import SurveyError
        from surveys.rounds.rules import check_invited, checked_k, in_order
        from ybiyri_tui.reports.survey.rounds import opening_lines

        static = self.query_one("#limits-text", Static)
        invited, k, main = self._number("invited"), self._number("k"), self._main()
        try:
            check_invited(invited, checked_k(k))
            in_order(self._survey, main)
        except SurveyError as error:
            static.set_class(True, "problem")
            static.update(str(error))
            return
        static.set_class(False, "problem")
        lines = opening_lines(self._label, invited, k, len(main))
        static.update("\n\n".join([*lines, "enter opens it, esc changes nothing."]))

    @on(Input.Changed)
    def _keep(self, event: Input.Changed) -> None:
        self.ybiyri.drafts[self._draft(event.input)] = event.value

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.app.action_focus_next()

    def action_open(self) -> None:
        """Asks for the coach's passphrase, if a series begins; a later round needs none."""
        if self._first is not None:
            self._open(("", ""))
            return
        from ybiyri_tui.screens.dialogs.secret import SecretScreen

        note = "Whoever knows it can open the box, and nobody can find it out again."
        fields = ["The coach's passphrase", "The same once more"]
        asking = SecretScreen("Who can open the box", fields, note=note, done="open the survey")
        self.app.push_screen(asking, self._typed)

    def _typed(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self._open(typed)

    @work(exclusive=True, group="open")
    async def _open(self, typed: tuple[str, ...]) -> None:
        """Opens the round and shows its codes; a refusal stays on the form."""
        from surveys.sealing.holders import Holder
        from ybiyri_tui.screens.survey.slips import SlipsScreen
        from ybiyri_tui.usecases.survey.opening import open_round, request

        invited, k, main = self._number("invited"), self._number("k"), self._main()

        def work(context: Context) -> Opened:
            wanted = request(
                context,
                self._state.pilot.id,
                survey_id=self._survey.id,
                label=self._label,
                invited=invited,
                k=k,
                main_topics=main,
                coach_only=self._first is None,
            )
            first, again = ({Holder.COACH: phrase} if phrase else {} for phrase in typed)
            return open_round(context, wanted, first, again)

        try:
            opened = await self.ybiyri.desk.do(work)
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            for field in self.query(Input):
                self.ybiyri.drafts.pop(self._draft(field), None)
            self.app.switch_screen(SlipsScreen(opened))

    def _draft(self, field: Input) -> str:
        return f"opening.{self._state.pilot.id}.{self._label.value}.{field.id}"

    def _topics_label(self) -> str:
        if self._first is None:
            return "Main topics, which decide (space chooses)"
        titles = [topic.title for topic in self._first.survey.topics if topic.id in self._first.main_topics]
        return f"Main topics, frozen by the survey before: {', '.join(titles) or 'none'}"

    def _main(self) -> tuple[str, ...]:
        return self.query_one(TickList).ticked

    def _number(self, name: str) -> int:
        """The number in a field; 0, which every rule refuses, if there is none."""
        try:
            return int(self.query_one(f"#{name}", Input).value)
        except ValueError:
            return 0
