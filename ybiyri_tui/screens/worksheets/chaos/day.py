"""One chaos day: its plan, people and cards before it, what was seen and should change after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from ybiyri_tui.screens.worksheets.parts.parts import Part, PartsScreen
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.worksheets.chaos_day.records import ChaosDayRecord
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.document import Section

_SET_BY_RUNNING = frozenset({"day", "started_at", "ended_at"})


class ChaosDayScreen(PartsScreen["ChaosDayRecord"]):
    """The parts of one day."""

    WHERE = "Chaos day"
    WORKSHEET = "chaos"
    HELP = """
Agents of chaos design and run the experiments and answer no calls that day; the responders act as if it were production; a facilitator, who is no agent, keeps the time. Keep the cards secret from the responders.

g begins the day, once scope, blast radius, stop rule, people, cards and their rollbacks are there. Afterwards write on each card what was seen, who noticed, and what the runbook lacked; m makes promises of what should change.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "begin", "begin the day", id="chaos.begin", tooltip="the clock starts, keys log"),
        Binding("m", "promise", "make promises", id="chaos.promise", tooltip="of runbook gaps and improvements"),
    ]

    def __init__(self, pilot: Any, day: int) -> None:
        super().__init__(pilot)
        self._day = day

    def fetch(self, context: Context) -> ChaosDayRecord:
        """The day."""
        from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day

        return chaos_day(context, self.pilot.id, self._day)

    def heading(self, view: ChaosDayRecord) -> tuple[str, str]:
        """Its name and state."""
        from ybiyri_tui.reports.worksheets.time.chaos import day_state

        return f"Chaos day {self._day} · {shown(view.plan.name)}", day_state(view)

    def parts(self, view: ChaosDayRecord, width: int) -> Sequence[Part]:  # noqa: ARG002
        """Plan, people, cards; the log once there is one; improvements."""
        from playbook.worksheets.chaos_day.readiness import missing
        from ybiyri_tui.reports.worksheets.time import chaos

        lacking = missing(view)
        needed = sum(found.stops for found in lacking)
        plan = f"{needed} things missing to begin" if needed else f"{len(lacking)} hints" if lacking else "complete"
        parts = [
            Part("plan", "Plan", "" if view.plan.is_over else plan, (chaos.plan_section(view),)),
            Part(
                "people", "Who does what", counted(len(view.people), "person", "people"), (chaos.people_section(view),)
            ),
            Part(
                "cards",
                "Experiments",
                counted(len(view.experiments), "card"),
                (chaos.experiments_section(view),),
            ),
        ]
        if view.plan.started_at is not None:
            parts.append(Part("numbers", "In numbers", f"{chaos.figures_words(view)}", (chaos.figures_section(view),)))
            parts.append(Part("log", "Log", counted(len(view.log), "entry", "entries"), (chaos.log_section(view),)))
        improvements = counted(len(view.improvements), "improvement")
        return [*parts, Part("improvements", "What should change", improvements, (chaos.improvements_section(view),))]

    def document(self, view: ChaosDayRecord) -> Sequence[Section]:
        """The whole day."""
        from ybiyri_tui.reports.worksheets.time.chaos import day_sections

        return day_sections(view)

    def open_part(self, key: str) -> None:
        """The form of the plan, or the table of another part."""
        from playbook.worksheets.chaos_day import records
        from playbook.worksheets.chaos_day.sheets import EXPERIMENTS, IMPROVEMENTS, LOG, PEOPLE
        from ybiyri_tui.screens.worksheets.parts.table import PartTable

        day = self._day
        if key == "plan":
            self._open_plan()
        elif key == "people":
            self._open_table(PartTable(self.pilot, PEOPLE, "chaos", new_row=lambda *_: records.Person(day), day=day))
        elif key in ("cards", "numbers"):
            table = PartTable(self.pilot, EXPERIMENTS, "chaos", new_row=lambda rows, _: _next_card(day, rows), day=day)
            self._open_table(table)
        elif key == "log":
            self._open_table(PartTable(self.pilot, LOG, "chaos", new_row=lambda *_: records.LogEntry(day), day=day))
        else:
            new = records.Improvement(day)
            self._open_table(PartTable(self.pilot, IMPROVEMENTS, "chaos", new_row=lambda *_: new, day=day))

    def _open_table(self, table: Any) -> None:
        self.go(table)

    def _open_plan(self) -> None:
        from playbook.worksheets.chaos_day.sheets import DAYS
        from ybiyri_tui.screens.worksheets.parts.fields import FieldsScreen
        from ybiyri_tui.usecases.worksheets.chaos.days import plan_row
        from ybiyri_tui.usecases.worksheets.sheets import change_cell

        pilot_id, day = self.pilot.id, self._day

        def write(context: Context, field: str, text: str) -> None:
            change_cell(context, pilot_id, DAYS, plan_row(context, pilot_id, day), field, text)

        self.go(
            FieldsScreen(
                self.pilot,
                DAYS,
                lambda context: plan_row(context, pilot_id, day).record,
                write,
                title=f"Plan of chaos day {day}",
                fixed=_SET_BY_RUNNING,
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin what has not begun; promises of what was found."""
        if action == "begin":
            return self.view is not None and not self.view.plan.is_over
        if action == "promise":
            return self.view is not None and self.view.plan.started_at is not None
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Starts the clock and goes to where the keys log."""
        from ybiyri_tui.screens.worksheets.chaos.run import ChaosRunScreen

        if self.view is None:
            return
        if self.view.plan.is_running:
            self.go(ChaosRunScreen(self.pilot, self._day))
        else:
            self.app.run_worker(self._begin(), group="save")

    async def _begin(self) -> None:
        from ybiyri_tui.screens.worksheets.chaos.run import ChaosRunScreen
        from ybiyri_tui.usecases.worksheets.chaos.running import begin_day

        pilot_id, day = self.pilot.id, self._day
        try:
            await self.ybiyri.desk.do(lambda context: begin_day(context, pilot_id, day))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        self.go(ChaosRunScreen(self.pilot, day))

    def action_promise(self) -> None:
        """Makes promises of improvements that have an owner; runbook gaps become improvements first."""
        from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day
        from ybiyri_tui.usecases.worksheets.chaos.findings import gaps_as_improvements, promise_improvements

        pilot_id, day = self.pilot.id, self._day

        def write(context: Context) -> None:
            gaps_as_improvements(context, pilot_id, chaos_day(context, pilot_id, day))
            promise_improvements(context, pilot_id, day)

        self.save(write, "Improvements with an owner are promises now; the others wait for one.")


def _next_card(day: int, cards: Sequence[Any]) -> Any:
    from playbook.worksheets.chaos_day.records import Experiment

    return Experiment(day, max((card.id or 0 for card in cards), default=0) + 1)
