"""Fills the example pilot's worksheets on time through the same use cases as everybody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from playbook.worksheets.chaos_day.sheets import DAYS, EXPERIMENTS, IMPROVEMENTS, LOG, PEOPLE
from playbook.worksheets.incident_flow.sheets import FACTS
from playbook.worksheets.pilot_plan.sheets import CHARTER, MEASURES, SCORES
from playbook.worksheets.pilot_plan.sheets import EXPERIMENTS as PLAN_EXPERIMENTS
from playbook.worksheets.specialists.sheets import ROADS, TASKS
from ybiyri_tui.context import Context
from ybiyri_tui.demo.time import chaos, plan, specialists
from ybiyri_tui.usecases.worksheets.books import replace_sheets
from ybiyri_tui.usecases.worksheets.incident_flow.page import use_template
from ybiyri_tui.usecases.worksheets.plan.changing import agree_exit, begin_plan
from ybiyri_tui.usecases.worksheets.plan.filling import fill_unplanned
from ybiyri_tui.usecases.worksheets.single import set_field


def fill_time(context: Context, pilot_id: int) -> None:
    """Writes everything as of the context's day; days in it count from there."""
    today = context.today
    use_template(context, pilot_id, "today", "ops-run-it")
    use_template(context, pilot_id, "target", "self-service")
    set_field(context, pilot_id, FACTS, "incidents_a_year", "40")
    set_field(context, pilot_id, FACTS, "incident_manager", "incident manager (example)")
    nine = datetime.combine(today - timedelta(days=chaos.HELD_DAYS_AGO), datetime.min.time(), context.now().tzinfo)
    replace_sheets(
        context,
        pilot_id,
        {
            DAYS.id: chaos.days(nine + timedelta(hours=9), today),
            PEOPLE.id: chaos.PEOPLE,
            EXPERIMENTS.id: chaos.CARDS,
            LOG.id: chaos.log(nine + timedelta(hours=9)),
            IMPROVEMENTS.id: chaos.improvements(today),
            TASKS.id: specialists.tasks(today),
            ROADS.id: specialists.roads(today),
            CHARTER.id: (plan.charter(today),),
            SCORES.id: plan.SCORES,
            MEASURES.id: plan.measures(today),
            PLAN_EXPERIMENTS.id: plan.experiments(today),
        },
    )
    begin_plan(context, pilot_id, _monday(today) - timedelta(weeks=plan.STARTED_WEEKS_AGO))
    fill_unplanned(context, pilot_id)
    for who in ("team", "sponsor"):
        agree_exit(context, pilot_id, who, today - timedelta(days=20))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
