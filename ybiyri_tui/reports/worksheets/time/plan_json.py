"""The pilot's plan as JSON (`ybiyri.plan/1`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playbook.plain_json import to_plain
from ybiyri_tui.usecases.worksheets.plan.page import PlanPage

SCHEMA = "ybiyri.plan/1"


def plan_data(page: PlanPage, pilot: str) -> dict[str, Any]:
    """The worksheet with documented keys; values of measures are in the unit that stands beside them."""
    evaluation, rule = page.evaluation, page.evaluation.rule
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "charter": to_plain(page.plan.charter),
        "teams": [
            {
                "team": candidate.team,
                "score": candidate.total,
                "vetoes": [veto.id for veto in candidate.vetoes],
                "not_scored": [criterion.id for criterion in candidate.missing],
                "scores": {criterion: score.score for criterion, score in candidate.scores.items()},
            }
            for candidate in page.candidates
        ],
        "phases": [to_plain(phase) for phase in page.plan.phases],
        "measures": [
            {
                "id": found.measure.id,
                "measure": found.measure.measure,
                "unit": found.measure.unit,
                "better": found.measure.better,
                "before": _number(found.measure.before),
                "now": _number(found.measure.now),
                "target": _number(found.measure.target),
                "from": found.measure.from_on and found.measure.from_on.isoformat(),
                "to": found.measure.to_on and found.measure.to_on.isoformat(),
                "counts": found.measure.counts,
                "change": found.change,
                "at_target": found.at_target,
            }
            for found in page.measured
        ],
        "experiments": [to_plain(experiment) for experiment in page.plan.experiments],
        "exit_criteria": [
            {
                "criterion": judged.criterion.criterion,
                "counts_for": judged.criterion.counts_for,
                "measure": judged.criterion.measure or None,
                "comparison": judged.criterion.comparison,
                "threshold": _number(judged.criterion.threshold),
                "by": judged.criterion.by_on and judged.criterion.by_on.isoformat(),
                "value": judged.value or None,
                "verdict": judged.verdict,
                "cause": judged.criterion.cause or None,
            }
            for judged in evaluation.judged
        ],
        "decision_by_rules": evaluation.decision,
        "rule": rule and rule.id,
        "missing": {
            "baseline": list(page.baseline_gaps),
            "agreement": list(page.agreement_gaps),
            "evaluation": list(page.evaluation_gaps),
        },
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
