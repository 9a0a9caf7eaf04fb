"""What follows from the must-haves and the worksheets by the rule table; counts and surveys inform, never decide."""

from __future__ import annotations

from dataclasses import dataclass

from ybiyri_tui.content.rule_table import Criteria, Facts, Fit, Rules
from ybiyri_tui.usecases.pilot.overview import Overview

WORDS = {
    "not_yet": "NOT YET",
    "start": "START",
    "extend": "EXTEND",
    "scale": "SCALE",
    "stop": "STOP",
    "stay_with_operations": "STAY WITH OPERATIONS",
}


@dataclass(frozen=True)
class Recommendation:
    """`not_yet`, `start`, `extend`, `scale`, `stop` or `stay_with_operations`; the rule that gave it, and why."""

    value: str
    rule: str
    reason: str

    @property
    def words(self) -> str:
        """The value as it is shown."""
        return WORDS[self.value]


def recommend(
    rules: Rules, overview: Overview, *, right_fit: Fit = "not_known", exit_criteria: Criteria = "not_known"
) -> Recommendation:
    """What the first rule that holds says."""
    facts = Facts(
        phase=overview.pilot.phase,
        must_haves_open=bool(overview.open_must_haves),
        reopened=bool(overview.reopened_must_haves),
        right_fit=right_fit,
        exit_criteria=exit_criteria,
    )
    rule = rules.first(facts)
    return Recommendation(rule.value, rule.id, rule.reason)
