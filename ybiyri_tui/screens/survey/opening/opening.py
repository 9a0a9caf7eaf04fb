"""Opening a round: what could be inferred and found is looked at first, then the rules, then it is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.survey.opening import form
from ybiyri_tui.screens.survey.opening.form import FIELDS, Filled, Step
from ybiyri_tui.widgets.fields.field import Field
from ybiyri_tui.widgets.lists.tick_list import TickList
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from surveys.records import Label
    from surveys.rounds.opening import Request
    from surveys.schema import Survey
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.opening import Opened, Preview
    from ybiyri_tui.usecases.survey.surveying import Surveying

STEPS = {
    Step.PEOPLE: "how many people",
    Step.BOX: "who opens the box",
    Step.RULES: "rules",
    Step.FREEZE: "read it once more",
}
"""What the title line says of each step."""


class OpeningScreen(FramedScreen[None]):
    """One step after the other; the last one shows what participants will read, and freezes it."""

    CSS_PATH = "opening.tcss"
    WHERE = "Open a survey"
    HELP = """
Nothing is shown below k answers, from 4 to 8. The first page says what could be inferred about single people from \
the results of so few, and what a comparison could find at all: look at it together with the team.

Main topics decide: only they can be called better or worse after the pilot. The fewer there are the more can be \
found; one or two are usual, four are the most.

