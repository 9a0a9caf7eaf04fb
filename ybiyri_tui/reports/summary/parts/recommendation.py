"""What follows from the must-haves, and the rule that says so; counts and surveys inform but never decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playbook.records import Phase
from ybiyri_tui.usecases.pilot.overview import Overview


@dataclass(frozen=True)
class Recommendation:
    """`not_yet`, `start`, or None where no rule decides; the id of the rule; and the rule in words."""

    value: str | None
    rule: str
    reason: str


@dataclass(frozen=True)
class _Rule:
    id: str
    value: str | None
    holds: Callable[[Overview], bool]
    reason: str


_RULES = (
    _Rule(
        "must-have-open",
        "not_yet",
        lambda seen: bool(seen.open_must_haves),
        "While a must-have before the next phase is open, that phase does not begin.",
    ),
    _Rule(
        "baseline-comes-first",
        "not_yet",
        lambda seen: seen.pilot.phase.next is Phase.BASELINE,
        "Nothing stops the baseline; the pilot starts after it.",
    ),
    _Rule(
        "ready-to-start",
        "start",
        lambda seen: seen.pilot.phase.next is Phase.PILOT,
        "Every must-have before the pilot is met, or excepted for a while.",
    ),
    _Rule(
        "no-rule-yet",
        None,
        lambda _seen: True,
        "Once the pilot runs, what follows is for people to decide; no rule for it has been written yet.",
    ),
)


def recommend(overview: Overview) -> Recommendation:
    """The first rule that holds."""
    rule = next(rule for rule in _RULES if rule.holds(overview))
    return Recommendation(rule.value, rule.id, rule.reason)
