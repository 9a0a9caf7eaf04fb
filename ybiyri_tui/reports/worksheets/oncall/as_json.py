"""On-call cost as JSON (`ybiyri.cost/1`): amounts as exact text with a currency, simulated ones as numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playbook.money import Money
from playbook.worksheets.oncall.costs import ScenarioCost
from playbook.worksheets.oncall.simulation import Simulated, Simulation, Spread
from ybiyri_tui.usecases.worksheets.oncall.costing import Costs
from ybiyri_tui.usecases.worksheets.oncall.words import pay_words

SCHEMA = "ybiyri.cost/1"


def cost_data(found: Costs, pilot: str | None) -> dict[str, Any]:
    """Everything with documented keys."""
    plan, exposed = found.plan, found.plan.exposed
    lost = exposed.exposure_per_hour if exposed else None
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "currency": plan.terms.currency,
        "missing": list(found.missing),
        "policy": _policy(found),
        "break_even_about": exposed.service if exposed else None,
        "exposure_per_hour": money_data(lost.likely) if lost else None,
        "scenarios": [_scenario(cost) for cost in found.scenarios],
        "in_question": _in_question(found),
        "rotas_at_night": [
            {
                "name": cost.schedule.name,
                "by": cost.schedule.by.value,
                "services": [service.service for service in cost.schedule.services],
                "at_once": cost.schedule.at_once,
                "people": cost.schedule.people,
                "a_year": money_data(cost.on_call),
                "break_even_minutes": _number(cost.break_even_minutes),
            }
            for cost in found.schedules
        ],
        "people": [
            {
                "rota": judged.rota.schedule,
                "people": judged.rota.people,
                "at_once": judged.rota.at_once,
                "load": _number(judged.rota.load),
                "size": judged.size.value,
                "limits": [
                    {
                        "id": limit.rail.id,
                        "limit": _number(limit.rail.limit),
                        "kept": limit.kept,
                        "source": str(limit.rail.source),
                    }
                    for limit in judged.limits
                ],
            }
            for judged in found.rotas
        ],
        "simulation": _simulation(found.simulation) if found.simulation else None,
    }


def _in_question(found: Costs) -> dict[str, Any] | None:
    rota = found.in_question
    if rota is None:
        return None
    return {
        "rota": rota.schedule.name,
        "a_year": money_data(rota.on_call),
        "break_even_minutes": _number(rota.break_even_minutes),
    }


def money_data(money: Money | None) -> dict[str, str] | None:
    """An amount as exact text."""
    return None if money is None else {"amount": f"{money.amount.normalize():f}", "currency": money.currency}


def _policy(found: Costs) -> dict[str, Any] | None:
    policy = found.policy
    if policy is None:
        return None
    return {
        "name": policy.name,
        "state": policy.state.value,
        "pays": pay_words(policy),
        "callout_only": policy.is_callout_only,
    }


def _scenario(cost: ScenarioCost) -> dict[str, Any]:
    return {
        "scenario": cost.scenario.value,
        "people_on_call": cost.people,
        "teams_in_hours": cost.in_hours,
        "standby": money_data(cost.standby),
        "callouts": money_data(cost.callouts),
        "licences": money_data(cost.licences),
        "on_call": money_data(cost.on_call),
        "kinds": {kind.value: money_data(money) for kind, money in cost.kinds.items()},
        "yearly": money_data(cost.yearly),
        "one_off": money_data(cost.one_off),
        "break_even_minutes": _number(cost.break_even_minutes),
        "extra_minutes": _number(cost.extra_minutes),
    }


def _simulation(found: Simulation) -> dict[str, Any]:
    return {
        "draws": found.draws,
        "seed": found.seed,
        "scenarios": [_simulated(one) for one in found.scenarios],
        "drivers_of": found.drivers_of,
        "drivers": [
            {"name": driver.name, "share": round(driver.share, 4), "from": driver.low, "to": driver.high}
            for driver in found.drivers
        ],
    }


def _simulated(one: Simulated) -> dict[str, Any]:
    return {
        "scenario": one.scenario.value,
        "on_call": _spread(one.on_call),
        "yearly": _spread(one.yearly),
        "break_even_minutes": _spread(one.break_even_minutes, 2) if one.break_even_minutes else None,
        "saves_more": one.saves_more,
    }


def _spread(spread: Spread, digits: int = 0) -> dict[str, float]:
    return {name: round(getattr(spread, name), digits or None) for name in ("low", "likely", "high")}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, 4))
