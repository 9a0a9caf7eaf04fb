"""The tables of a fair deal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.visual import VisualType

from ybiyri_tui.screens.worksheets.report_screen import visuals
from ybiyri_tui.screens.worksheets.settings_screen import SettingsTable
from ybiyri_tui.screens.worksheets.sheet_screen import SheetScreen, TableView

if TYPE_CHECKING:
    from playbook.worksheets.estimates.settings import Known, Setting
    from playbook.worksheets.pay.deal import DealRow
    from playbook.worksheets.pay.policies import PayPolicy
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.sheets import SheetView


class PoliciesScreen(SheetScreen["PayPolicy"]):
    """One row for each way to pay."""

    WHERE = "Pay policies"
    WORKSHEET = "pay"
    HELP = """
One row for each way to pay: today's, those that are proposed, the one that is agreed. Standby is paid by the hour, the shift or the week, or with time off; work by the hour on top. Amounts may be low / likely / high.

Paying for work alone is unfair: waiting is what takes private time.
"""  # noqa: E501
    EMPTY = "No policy yet.\n\n+ adds one: begin with what is paid today, then what is proposed."

    @property
    def sheet(self) -> Sheet[PayPolicy]:
        """Policies."""
        from playbook.worksheets.pay.policies import POLICIES

        return POLICIES

    def read_more(self, context: Context, sheet: Any) -> Any:  # noqa: ARG002
        """The comparison as it is with every cell that is saved."""
        from ybiyri_tui.usecases.worksheets.pay.deals import fair_deal

        return fair_deal(context, self.pilot.id)

    def picture(self, view: TableView[PayPolicy], width: int) -> VisualType | None:
        """What each gives one person in a year."""
        from ybiyri_tui.reports.worksheets.pay.text import short_lines

        return visuals(short_lines(view.more, width))


class DealScreen(SheetScreen["DealRow"]):
    """One row for each term."""

    WHERE = "A fair deal: terms"
    WORKSHEET = "pay"
    HELP = """
One row for each thing to agree: the rule as it holds for everybody, with whom it was agreed, and when. A term counts once it is marked as agreed.

Nobody's reasons stand here.
"""  # noqa: E501

    @property
    def sheet(self) -> Sheet[DealRow]:
        """Terms."""
        from playbook.worksheets.pay.deal import DEAL

        return DEAL

    def completed(self, context: Context, sheet: SheetView[DealRow]) -> SheetView[DealRow]:
        """Every term of the content has a row."""
        from playbook.worksheets.pay.deal import DealRow
        from ybiyri_tui import content
        from ybiyri_tui.usecases.worksheets.sheets import with_rows

        facts = content.pay_facts(context.content_folder)
        return with_rows(sheet, [DealRow(term) for term in facts.term_ids], "term")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A term that was never written cannot be removed."""
        if action == "remove_row" and (self.current is None or not self.current.version):
            return False
        return super().check_action(action, parameters)

    def read_more(self, context: Context, sheet: Any) -> Any:  # noqa: ARG002
        """What each term asks."""
        from ybiyri_tui import content

        return content.pay_facts(context.content_folder)

    def picture(self, view: TableView[DealRow], width: int) -> VisualType | None:  # noqa: ARG002
        """What each term asks."""
        from ybiyri_tui.reports.worksheets.lines import Line

        return visuals(Line(term.asks, label=f"{term.title}  ") for term in view.more.terms)


class PaySettingsScreen(SettingsTable):
    """Response time, and the rota on which policies are compared."""

    WHERE = "Response time and rota"
    WORKSHEET = "pay"

    @property
    def sheet(self) -> Sheet[Setting]:
        """Settings."""
        from playbook.worksheets.pay.deal import DUTY

        return DUTY

    @property
    def known(self) -> Sequence[Known]:
        """The settings that there are."""
        from playbook.worksheets.pay.deal import SETTINGS

        return SETTINGS
