"""Fills the example pilot's worksheets about money; its services are those of the services worksheet."""

from __future__ import annotations

from playbook.worksheets.goals.goals import GOALS
from playbook.worksheets.oncall.tables import ROTAS, TERMS
from playbook.worksheets.pay.deal import DEAL, DUTY
from playbook.worksheets.pay.policies import POLICIES
from ybiyri_tui.context import Context
from ybiyri_tui.demo.money import example
from ybiyri_tui.demo.services import PILOTS_SERVICE
from ybiyri_tui.usecases.worksheets.books import replace_sheets
from ybiyri_tui.usecases.worksheets.raci.charting import accept_role, add_template
from ybiyri_tui.usecases.worksheets.setting import make_setting


def fill_money(context: Context, pilot_id: int) -> None:
    """Writes everything as of the context's day."""
    replace_sheets(
        context,
        pilot_id,
        {
            ROTAS.id: example.ROTAS,
            POLICIES.id: example.POLICIES,
            DEAL.id: example.deal(context.today),
            GOALS.id: example.goals(context.today),
        },
    )
    for name, value in example.SETTINGS.items():
        make_setting(context, pilot_id, TERMS, name, value)
    make_setting(context, pilot_id, DUTY, "response-minutes", example.RESPONSE_MINUTES)
    add_template(context, pilot_id, example.TEMPLATE, PILOTS_SERVICE)
    for role in example.ROLES:
        accept_role(context, pilot_id, role)
