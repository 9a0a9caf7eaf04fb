"""Paved roads: journeys of developers that became automatic, one by one. A list of roads, explicitly not a platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ENOUGH_TEAMS = 2
"""Teams that use a road without a ticket, for it to count; the same as in the question on paved roads."""


@dataclass(frozen=True)
class Road:
    """One journey, such as "a new service in production". Durations are seconds; `wait_before` by ticket, by hand.

    `teams` use it without a ticket. Every field may be empty while a row is being typed.
    """

    journey: str = ""
    automates: str = ""
    owner: str = ""
    wait_before: int | None = None
    wait_after: int | None = None
    teams: int | None = None
    open_since: date | None = None

    @property
    def is_used(self) -> bool:
        """Whether enough teams use it without a ticket."""
        return (self.teams or 0) >= ENOUGH_TEAMS

    @property
    def counts(self) -> bool:
        """Whether it counts as paved: it is used, and the wait before and after is known."""
        return self.is_used and self.wait_before is not None and self.wait_after is not None

    @property
    def saves(self) -> int | None:
        """Seconds that one journey takes less, None while a wait is not known."""
        if self.wait_before is None or self.wait_after is None:
            return None
        return self.wait_before - self.wait_after


@dataclass(frozen=True)
class Roads:
    """All roads, those that count first."""

    roads: tuple[Road, ...]

    @property
    def paved(self) -> tuple[Road, ...]:
        """Roads that count."""
        return tuple(road for road in self.roads if road.counts)

    @property
    def open(self) -> tuple[Road, ...]:
        """Roads that anybody uses."""
        return tuple(road for road in self.roads if road.teams)


def sorted_roads(roads: Iterable[Road]) -> Roads:
    """Roads that count first, then by what they save."""
    return Roads(tuple(sorted(roads, key=lambda road: (not road.counts, -(road.saves or 0)))))