Everything is frozen once the survey is open; it can only be extended or discarded. A later survey of the series takes \
over wording, k, main topics, cards and who opens the box, and is not asked for them.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "freeze it and go on", id="opening.freeze"),
        Binding("tab", "app.focus_next", "next field", id="opening.next", priority=True),
        Binding("shift+tab", "app.focus_previous", "field before", show=False, priority=True),
        Binding("pagedown", "page(1)", "read on", priority=True, id="opening.down"),
        Binding("pageup", "page(-1)", "scroll up", show=False, priority=True),
        Binding("escape", "back", "back", key_display="esc", id="opening.back"),
    ]

    def __init__(self, state: Surveying, survey: Survey, label: Label) -> None:
        super().__init__()
        self._state = state
        self._survey = survey
        self._label = label
        self._first = state.first_of(survey.id)
        self._step = Step.PEOPLE
        self._preview: Preview | None = None

    @property
    def _begins(self) -> bool:
        """Whether a series begins, so that its rules are asked for."""
        return self._first is None

    @property
    def _steps(self) -> list[Step]:
        return [step for step in Step if step is not Step.BOX or self._begins]

    def compose_content(self) -> Iterable[Widget]:
        """All steps; one of them is shown."""
        with VerticalScroll(id="form", can_focus=False):
            for step in self._steps[:-1]:
                with Vertical(id=f"step-{step.value}", classes="step"):
                    yield from self._fields(step)
                    yield Static("", classes="problem remark", markup=False)
                    yield Button("Go on", compact=True, classes="go-on")
                    yield Static("", classes="told", markup=False)
            with VerticalScroll(id=f"step-{Step.FREEZE.value}", classes="step"):
                yield Static("", id="frozen", markup=False)

    def _fields(self, step: Step) -> Iterator[Widget]:
        if step is Step.BOX:
            yield Static(form.WHO_OPENS, classes="quiet", markup=False)
        defaults = {
            "invited": str(self._first.invited if self._first else form.DEFAULT_INVITED),
            "k": str(form.DEFAULT_K),
        }
        for name in self._asked(step):
            _step, label, example = FIELDS[name]
            yield Static(label, classes="label", markup=False)
            value = self.ybiyri.drafts.get(self._draft(name), defaults.get(name, ""))
            yield Field(value, placeholder=example, id=name, compact=True)
        if step is Step.BOX:
            yield TickList([(form.COACH_ONLY, form.COACH_ALONE)], (), id="alone")
        if step is Step.RULES:
            options = {key: text for key, text in form.OPTIONS.items() if key != "cards" or self._begins}
            yield TickList(options.items(), {"cards"} & set(options), id="options")
            if self._begins:
                yield Static("Main topics, which decide (space chooses)", classes="label", markup=False)
                topics = [(topic.id, topic.title) for topic in self._survey.topics]
                yield TickList(topics, self._survey.main_topics, id="topics")

    def _asked(self, step: Step) -> list[str]:
        """The fields of a step that have to be asked for."""
        from surveys.records import Label

        left_out = set(form.LATER_ONLY if self._label is not Label.AFTER else ())
        left_out |= set() if self._begins else set(form.FIRST_ONLY)
        return [name for name, (of, _, _) in FIELDS.items() if of is step and name not in left_out]

    def on_mount(self) -> None:
        """Ready to type."""
        self._turn_to(Step.PEOPLE)
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Enter freezes on the last step only; before it belongs to the field."""
        return action != "go_on" or self._step is Step.FREEZE

    def _turn_to(self, step: Step) -> None:
        self._step = step
        for each in self._steps:
            self.query_one(f"#step-{each.value}").display = each is step
        at = self._steps.index(step) + 1
        self.entitle(f'Open the "{self._label.value}" survey · {STEPS[step]}', f"{at} of {len(self._steps)}")
        self._tell("")
        scroll = self.query_one("#form", VerticalScroll)
        scroll.scroll_home(animate=False)
        first = self.query(f"#step-{step.value} Field, #step-{step.value} TickList").first
        self.set_focus(self.query_one(f"#step-{step.value}") if step is Step.FREEZE else first())
        self.refresh_bindings()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.ybiyri.drafts[self._draft(event.input.id or "")] = event.value
        if self._step is Step.PEOPLE:
            self._look()
        else:
            self._tell("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and from the last one on."""
        asked = self._asked(self._step)
        at = asked.index(event.input.id or "")
        if at + 1 < len(asked):
            self.query_one(f"#{asked[at + 1]}").focus()
        elif self._step is Step.RULES:
            self.query_one("#options").focus()
        else:
            self.action_go_on()

    @on(Button.Pressed, ".go-on")
    def _pressed(self) -> None:
        self.action_go_on()

    def action_back(self) -> None:
        """To the step before, or out; what was typed stays."""
        at = self._steps.index(self._step)
        if at:
            self._turn_to(self._steps[at - 1])
        else:
            self.app.pop_screen()

    def action_page(self, by: int) -> None:
        """Scrolls what does not fit below the fields."""
        shown = "#step-freeze" if self._step is Step.FREEZE else "#form"
        scroll = self.query_one(shown, VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 2), animate=False)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Says what could be inferred and found with these numbers."""
        from ybiyri_tui.reports.survey.outlook_table import outlook_notes, outlook_table

        problem, told = "", ""
        try:
            seen = await self._previewed(self._filled(), looked_at=True)
            told = "\n\n".join([outlook_table(seen), *outlook_notes(seen)])
        except Exception as error:
            problem = sentence_for(error)[0]
        if not self.is_left:
            self._tell(problem)
            self.query_one("#step-people .told", Static).update(told)

    @work(exclusive=True, group="look")
    async def action_go_on(self) -> None:
        """To the next step if this one will do; from the last one to the passphrases."""
        if self._step is Step.FREEZE:
            self._open()
            return
        step = self._step
        looked_at = step is Step.PEOPLE and self._begins
        try:
            self._preview = await self._previewed(self._filled(), looked_at=looked_at)
        except Exception as error:
            self._tell(sentence_for(error)[0])
            return
        following = self._steps[self._steps.index(step) + 1]
        if following is Step.FREEZE:
            self.query_one("#frozen", Static).update(_last_look(self._preview))
        self._turn_to(following)

    async def _previewed(self, filled: Filled, *, looked_at: bool) -> Preview:
        def work(context: Context) -> Preview:
            from ybiyri_tui.usecases.survey.opening import preview

            return preview(context, self._request(context, filled, looked_at=looked_at))

        return await self.ybiyri.desk.do(work)

    def _request(self, context: Context, filled: Filled, *, looked_at: bool = False) -> Request:
        make = filled.looked_at if looked_at else filled.request
        return make(context, self._state.pilot.id, self._survey.id, self._label, first=self._begins)

    @work(exclusive=True, group="dialog")
    async def _open(self) -> None:
        """Passphrases, then the opening itself, then the codes; a refusal stays on the form."""
        from ybiyri_tui.screens.survey.opening.passphrases import ask_everybody
        from ybiyri_tui.screens.survey.opening.slips import SlipsScreen

        preview, filled = self._preview, self._filled()
        if preview is None:
            return
        holders = {holder: preview.round.series.holders[holder] for holder in preview.holders}
        typed = await ask_everybody(self.app, holders)
        if typed is None:
            return

        def work(context: Context) -> Opened:
            from ybiyri_tui.usecases.survey.opening import open_round

            return open_round(context, self._request(context, filled), typed, typed)

        self.query_one("#frozen", Static).update("Locking the box and drawing the codes …")
        try:
            opened = await self.ybiyri.desk.do(work)
        except Exception as error:
            self.query_one("#frozen", Static).update(_last_look(preview))
            self.ybiyri.tell(error)
            return
        for name in FIELDS:
            self.ybiyri.drafts.pop(self._draft(name), None)
        self.app.switch_screen(SlipsScreen(opened))

    def _filled(self) -> Filled:
        ticked = {key for ticks in self.query(TickList) if ticks.id != "topics" for key in ticks.ticked}
        main = next((ticks.ticked for ticks in self.query(TickList) if ticks.id == "topics"), ())
        texts = {field.id or "": field.value for field in self.query(Field)}
        return Filled(texts, frozenset(ticked), main)

    def _tell(self, problem: str) -> None:
        """What will not do, below the fields of the step."""
        if self._step is not Step.FREEZE:
            remark = self.query_one(f"#step-{self._step.value} .remark", Static)
            remark.update(shown(problem))
            remark.display = bool(problem)

    def _draft(self, name: str) -> str:
        return f"opening.{self._state.pilot.id}.{self._label.value}.{name}"


def _last_look(seen: Preview) -> str:
    """What freezes, and what participants will read first."""
    from ybiyri_tui.reports.survey.promise import promise_lines
    from ybiyri_tui.reports.survey.rounds import frozen_lines

    told = [line for line in promise_lines(seen.round) if not line.startswith("Fingerprint")]
    intro = "Participants will read, with the fingerprint of what is frozen:"
    return "\n\n".join([*frozen_lines(seen.round), intro, *(f"  {line}" for line in told)])
