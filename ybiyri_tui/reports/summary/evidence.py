"""What the worksheets of a pilot say, as far as the summary shows it."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.worksheets.chaos_day.records import ChaosDayRecord
from playbook.worksheets.specialists.roads import Roads
from playbook.worksheets.specialists.tasks import Inventory
from ybiyri_tui.content.rule_table import Criteria, Fit
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.chaos.days import chaos_page
from ybiyri_tui.usecases.worksheets.incident_flow.page import FlowPage, flow_page
from ybiyri_tui.usecases.worksheets.oncall.money import MoneyCase, money_case
from ybiyri_tui.usecases.worksheets.plan.page import PlanPage, plan_page
from ybiyri_tui.usecases.worksheets.services.deciding import RightFit, right_fit
from ybiyri_tui.usecases.worksheets.specialists.pages import paved_roads, task_inventory


@dataclass(frozen=True)
class Evidence:
    """Each part is None while nothing was entered for it; `chaos_day` is the newest that was held."""

    right_fit: RightFit | None = None
    plan: PlanPage | None = None
    flow: FlowPage | None = None
    phases: PlanPage | None = None
    chaos_day: ChaosDayRecord | None = None
    tasks: Inventory | None = None
    roads: Roads | None = None
    money: MoneyCase | None = None

    @property
    def fit(self) -> Fit:
        """What the decision table says of all services together, for the rule table."""
        if self.right_fit is None:
            return "not_known"
        return "stay_with_operations" if self.right_fit.all_stay else "run_it"

    @property
    def exit_criteria(self) -> Criteria:
        """What the plan's exit criteria come to, for the rule table."""
        decision = self.plan.evaluation.decision if self.plan else None
        return decision.value if decision else "not_known"


def evidence(context: Context, pilot_id: int) -> Evidence:
    """Reads all worksheets that the summary shows."""
    plan, flow = plan_page(context, pilot_id), flow_page(context, pilot_id)
    tasks, roads = task_inventory(context, pilot_id), paved_roads(context, pilot_id)
    held = (day for day in chaos_page(context, pilot_id).days if day.plan.is_over)
    return Evidence(
        right_fit=right_fit(context, pilot_id),
        plan=plan if plan.measured or plan.evaluation.judged else None,
        flow=None if flow.is_empty else flow,
        phases=plan if plan.plan.phases else None,
        chaos_day=next(held, None),
        tasks=tasks if tasks.tasks else None,
        roads=roads if roads.roads else None,
        money=money_case(context, pilot_id),
    )
