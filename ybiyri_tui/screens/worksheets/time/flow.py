"""How an incident travels today and how it should: both flows drawn, and measured against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.worksheets.parts.parts import Part, PartsScreen
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.worksheets.incident_flow.records import Step
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.document import Section
    from ybiyri_tui.usecases.worksheets.incident_flow.page import FlowPage

NOT_DRAWN = "not drawn yet"
HOW = "f begins from a template: the self-service flow of the talk, or Ops Run It. Then correct it until it is yours."


class FlowScreen(PartsScreen["FlowPage"]):
    """Today, the target, the two side by side, and facts about incidents."""

    WHERE = "Incident flow"
    WORKSHEET = "flow"
    HELP = """
Draw the last incident from alert to closed ticket, step by step: what happens, from whom to whom, automatic, by hand or a hand-off, and the minutes it takes. Then draw how it should travel.

Begin from one of two flows (f) and correct it until it is yours: the self-service flow of the talk, or the one of Ops Run It. A step follows the one whose number stands under "After".

The seven touchpoints are where a team's own on-call meets incident management. A step by hand costs its minutes times the incidents of a year.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "begin", "begin from", id="flow.begin", tooltip="put a template in the place of a flow"),
        Binding("p", "picture", "picture", id="flow.picture", tooltip="write the highlighted flow as SVG"),
    ]

    def fetch(self, context: Context) -> FlowPage:
        """Both flows and their measures."""
        from ybiyri_tui.usecases.worksheets.incident_flow.page import flow_page

        return flow_page(context, self.pilot.id)

    def sheets(self) -> Sequence[Sheet[Any]]:
        """Facts and both flows."""
        from playbook.worksheets.incident_flow.sheets import SHEETS

        return SHEETS

    def heading(self, view: FlowPage) -> tuple[str, str]:
        """How many touchpoints are automatic."""
        left, _ = super().heading(view)
        return left, f"{len(view.today.touchpoints)} of 7 automatic" if view.flow.today else ""

    def parts(self, view: FlowPage, width: int) -> Sequence[Part]:
        """The comparison first, then each flow."""
        from ybiyri_tui.reports.document import Paragraph, Section
        from ybiyri_tui.reports.worksheets.time.incident_flow import facts_section, flow_section, measures_section

        flow = view.flow
        facts = sum(value not in (None, "") for value in vars(flow.facts).values())
        how = (Section("Draw the last incident", (Paragraph(HOW),)),)
        compared = how if view.is_empty else (measures_section(view),)
        return (
            Part("compare", "Today and target", NOT_DRAWN if view.is_empty else "", compared),
            *(
                Part(title.lower(), title, _state(steps), (flow_section(title, steps, width),) if steps else how)
                for title, steps in (("Today", flow.today), ("Target", flow.target))
            ),
            Part(
                "facts",
                "About incidents",
                f"{facts} of {len(vars(flow.facts))} filled in",
                (facts_section(flow.facts),),
            ),
        )

    def document(self, view: FlowPage) -> Sequence[Section]:
        """Measures, and both flows drawn beside each other."""
        from ybiyri_tui.reports.worksheets.time.incident_flow import flow_sections

        return () if view.is_empty else flow_sections(view)

    def open_part(self, key: str) -> None:
        """A table of steps, or the facts."""
        from playbook.worksheets.incident_flow.sheets import FACTS, TARGET, TODAY
        from ybiyri_tui.screens.worksheets.parts.fields import FieldsScreen
        from ybiyri_tui.screens.worksheets.parts.table import PartTable
        from ybiyri_tui.usecases.worksheets.single import set_field, single_record

        pilot_id = self.pilot.id
        if key == "facts":
            self.go(
                FieldsScreen(
                    self.pilot,
                    FACTS,
                    lambda context: single_record(context, pilot_id, FACTS),
                    lambda context, field, text: set_field(context, pilot_id, FACTS, field, text),
                )
            )
        else:
            sheet = TARGET if key == "target" else TODAY
            self.go(PartTable(self.pilot, sheet, self.WORKSHEET, new_row=next_step))

    @work(group="dialog", exclusive=True)
    async def action_begin(self) -> None:
        """Asks which flow begins from which template."""
        from ybiyri_tui.usecases.worksheets.incident_flow.page import templates, use_template

        if self.view is None:
            return
        key = self.highlighted
        which = key if key in ("today", "target") else None
        if which is None:
            choices = [("today", "how it travels today"), ("target", "how it should travel")]
            which = await self.app.push_screen_wait(ChooseScreen("Which flow begins?", choices))
        if which is None:
            return
        offered = await self.ybiyri.desk.do(templates)
        note = "It takes the place of the steps that are there; u brings them back."
        chosen = await self.app.push_screen_wait(
            ChooseScreen(f"Begin {which} from which flow?", [(flow.id, flow.title) for flow in offered], note=note)
        )
        if chosen is not None:
            flow, pilot_id = which, self.pilot.id
            self.save(lambda context: use_template(context, pilot_id, flow, chosen))

    @work(group="dialog", exclusive=True)
    async def action_picture(self) -> None:
        """Asks for a name and writes the highlighted flow as SVG."""
        from pathlib import Path

        from ybiyri_tui.reports.worksheets.time.flow_picture import flow_svg
        from ybiyri_tui.screens.dialogs.ask import AskScreen
        from ybiyri_tui.usecases.worksheets.reading import write_new

        if self.view is None:
            return
        is_target = self.highlighted == "target"
        steps, which = (self.view.flow.target, "Target") if is_target else (self.view.flow.today, "Today")
        field, example = f"{self.pilot.id} flow picture", "~/flow.svg"
        name = await self.app.push_screen_wait(
            AskScreen("Into which file is it drawn?", field=field, note="A name that ends with .svg.", example=example)
        )
        if name:
            path = Path(name).expanduser()
            self.save(lambda _: write_new(path, flow_svg(steps, which)), f"Drawn: {path.name}", draft=field)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A picture only of what is drawn."""
        if action == "picture":
            return self.view is not None and not self.view.is_empty
        return super().check_action(action, parameters)


def next_step(steps: Sequence[Step], current: Step | None) -> Step:
    """A step with the next number that follows the one under the cursor and comes from where that one led."""
    from playbook.worksheets.incident_flow.records import Step

    number = max((step.id or 0 for step in steps), default=0) + 1
    if current is None:
        return Step(number)
    return replace(Step(number), after=current.id, source=current.target)


def _state(steps: Sequence[Step]) -> str:
    return counted(len(steps), "step") if steps else NOT_DRAWN
