"""What was measured before, what it is now, and whether the baseline is complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.worksheets.pilot_plan.records import Direction, Measure

SHORTEST_BASELINE = 14
"""Days; four weeks are better."""


class Change(StrEnum):
    """How the value now compares with the one before; two single values, not a test."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True)
class Measured:
    """A measure with what follows from its values; None where a value is missing."""

    measure: Measure
    change: Change | None
    at_target: bool | None


def measured(measures: Iterable[Measure]) -> tuple[Measured, ...]:
    """All measures in order."""
    return tuple(Measured(measure, _change(measure), _at_target(measure)) for measure in measures)


def days_measured(measure: Measure) -> int | None:
    """Days of the period before, both ends included; None without dates."""
    if measure.from_on is None or measure.to_on is None:
        return None
    return (measure.to_on - measure.from_on).days + 1


def baseline_gaps(measures: Sequence[Measure], wanted: Iterable[str]) -> tuple[str, ...]:
    """What is missing for the must-have "the baseline is measured", nothing if it is complete.

    Each wanted measure needs a value before, the two weeks it comes from, and what it counts.
    """
    by_id = {measure.id: measure for measure in measures}
    gaps = []
    for measure_id in wanted:
        measure = by_id.get(measure_id)
        name = measure.measure if measure and measure.measure else measure_id
        if measure is None or measure.before is None:
            gaps.append(f"{name}: no value before")
        elif (days_measured(measure) or 0) < SHORTEST_BASELINE:
            gaps.append(f"{name}: not measured over two weeks")
        elif not measure.counts:
            gaps.append(f"{name}: what it counts is not said")
    return tuple(gaps)


def _change(measure: Measure) -> Change | None:
    if measure.before is None or measure.now is None or measure.better is None:
        return None
    if measure.now == measure.before:
        return Change.SAME
    return Change.BETTER if _is_better(measure.now, measure.before, measure.better) else Change.WORSE


def _at_target(measure: Measure) -> bool | None:
    if measure.now is None or measure.target is None or measure.better is None:
        return None
    return measure.now == measure.target or _is_better(measure.now, measure.target, measure.better)


def _is_better(value: Decimal, than: Decimal, better: Direction) -> bool:
    return value > than if better is Direction.UP else value < than
