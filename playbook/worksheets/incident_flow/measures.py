"""What a flow costs and where it breaks: touchpoints, hand-offs, handwork, times, and the dearest step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.worksheets.incident_flow.records import Moment, Step, StepKind, Touchpoint

NOTIFY_WITHIN = 60
"""Seconds; joined-up tools notify in under a minute. Source: playbook, operational enablers."""
SLOW_ACKNOWLEDGEMENT = 20 * 60
"""Seconds; up to 20 minutes is the yardstick for passing an alert on by hand. Source: the same."""
ENOUGH_TOUCHPOINTS = 4


class Standing(StrEnum):
    """How far a flow is on the way to self-service; the limits are ybiyri's own proposal."""

    SELF_SERVICE = "self_service"
    ON_THE_WAY = "on_the_way"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class DearStep:
    """A step that is not automatic, and how many seconds it takes in a year."""

    step: Step
    seconds_a_year: Decimal


@dataclass(frozen=True)
class FlowMeasures:
    """Durations are seconds from the beginning; None where no step says that this has happened."""

    steps: int
    automatic: int
    by_hand: int
    handoffs: int
    handoffs_before_responder: int
    touchpoints: frozenset[Touchpoint]
    time_to_notify: int | None
    time_to_acknowledge: int | None
    time_to_first_update: int | None
    single_points: tuple[Step, ...]
    dearest: DearStep | None
    handwork: int

    @property
    def missing(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that are not automated, in their usual order."""
        return tuple(point for point in Touchpoint if point not in self.touchpoints)

    @property
    def standing(self) -> Standing | None:
        """Self-service: seven of seven, no hand-off before the responder, who knows within a minute.

        None for a flow without steps.
        """
        if not self.steps:
            return None
        notified, acknowledged = self.time_to_notify, self.time_to_acknowledge
        quick = notified is not None and notified <= NOTIFY_WITHIN
        if not self.missing and not self.handoffs_before_responder and quick:
            return Standing.SELF_SERVICE
        slow = acknowledged is not None and acknowledged > SLOW_ACKNOWLEDGEMENT
        if slow or len(self.touchpoints) < ENOUGH_TOUCHPOINTS or self.handoffs_before_responder > 1:
            return Standing.BY_HAND
        return Standing.ON_THE_WAY


def measure(steps: Sequence[Step], incidents_a_year: Decimal | None = None) -> FlowMeasures:
    """All measures of a flow whose steps were checked. Without a number of incidents a year no step is the dearest."""
    first_notified = _first(steps, Moment.NOTIFIED)
    return FlowMeasures(
        steps=len(steps),
        automatic=_count(steps, StepKind.AUTOMATIC),
        by_hand=sum(1 for step in steps if not step.is_automatic) - _count(steps, StepKind.HANDOFF),
        handoffs=_count(steps, StepKind.HANDOFF),
        handoffs_before_responder=_count(_way_to(steps, first_notified), StepKind.HANDOFF),
        touchpoints=_automated(steps),
        time_to_notify=_time_to(steps, Moment.NOTIFIED),
        time_to_acknowledge=_time_to(steps, Moment.ACKNOWLEDGED),
        time_to_first_update=_time_to(steps, Moment.FIRST_UPDATE),
        single_points=tuple(step for step in steps if step.single_point),
        dearest=_dearest(steps, incidents_a_year),
        handwork=sum(step.seconds or 0 for step in steps if not step.is_automatic),
    )


def ends(steps: Sequence[Step]) -> dict[int, int]:
    """Seconds from the beginning until each step is done, by the step's id."""
    return {
        step.id: sum(before.seconds or 0 for before in _way_to(steps, step)) for step in steps if step.id is not None
    }


def _way_to(steps: Sequence[Step], last: Step | None) -> list[Step]:
    """The steps from the beginning up to and including `last`."""
    by_id = {step.id: step for step in steps}
    way, current = list[Step](), last
    while current is not None and current not in way:
        way.append(current)
        current = by_id.get(current.after) if current.after is not None else None
    return way[::-1]


def _first(steps: Sequence[Step], moment: Moment) -> Step | None:
    done = ends(steps)
    marked = (step for step in steps if step.moment is moment and step.id is not None)
    return min(marked, key=lambda step: done[step.id or 0], default=None)


def _time_to(steps: Sequence[Step], moment: Moment) -> int | None:
    step = _first(steps, moment)
    return ends(steps)[step.id] if step and step.id is not None else None


def _count(steps: Iterable[Step], kind: StepKind) -> int:
    return sum(1 for step in steps if step.kind is kind)


def _automated(steps: Sequence[Step]) -> frozenset[Touchpoint]:
    """Touchpoints that stand in the flow and are automatic wherever they stand."""
    found = {step.touchpoint for step in steps if step.touchpoint}
    return frozenset(point for point in found if all(step.is_automatic for step in steps if step.touchpoint is point))


def _dearest(steps: Sequence[Step], incidents: Decimal | None) -> DearStep | None:
    by_hand = [step for step in steps if not step.is_automatic and step.seconds]
    if not by_hand or not incidents:
        return None
    step = max(by_hand, key=lambda found: found.seconds or 0)
    return DearStep(step, (step.seconds or 0) * incidents)
