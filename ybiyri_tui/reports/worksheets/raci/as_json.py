"""A RACI (`ybiyri.raci/1`) and goals (`ybiyri.goals/1`) as JSON."""

from __future__ import annotations

from typing import Any

from ybiyri_tui.usecases.worksheets.raci.charting import Chart
from ybiyri_tui.usecases.worksheets.raci.goals import Goals

RACI, GOALS = "ybiyri.raci/1", "ybiyri.goals/1"


def raci_data(found: Chart, pilot: str | None) -> dict[str, Any]:
    """Duties, rules that are not kept, acceptance by role."""
    return {
        "schema": RACI,
        "pilot": pilot,
        "duties": [
            {
                "group": duty.group,
                "kind": duty.kind.value,
                "duty": duty.duty,
                "accountable": list(duty.accountable),
                "responsible": list(duty.responsible),
                "consulted": list(duty.consulted),
                "informed": list(duty.informed),
            }
            for duty in found.duties
        ],
        "violations": [
            {
                "rule": violation.rule.value,
                "group": found.duties[violation.index].group if violation.index is not None else None,
                "duty": found.duties[violation.index].duty if violation.index is not None else None,
                "field": violation.field,
                "says": violation.says,
            }
            for violation in found.violations
        ],
        "roles": [
            {
                "role": one.role,
                "holds_budget": one.holds_budget,
                "state": one.state.value,
                "accepted_on": one.on.isoformat() if one.on else None,
            }
            for one in found.acceptances
        ],
        "accepted": found.is_accepted,
    }


def goals_data(found: Goals, pilot: str | None) -> dict[str, Any]:
    """Goals with what each lacks."""
    return {
        "schema": GOALS,
        "pilot": pilot,
        "counts": {"goals": found.counts.goals, "linked": found.counts.linked, "said": found.counts.said},
        "goals": [
            {
                "objective": goal.objective,
                "outcome": goal.outcome or None,
                "measure": goal.measure or None,
                "answers": goal.answers or None,
                "said_to": goal.said_to or None,
                "said_on": goal.said_on.isoformat() if goal.said_on else None,
                "missing": list(goal.missing),
            }
            for goal in found.goals
        ],
    }
