"""Chaos days: those that were held, the one that is planned, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.worksheets.parts.parts import Part, PartsScreen
from ybiyri_tui.wording.states import counted, short_day

if TYPE_CHECKING:
    from playbook.worksheets.chaos_day.records import ChaosDayRecord
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.document import Section
    from ybiyri_tui.usecases.worksheets.chaos.days import ChaosPage

NONE_YET = "plan"


class ChaosScreen(PartsScreen["ChaosPage"]):
    """All days, the newest first."""

    WHERE = "Chaos days"
    WORKSHEET = "chaos"
    HELP = """
On a chaos day something is broken on purpose, so that people, tools and the incident manager rehearse together.

Begin small: two experiments and a review in two and a half hours, not in production. Allow two weeks between planning and the day. If production is on fire every week, calm that first.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "plan", "plan another", id="chaos.plan", tooltip="plan another chaos day"),
        Binding(
            "delete", "remove", "remove", key_display="del", show=False, id="chaos.remove", tooltip="remove the day"
        ),
    ]

    def fetch(self, context: Context) -> ChaosPage:
        """All days."""
        from ybiyri_tui.usecases.worksheets.chaos.days import chaos_page

        return chaos_page(context, self.pilot.id)

    def sheets(self) -> Sequence[Sheet[Any]]:
        """Days, people, cards, log, improvements."""
        from playbook.worksheets.chaos_day.sheets import SHEETS

        return SHEETS

    def heading(self, view: ChaosPage) -> tuple[str, str]:
        """How many were held."""
        held = sum(day.plan.is_over for day in view.days)
        return super().heading(view)[0], f"{held} held" if view.days else ""

    def parts(self, view: ChaosPage, width: int) -> Sequence[Part]:  # noqa: ARG002
        """One line a day."""
        from ybiyri_tui.reports.worksheets.time.chaos import day_sections

        if not view.days:
            return (Part(NONE_YET, "No chaos day yet", "enter plans one"),)
        return [
            Part(str(day.plan.day), f"{day.plan.day} {day.plan.name}", _state(day), day_sections(day))
            for day in view.days
        ]

    def document(self, view: ChaosPage) -> Sequence[Section]:
        """All days, one after the other."""
        from ybiyri_tui.reports.worksheets.time.chaos import day_sections, days_section

        return (days_section(view), *(section for day in view.days for section in day_sections(day)))

    def open_part(self, key: str) -> None:
        """Opens a day, the running one where its keys are."""
        from ybiyri_tui.screens.worksheets.chaos.day import ChaosDayScreen
        from ybiyri_tui.screens.worksheets.chaos.run import ChaosRunScreen

        day = None if self.view is None or key == NONE_YET else self.view.day(int(key))
        if day is None or day.plan.day is None:
            self.action_plan()
        elif day.plan.is_running:
            self.go(ChaosRunScreen(self.pilot, day.plan.day))
        else:
            self.go(ChaosDayScreen(self.pilot, day.plan.day))

    @work(group="dialog", exclusive=True)
    async def action_remove(self) -> None:
        """Takes the highlighted day away, once that is confirmed."""
        from ybiyri_tui.usecases.worksheets.chaos.days import remove_day

        key, pilot_id = self.highlighted, self.pilot.id
        if key is None or key == NONE_YET:
            return
        note = "With its people, cards, log and improvements. u brings back one after the other."
        if await self.app.push_screen_wait(ConfirmScreen(f"Remove chaos day {key}?", note=note, yes="remove")):
            self.save(lambda context: remove_day(context, pilot_id, int(key)))

    @work(group="dialog", exclusive=True)
    async def action_plan(self) -> None:
        """Asks for a name and plans another day."""
        from ybiyri_tui.usecases.worksheets.chaos.days import plan_day

        field, pilot_id = f"{self.pilot.id} chaos plan", self.pilot.id
        note = "Two weeks ahead, with two to eight experiments."
        name = await self.app.push_screen_wait(
            AskScreen("What is the chaos day called?", field=field, note=note, example="a first short one")
        )
        if name:
            self.save(lambda context: plan_day(context, pilot_id, name), draft=field)


def _state(day: ChaosDayRecord) -> str:
    from ybiyri_tui.reports.worksheets.time.chaos import day_state

    on = f" · {short_day(day.plan.on)}" if day.plan.on else ""
    return f"{day_state(day)}{on} · {counted(len(day.experiments), 'experiment')}"
