"""Exit criteria: agreed beforehand, evaluated at the review by rules that stand in the content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from playbook.worksheets.pilot_plan.content import Counted, ExitRule
from playbook.worksheets.pilot_plan.records import (
    Charter,
    Comparison,
    CountsFor,
    Decision,
    ExitCriterion,
    Measure,
    Verdict,
)


@dataclass(frozen=True)
class Judged:
    """A criterion with its verdict, None while nothing was measured; `value` is what it rests on."""

    criterion: ExitCriterion
    verdict: Verdict | None
    value: str


@dataclass(frozen=True)
class Evaluation:
    """What the rules make of all criteria; `rule` is the one that decided. Without a decision it is too early."""

    judged: tuple[Judged, ...]
    decision: Decision | None
    rule: ExitRule | None


def evaluate(criteria: Sequence[ExitCriterion], measures: Iterable[Measure], rules: Sequence[ExitRule]) -> Evaluation:
    """Every criterion judged, and the first rule that applies; without criteria nothing is decided."""
    by_id = {measure.id: measure for measure in measures}
    judged = tuple(judge(criterion, by_id.get(criterion.measure)) for criterion in criteria)
    if not judged:
        return Evaluation((), None, None)
    counts = _count(judged)
    rule = next((rule for rule in rules if all(bounds.hold(counts[of]) for of, bounds in rule.when.items())), None)
    return Evaluation(judged, rule.decision if rule else None, rule)


def judge(criterion: ExitCriterion, measure: Measure | None) -> Judged:
    """A criterion by its measure's value now if it names one, else by the verdict that was given."""
    if not criterion.measure:
        return Judged(criterion, criterion.verdict, criterion.value)
    limit = limit_of(criterion, measure)
    if measure is None or measure.now is None or limit is None or criterion.comparison is None:
        return Judged(criterion, None, "")
    held = measure.now >= limit if criterion.comparison is Comparison.AT_LEAST else measure.now <= limit
    verdict = Verdict.MET if held else Verdict.NOT_MET
    return Judged(criterion, verdict, f"{measure.now.normalize() + 0:f} {measure.unit}".strip())


def limit_of(criterion: ExitCriterion, measure: Measure | None) -> Decimal | None:
    """What the measure is held against: the criterion's own value, else the measure's value before."""
    if criterion.threshold is not None:
        return criterion.threshold
    return measure.before if measure else None


def fingerprint(criteria: Iterable[ExitCriterion]) -> str:
    """Twelve symbols that change with the wording, measure, value or date of any criterion, not with what is found."""
    text = "\n".join(
        f"{c.criterion}|{c.counts_for}|{c.measure}|{c.comparison}|{_plain(c.threshold)}|{c.by_on}" for c in criteria
    )
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def agreement_gaps(charter: Charter, criteria: Sequence[ExitCriterion]) -> tuple[str, ...]:
    """What is missing for the must-have "exit criteria are agreed", nothing if they are."""
    who = {
        "the team": charter.exit_team_on,
        "the sponsor": charter.exit_sponsor_on,
        "operations": charter.exit_operations_on,
    }
    gaps = [] if criteria else ["no criterion is written down"]
    gaps += [f"no criterion says what would mean {words}" for words in _kinds_missing(criteria)]
    gaps += [f"{name} has not agreed" for name, day in who.items() if day is None]
    review = charter.review_on
    gaps += [f"{name} agreed only after the review" for name, day in who.items() if day and review and day > review]
    if criteria and any(criterion.by_on is None for criterion in criteria):
        gaps.append("a criterion has no date")
    if charter.exit_agreed and charter.exit_agreed != fingerprint(criteria):
        gaps.append("the criteria were changed since they were agreed")
    return tuple(gaps)


def evaluation_gaps(charter: Charter, evaluation: Evaluation) -> tuple[str, ...]:
    """What is missing for the must-have "exit criteria are evaluated", nothing if they are."""
    missing = {
        "no criterion is written down": not evaluation.judged,
        "not every criterion has a verdict": any(found.verdict is None for found in evaluation.judged),
        "the team has not said whether it wants to go on": charter.team_goes_on is None,
        "no decision is recorded": charter.decision is None or charter.decided_on is None,
        "the reasons are not recorded": not charter.reasons,
        "the decision was not told to everyone involved": charter.told_on is None,
    }
    return tuple(words for words, is_missing in missing.items() if is_missing)


def _count(judged: Sequence[Judged]) -> dict[Counted, int]:
    def number(counts_for: CountsFor, verdict: Verdict) -> list[Judged]:
        return [j for j in judged if j.criterion.counts_for is counts_for and j.verdict is verdict]

    unmet = number(CountsFor.SCALE, Verdict.NOT_MET)
    return {
        Counted.STOP_MET: len(number(CountsFor.STOP, Verdict.MET)),
        Counted.SCALE_UNMET: len(unmet),
        Counted.UNMEASURED: sum(found.verdict is None for found in judged),
        Counted.WITHOUT_CAUSE: sum(not found.criterion.cause for found in unmet),
    }


def _kinds_missing(criteria: Sequence[ExitCriterion]) -> list[str]:
    kinds = {criterion.counts_for for criterion in criteria}
    words = {CountsFor.SCALE: "going on", CountsFor.STOP: "stopping"}
    return [words[kind] for kind in CountsFor if criteria and kind not in kinds]


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
