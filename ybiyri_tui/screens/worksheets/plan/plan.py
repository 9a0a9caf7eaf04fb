"""The pilot's plan: its parts, each with what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.worksheets.parts.parts import Part, PartsScreen
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.worksheets.pilot_plan.records import Charter
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.document import Section
    from ybiyri_tui.usecases.worksheets.plan.page import PlanPage

# Set by keys of their own, not typed into the charter.
_SET_BY_KEYS = frozenset({"exit_agreed", "exit_team_on", "exit_sponsor_on", "exit_operations_on"})
_WHO = [("team", "the team"), ("sponsor", "the sponsor"), ("operations", "operations")]
_WHAT = [("scale", "go on with more teams"), ("extend", "extend the pilot"), ("stop", "stop")]


class PlanScreen(PartsScreen["PlanPage"]):
    """Team, charter, phases, measures, experiments, exit criteria."""

    WHERE = "Plan"
    WORKSHEET = "plan"
    HELP = """
Choose one team by its scores; a veto outweighs any sum. Write the charter on one page. l lays the phases from a day on, and measures and exit criteria to start from.

Measure before anything changes: without a before there is no after, only opinions. Each experiment says what you expect and how you will know. t takes the share of unplanned work from the imported tickets.

Exit criteria are agreed beforehand (a), by the team, the sponsor and operations; if they are changed, everybody agrees again. At the review the rules say what they amount to, and you record what was decided (v).
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "begin", "lay phases", id="plan.begin", tooltip="lay the phases from a day on"),
        Binding("a", "agree", "agreed", id="plan.agree", tooltip="who agreed to the exit criteria as they stand"),
        Binding("t", "from_tickets", "tickets", show=False, id="plan.tickets", tooltip="unplanned share from tickets"),
        Binding("v", "decide", "decision", id="plan.decide", tooltip="what the review decided"),
    ]

    def fetch(self, context: Context) -> PlanPage:
        """The whole plan."""
        from ybiyri_tui.usecases.worksheets.plan.page import plan_page

        return plan_page(context, self.pilot.id)

    def sheets(self) -> Sequence[Sheet[Any]]:
        """All tables."""
        from playbook.worksheets.pilot_plan.sheets import SHEETS

        return SHEETS

    def heading(self, view: PlanPage) -> tuple[str, str]:
        """The phase of today, if there is one."""
        from playbook.worksheets.pilot_plan.timeline import current_phase

        phase = current_phase(view.plan.phases, view.today)
        return super().heading(view)[0], phase.name if phase else ""

    def parts(self, view: PlanPage, width: int) -> Sequence[Part]:
        """In the order in which a pilot is planned."""
        from ybiyri_tui.reports.worksheets.time import plan

        held, charter = view.plan, view.plan.charter
        verdicts = sum(found.verdict is not None for found in view.evaluation.judged)
        judged = f"{verdicts} of {counted(len(view.evaluation.judged), 'verdict')}"
        return (
            Part("team", "Which team", charter.team or "not chosen", (plan.team_section(view),)),
            Part("charter", "Charter", _signed(charter), (plan.charter_section(view),)),
            Part("phases", "Phases", counted(len(held.phases), "phase"), (plan.timeline_section(view, width),)),
            Part("measures", "Measures", _baseline(view), (plan.measures_section(view),)),
            Part(
                "experiments",
                "Experiments",
                counted(len(held.experiments), "experiment"),
                (plan.experiments_section(view),),
            ),
            Part("exit", "Exit criteria", judged if held.criteria else "none yet", (plan.exit_section(view),)),
        )

    def document(self, view: PlanPage) -> Sequence[Section]:
        """The whole plan."""
        from ybiyri_tui.reports.worksheets.time.plan import plan_sections

        return plan_sections(view)

    def open_part(self, key: str) -> None:
        """Scores, the charter's form, or a table."""
        from playbook.worksheets.pilot_plan import sheets
        from ybiyri_tui.screens.worksheets.parts.table import PartTable
        from ybiyri_tui.screens.worksheets.plan.team import TeamScreen

        if key == "team":
            self.go(TeamScreen(self.pilot))
        elif key == "charter":
            self._open_charter()
        else:
            tables: dict[str, Sheet[Any]] = {
                "phases": sheets.PHASES,
                "measures": sheets.MEASURES,
                "experiments": sheets.EXPERIMENTS,
                "exit": sheets.CRITERIA,
            }
            self.go(PartTable(self.pilot, tables[key], self.WORKSHEET))

    def _open_charter(self) -> None:
        from playbook.worksheets.pilot_plan.sheets import CHARTER
        from ybiyri_tui.screens.worksheets.parts.fields import FieldsScreen
        from ybiyri_tui.usecases.worksheets.single import set_field, single_record

        pilot_id = self.pilot.id
        self.go(
            FieldsScreen(
                self.pilot,
                CHARTER,
                lambda context: single_record(context, pilot_id, CHARTER),
                lambda context, field, text: set_field(context, pilot_id, CHARTER, field, text),
                fixed=_SET_BY_KEYS,
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Agreement and decision only where there are criteria."""
        if action in ("agree", "decide"):
            return self.view is not None and bool(self.view.plan.criteria)
        return super().check_action(action, parameters)

    @work(group="dialog", exclusive=True)
    async def action_begin(self) -> None:
        """Asks for the day and lays the phases from it."""
        from ybiyri_tui.usecases.worksheets.plan.changing import begin_plan, day_of

        if self.view is None:
            return
        field, pilot_id = f"{self.pilot.id} plan begin", self.pilot.id
        known = self.view.plan.charter.starts_on
        note = "A day such as 2027-01-11. Phases that are there are replaced; u brings them back."
        typed = await self.app.push_screen_wait(
            AskScreen(
                "From which day on?",
                field=field,
                value=known.isoformat() if known else "",
                note=note,
                check=lambda text: f"from {day_of(text):%A} on",
            )
        )
        if typed:
            self.save(lambda context: begin_plan(context, pilot_id, day_of(typed)), draft=field)

    def action_from_tickets(self) -> None:
        """Writes the share of unplanned work into the measures."""
        from ybiyri_tui.usecases.worksheets.plan.filling import fill_unplanned

        pilot_id = self.pilot.id
        self.save(lambda context: fill_unplanned(context, pilot_id), "The share of unplanned work is in the measures.")

    @work(group="dialog", exclusive=True)
    async def action_agree(self) -> None:
        """Asks who agreed today."""
        from ybiyri_tui.usecases.worksheets.plan.changing import agree_exit

        note = "To the criteria as they stand now. If they were changed, everybody has to agree again."
        who = await self.app.push_screen_wait(ChooseScreen("Who agreed today?", _WHO, note=note))
        if who is not None:
            pilot_id = self.pilot.id
            self.save(lambda context: agree_exit(context, pilot_id, who))

    @work(group="dialog", exclusive=True)
    async def action_decide(self) -> None:
        """Asks what was decided, by whom and why."""
        from playbook.worksheets.pilot_plan.records import Decision
        from ybiyri_tui.usecases.worksheets.plan.changing import decide

        view, pilot_id = self.view, self.pilot.id
        if view is None:
            return
        rule = view.evaluation.rule
        note = f"By the rules: {rule.says}" if rule else ""
        what = await self.app.push_screen_wait(ChooseScreen("What did the review decide?", _WHAT, note=note))
        if what is None:
            return
        field = f"{self.pilot.id} plan decide"
        by = await self.app.push_screen_wait(
            AskScreen("Who decided?", field=f"{field} by", value=view.plan.charter.sponsor, note="A name or a role.")
        )
        why = by and await self.app.push_screen_wait(AskScreen("Why, in a sentence?", field=f"{field} why"))
        if by and why:
            decision = Decision(what)
            self.ybiyri.drafts.let_go(f"{field} by")
            self.save(lambda context: decide(context, pilot_id, decision, by=by, reasons=why), draft=f"{field} why")


def _signed(charter: Charter) -> str:
    who = [("team", charter.signed_team_on), ("sponsor", charter.signed_sponsor_on)]
    return f"signed by {' and '.join(name for name, day in who if day)}" if any(day for _, day in who) else "not signed"


def _baseline(view: PlanPage) -> str:
    if not view.plan.measures:
        return "none yet"
    taken = sum(measure.before is not None for measure in view.plan.measures)
    return f"{taken} of {len(view.plan.measures)} before"
