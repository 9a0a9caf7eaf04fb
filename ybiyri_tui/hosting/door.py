"""What all doors of a host share: where processes come from, who serves their lines, and how many may be inside."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ybiyri_tui.hosting.crowd.bucket import Newcomers
from ybiyri_tui.hosting.crowd.limits import Limits
from ybiyri_tui.hosting.crowd.places import Place, Places

if TYPE_CHECKING:
    from ybiyri_tui.hosting.processes import Processes

    Serve = Callable[[socket.socket, Callable[[], None]], Coroutine[None, None, int]]

SMALLEST, LARGEST = (20, 5), (300, 100)
"""Columns and rows of a terminal; a client that asks for more gets so many."""
FULL = "As many people as this host can serve are answering at the moment; try again in a few minutes."


class Connection(Protocol):
    """Somebody's connection, which can be cut."""

    def abort(self) -> None:
        """Cuts it at once."""


@dataclass
class Door:
    """One survey's way in: places for those who are on the way and for those who answer, and who has just come."""

    processes: Processes
    serve: Serve
    limits: Limits = field(default_factory=Limits)
    connections: set[Connection] = field(default_factory=set)

    def __post_init__(self) -> None:
        limits = self.limits
        self.newcomers = Newcomers(limits.newcomers, limits.newcomers_a_second, time.monotonic)
        self.arriving = Places(limits.arriving, own_too=True)
        self.inside = Places(limits.people)

    @contextmanager
    def somebody_inside(self, address: str, end: Callable[[], None]) -> Iterator[Place | None]:
        """A place for somebody at this address as long as they answer; None if there is none. `end` is called, once
        at most, if they have to give way to somebody else."""
        place = self.inside.take(address, end)
        try:
            yield place
        finally:
            if place is not None:
                self.inside.leave(place)


def fitting(columns: int, rows: int) -> tuple[int, int]:
    """The size of the terminal that a client gets when it asks for this one; zero is the usual size."""
    return (
        min(max(columns or 80, SMALLEST[0]), LARGEST[0]),
        min(max(rows or 24, SMALLEST[1]), LARGEST[1]),
    )
