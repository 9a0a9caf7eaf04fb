"""The on-call worksheet of a pilot, reckoned through: scenarios, schedules, rotas, and how sure one can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlmodel import Session

from playbook.worksheets.estimates.settings import Setting
from playbook.worksheets.oncall.content import GuardRail
from playbook.worksheets.oncall.costs import (
    ScenarioCost,
    ScheduleCost,
    compare_scenarios,
    rota_in_question,
    schedule_costs,
)
from playbook.worksheets.oncall.covers import CoveredService, Rota, Scenario
from playbook.worksheets.oncall.guarding import Judged, Size, judge, size
from playbook.worksheets.oncall.plan import OnCallPlan, OtherCost
from playbook.worksheets.oncall.tables import COSTS, ROTAS, SERVICES, TERMS, make_plan
from playbook.worksheets.pay.policies import POLICIES, PayPolicy, policy_in_use
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.oncall.borrowed import borrowed_services
from ybiyri_tui.usecases.worksheets.sheets import rows_in
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.worksheets.oncall.simulation import Simulation


@dataclass(frozen=True)
class JudgedRota:
    """A rota at a glance, and beside every published limit."""

    rota: Rota
    size: Size
    limits: tuple[Judged, ...]


@dataclass(frozen=True)
class Costs:
    """A pilot's on-call costs.

    `missing` says in words what is needed for an answer. `policy` is the one that is reckoned with. `borrowed` is
    whether the services are those of the services worksheet, because the on-call worksheet has none of its own.
    `in_question` is the rota that covers the service which the break-even is about. `simulation` is None where it was
    not asked for.
    """

    plan: OnCallPlan
    policy: PayPolicy | None
    missing: tuple[str, ...]
    borrowed: bool
    scenarios: tuple[ScenarioCost, ...]
    schedules: tuple[ScheduleCost, ...]
    rotas: tuple[JudgedRota, ...]
    in_question: ScheduleCost | None = None
    simulation: Simulation | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered that costs could be reckoned from."""
        return not self.plan.services and self.policy is None

    def scenario(self, wanted: Scenario) -> ScenarioCost:
        """One of the three."""
        return next(found for found in self.scenarios if found.scenario is wanted)


def filled(context: Context, pilot_id: int) -> str:
    """How many services are reckoned with, in words; empty for none."""
    found = read_plan(context, pilot_id)[0].services
    return counted(len(found), "service") if found else ""


def costs(
    context: Context, pilot_id: int, *, simulated: bool = False, draws: int | None = None, seed: int | None = None
) -> Costs:
    """Everything on the worksheet. Raises PlaybookError where what was entered contradicts itself."""
    plan, policy, borrowed = read_plan(context, pilot_id)
    rails = content.oncall_facts(context.content_folder).guard_rails
    found = reckoned(plan, policy, rails, borrowed=borrowed)
    return with_simulation(found, draws=draws, seed=seed) if simulated and plan.services else found


def reckoned(
    plan: OnCallPlan, policy: PayPolicy | None, rails: Iterable[GuardRail], *, borrowed: bool = False
) -> Costs:
    """A plan reckoned through from its likely values, its rotas beside published limits."""
    rails = tuple(rails)
    return Costs(
        plan,
        policy,
        _missing(plan, policy),
        borrowed,
        compare_scenarios(plan),
        schedule_costs(plan, Scenario.BY_EXPOSURE),
        tuple(JudgedRota(rota, size(rota), judge(rota, rails)) for rota in plan.rotas),
        rota_in_question(plan),
    )


def with_simulation(found: Costs, *, draws: int | None = None, seed: int | None = None) -> Costs:
    """The same with low, likely and high of every result."""
    from playbook.worksheets.oncall.simulation import DRAWS, SEED, simulate

    simulation = simulate(found.plan, draws or DRAWS, SEED if seed is None else seed)
    return replace(found, simulation=simulation)


def read_plan(context: Context, pilot_id: int) -> tuple[OnCallPlan, PayPolicy | None, bool]:
    """The plan of a pilot, the policy it is reckoned with, and whether its services are borrowed."""
    tables = context.workspace.read(lambda session: _tables(session, pilot_id))
    own = tuple(service for service in tables.services if service.service)
    borrowed, about = ((), None) if own else borrowed_services(context, pilot_id)
    policy = policy_in_use(policy for policy in tables.policies if policy.name)
    plan = make_plan(own or borrowed, tables.rotas, tables.others, tables.settings, policy)
    if plan.terms.break_even_service is None and about is not None:
        plan = replace(plan, terms=replace(plan.terms, break_even_service=about))
    return plan, policy, bool(borrowed)


@dataclass(frozen=True)
class _Tables:
    services: tuple[CoveredService, ...]
    rotas: tuple[Rota, ...]
    others: tuple[OtherCost, ...]
    settings: tuple[Setting, ...]
    policies: tuple[PayPolicy, ...]


def _tables(session: Session, pilot_id: int) -> _Tables:
    return _Tables(
        tuple(row.record for row in rows_in(session, pilot_id, SERVICES)),
        tuple(row.record for row in rows_in(session, pilot_id, ROTAS)),
        tuple(row.record for row in rows_in(session, pilot_id, COSTS)),
        tuple(row.record for row in rows_in(session, pilot_id, TERMS)),
        tuple(row.record for row in rows_in(session, pilot_id, POLICIES)),
    )


def _missing(plan: OnCallPlan, policy: PayPolicy | None) -> tuple[str, ...]:
    lacks = (
        ("services, each with its team and its cover at night", bool(plan.services)),
        ("a pay policy (worksheet: a fair deal)", policy is not None),
        ("what an hour of outage loses, of at least one service", plan.exposed is not None),
    )
    return tuple(what for what, known in lacks if not known)
