"""An inventory of what specialists are asked to do, where each task should go, and the hours that frees.

The grid is the playbook's (operational enablers): routine of low value goes to the provider, routine of high value
becomes self-service, rare and valuable work stays with the specialists. What is rare and of low value is dropped or
written down; that fourth cell is ybiyri's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

WEEKS_A_YEAR = Decimal(52)


class Value(StrEnum):
    """What a task is worth to customers."""

    LOW = "low"
    HIGH = "high"


class Route(StrEnum):
    """Where a task goes."""

    PROVIDER = "provider"
    SELF_SERVICE = "self_service"
    ASK = "ask"
    STOP = "stop"


ROUTE_WORDS = {
    Route.PROVIDER: "to the provider",
    Route.SELF_SERVICE: "self-service",
    Route.ASK: "ask the specialist",
    Route.STOP: "stop",
}
FREEING = (Route.PROVIDER, Route.SELF_SERVICE, Route.STOP)
"""Routes on which the specialist's hands are no longer needed."""


@dataclass(frozen=True)
class Task:
    """One kind of request. Durations are seconds: `wait` from asking until done, `effort` of the specialist.

    `done_on` is the day since which it goes its new way without a ticket; then `wait_after` can be measured. Every
    field may be empty while a row is being typed.
    """

    task: str = ""
    specialist: str = ""
    a_year: Decimal | None = None
    wait: int | None = None
    effort: int | None = None
    value: Value | None = None
    repeatable: bool | None = None
    owner: str = ""
    done_on: date | None = None
    wait_after: int | None = None

    @property
    def route(self) -> Route | None:
        """Where it should go, None while value or repetition is not said."""
        if self.value is None or self.repeatable is None:
            return None
        if self.repeatable:
            return Route.SELF_SERVICE if self.value is Value.HIGH else Route.PROVIDER
        return Route.ASK if self.value is Value.HIGH else Route.STOP

    @property
    def effort_a_year(self) -> Decimal:
        """Seconds of specialists' work in a year."""
        return (self.a_year or Decimal(0)) * (self.effort or 0)

    @property
    def wait_a_year(self) -> Decimal:
        """Seconds of waiting in a year, all requests together."""
        return (self.a_year or Decimal(0)) * (self.wait or 0)

    @property
    def frees(self) -> Decimal:
        """Seconds of specialists' work that its route frees in a year; 0 where they stay asked."""
        return self.effort_a_year if self.route in FREEING else Decimal(0)


@dataclass(frozen=True)
class Routed:
    """The tasks that go one way."""

    route: Route
    tasks: tuple[Task, ...]
    frees: Decimal


@dataclass(frozen=True)
class Inventory:
    """The sums of an inventory; durations are seconds a year, waits are medians over all requests of a year."""

    routes: tuple[Routed, ...]
    undecided: tuple[Task, ...]
    effort: Decimal
    frees: Decimal
    freed: Decimal
    wait_before: int | None
    wait_after: int | None
    most_frequent: Task | None

    @property
    def tasks(self) -> int:
        """How many tasks there are."""
        return sum(len(routed.tasks) for routed in self.routes) + len(self.undecided)


def inventory(tasks: Sequence[Task]) -> Inventory:
    """Sums over all tasks. Waits before and after are over the tasks for which both are known."""
    routes = []
    for route in Route:
        members = sorted((task for task in tasks if task.route is route), key=lambda task: -task.effort_a_year)
        routes.append(Routed(route, tuple(members), sum((task.frees for task in members), Decimal(0))))
    both = [task for task in tasks if task.wait is not None and task.wait_after is not None and task.a_year]
    return Inventory(
        routes=tuple(routes),
        undecided=tuple(task for task in tasks if task.route is None),
        effort=sum((task.effort_a_year for task in tasks), Decimal(0)),
        frees=sum((task.frees for task in tasks), Decimal(0)),
        freed=sum((task.frees for task in tasks if task.done_on), Decimal(0)),
        wait_before=_median([(task.wait or 0, task.a_year or Decimal(1)) for task in both]),
        wait_after=_median([(task.wait_after or 0, task.a_year or Decimal(1)) for task in both]),
        most_frequent=max((task for task in tasks if task.a_year), key=lambda task: task.a_year or 0, default=None),
    )


def _median(weighted: Sequence[tuple[int, Decimal]]) -> int | None:
    """The wait of the request in the middle, each task counted as often as it is asked for in a year."""
    if not weighted:
        return None
    ordered = sorted(weighted)
    half = sum((weight for _, weight in ordered), Decimal(0)) / 2
    reached = Decimal(0)
    for position, (wait, weight) in enumerate(ordered):
        reached += weight
        if reached == half and position + 1 < len(ordered):
            return round(median((wait, ordered[position + 1][0])))
        if reached > half:
            return wait
    return ordered[-1][0]
