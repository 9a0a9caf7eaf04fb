"""On-call cost and RACI checks from files alone; no workspace is needed."""

from __future__ import annotations

from pathlib import Path

from playbook.worksheets.oncall.tables import COSTS, ROTAS, SERVICES, TERMS, make_plan
from playbook.worksheets.pay.policies import POLICIES, policy_in_use
from playbook.worksheets.raci.checking import acceptances, check
from playbook.worksheets.raci.duties import DUTIES, RaciRole
from ybiyri_tui import content
from ybiyri_tui.usecases.worksheets.oncall.costing import Costs, reckoned
from ybiyri_tui.usecases.worksheets.raci.charting import Chart
from ybiyri_tui.usecases.worksheets.reading import read_file


def costs_from_files(
    services: Path,
    *,
    policies: Path | None = None,
    rotas: Path | None = None,
    others: Path | None = None,
    settings: Path | None = None,
) -> Costs:
    """Costs from CSV or YAML files. Raises ProgramError or PlaybookError naming every problem by row and column."""
    policy = policy_in_use(read_file(POLICIES, policies).records) if policies else None
    plan = make_plan(
        read_file(SERVICES, services).records,
        read_file(ROTAS, rotas).records if rotas else (),
        read_file(COSTS, others).records if others else (),
        read_file(TERMS, settings).records if settings else (),
        policy,
    )
    return reckoned(plan, policy, content.oncall_facts().guard_rails)


def chart_from_file(path: Path, holders: tuple[str, ...]) -> Chart:
    """A RACI from a file, with the roles that hold the on-call budget."""
    facts = content.raci_facts()
    duties = read_file(DUTIES, path).records
    roles = tuple(RaciRole(holder, holds_budget=True) for holder in holders)
    return Chart(duties, roles, check(duties, roles, facts), acceptances(duties, roles), facts.templates)
