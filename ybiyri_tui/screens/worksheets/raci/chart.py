"""The RACI as a page: duties, what is wrong, who said yes; templates and acceptance start here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.worksheets.report_screen import REPORT_KEYS, ReportScreen

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.worksheets.lines import Line
    from ybiyri_tui.usecases.history.changes import HistoryLine
    from ybiyri_tui.usecases.worksheets.raci.charting import Chart


class RaciScreen(ReportScreen["Chart"]):
    """A role accepts what stands here; when its letters change, it is asked again."""

    WHERE = "Who answers for what"
    WORKSHEET = "raci"
    HELP = """
R does it, A answers for it, C is asked before, I is told. Exactly one role answers for a duty, somebody does it, and who answers for a digital service holds its on-call budget. Where operations answer for what a product team does, the team is responsible but unaccountable.

n begins with a template, d edits the duties. a notes that a role said yes, today, to its letters as they stand. h shows every change.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "template", "template", id="raci.template", tooltip="add the duties of a template"),
        Binding("d", "open_table('duties')", "duties", id="raci.duties", tooltip="edit the duties"),
        Binding("a", "accept", "accept", id="raci.accept", tooltip="a role said yes"),
        Binding("b", "budget", "budget", id="raci.budget", tooltip="who holds the on-call budget"),
        Binding("r", "open_table('roles')", "roles", id="raci.roles", tooltip="roles, budget, acceptance"),
        Binding("h", "history", "history", id="raci.history", tooltip="every change, the newest first"),
        *REPORT_KEYS,
    ]

    def fetch(self, context: Context) -> Chart:
        """All of it, checked."""
        from ybiyri_tui.usecases.worksheets.raci.charting import chart

        return chart(context, self.pilot.id)

    def lines(self, view: Chart, width: int) -> Iterable[Line]:  # noqa: ARG002
        """All of it."""
        from ybiyri_tui.reports.worksheets.raci.text import raci_lines

        return raci_lines(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody can accept an empty page."""
        if action in ("accept", "budget"):
            return self.view is not None and bool(self.view.duties)
        return super().check_action(action, parameters)

    def action_open_table(self, name: str) -> None:
        """Opens one of the tables."""
        from ybiyri_tui.screens.worksheets.raci import tables

        self.app.push_screen((tables.DutiesScreen if name == "duties" else tables.RolesScreen)(self.pilot))

    def action_history(self) -> None:
        """Shows every change."""
        self.app.push_screen(RaciHistoryScreen(self.pilot))

    @work(group="dialog", exclusive=True)
    async def action_template(self) -> None:
        """Asks for a template, then for the service or group."""
        if self.view is None:
            return
        from ybiyri_tui.usecases.worksheets.raci.charting import add_template

        choices = [(template.id, template.title) for template in self.view.templates]
        chosen = await self.app.push_screen_wait(ChooseScreen("Which template?", choices))
        if chosen is None:
            return
        field = f"{self.pilot.id} raci group"
        group = await self.app.push_screen_wait(
            AskScreen("For which service or group?", field=field, example="checkout")
        )
        if group:
            self.save(lambda context: add_template(context, self.pilot.id, chosen, group), "Added.", draft=field)

    @work(group="dialog", exclusive=True)
    async def action_accept(self) -> None:
        """Asks which role said yes."""
        from ybiyri_tui.usecases.worksheets.raci.charting import accept_role

        role = await self._role("Which role said yes, today?", waiting=True)
        if role is not None:
            self.save(lambda context: accept_role(context, self.pilot.id, role), f"{role} accepted; u takes it back.")

    @work(group="dialog", exclusive=True)
    async def action_budget(self) -> None:
        """Asks which role holds the budget."""
        from ybiyri_tui.usecases.worksheets.raci.charting import set_budget_holder

        role = await self._role("Who holds the on-call budget?", waiting=False)
        if role is not None:
            self.save(lambda context: set_budget_holder(context, self.pilot.id, role), f"{role} holds the budget.")

    async def _role(self, title: str, *, waiting: bool) -> str | None:
        if self.view is None:
            return None
        found = self.view.waiting if waiting else self.view.acceptances
        if not found:
            self.notify("Every role that is named has said yes.", markup=False)
            return None
        return await self.app.push_screen_wait(ChooseScreen(title, [(one.role, one.role) for one in found]))


class RaciHistoryScreen(ReportScreen["tuple[HistoryLine, ...]"]):
    """What was changed, by whom, and who accepted when."""

    WHERE = "History of the RACI"
    WORKSHEET = "raci"
    HELP = """
Every change to duties, roles and acceptance, the newest first.
"""
    BINDINGS: ClassVar[list[BindingType]] = [*REPORT_KEYS]

    def fetch(self, context: Context) -> tuple[HistoryLine, ...]:
        """All of them."""
        from ybiyri_tui.usecases.worksheets.raci.charting import chart_history

        return chart_history(context, self.pilot.id)

    def lines(self, view: tuple[HistoryLine, ...], width: int) -> Iterable[Line]:  # noqa: ARG002
        """One each."""
        from ybiyri_tui.reports.worksheets.raci.text import history_lines

        return history_lines(view)
