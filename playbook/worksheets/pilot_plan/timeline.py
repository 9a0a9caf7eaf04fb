"""Phases on a timeline: made from the content's, drawn to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from playbook.worksheets.pilot_plan.content import PlanFile
from playbook.worksheets.pilot_plan.records import PlanPhase


@dataclass(frozen=True)
class Bar:
    """A phase on the line: cells from `begin` up to `end`, at least one."""

    phase: PlanPhase
    begin: int
    end: int


@dataclass(frozen=True)
class Timeline:
    """All phases that have dates, and the cell of today if it lies within."""

    starts_on: date
    ends_on: date
    bars: tuple[Bar, ...]
    today: int | None

    @property
    def days(self) -> int:
        """Days from the first to the last, both included."""
        return (self.ends_on - self.starts_on).days + 1


def planned_phases(content: PlanFile, starts_on: date, availability: Decimal | None) -> tuple[PlanPhase, ...]:
    """The content's phases one after the other, each of whole weeks.

    A service whose target needs no night cover has no phase with nights; without a target all are planned.
    """
    no_nights = availability is not None and availability <= Decimal(str(content.no_nights_up_to))
    phases, day = [], starts_on
    for template in content.phases:
        if template.nights and no_nights:
            continue
        last = day + timedelta(weeks=template.weeks, days=-1)
        phases.append(PlanPhase(template.name, day, last, template.what, template.nights))
        day = last + timedelta(days=1)
    return tuple(phases)


def timeline(phases: Sequence[PlanPhase], today: date, width: int) -> Timeline | None:
    """The phases that have both dates on a line of `width` cells; None if there is none."""
    dated = [(phase, phase.starts_on, phase.ends_on) for phase in phases if phase.starts_on and phase.ends_on]
    if not dated or width < 1:
        return None
    first = min(starts_on for _, starts_on, _ in dated)
    last = max(ends_on for _, _, ends_on in dated)
    days = (last - first).days + 1

    def cell(day: date) -> int:
        return (day - first).days * width // days

    bars = []
    for phase, starts_on, ends_on in dated:
        begin = min(cell(starts_on), width - 1)
        bars.append(Bar(phase, begin, max(begin + 1, cell(ends_on + timedelta(days=1)))))
    return Timeline(first, last, tuple(bars), cell(today) if first <= today <= last else None)


def current_phase(phases: Sequence[PlanPhase], today: date) -> PlanPhase | None:
    """The phase of today, None between phases."""
    return next((p for p in phases if p.starts_on and p.ends_on and p.starts_on <= today <= p.ends_on), None)
