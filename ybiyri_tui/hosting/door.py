"""What all doors of a host share: where processes come from, who serves their lines, and how many may be inside."""

from __future__ import annotations

import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ybiyri_tui.hosting.processes import Processes

    Serve = Callable[[socket.socket], Coroutine[None, None, int]]

SMALLEST, LARGEST = (20, 5), (300, 100)
"""Columns and rows of a terminal; a client that asks for more gets so many."""
GREETING_SECONDS = 20
"""A connection that is not in the survey after so long is closed."""
FULL = "As many people as this host can serve are answering at the moment; try again in a few minutes."


@dataclass
class Limits:
    """How many may be connected at once, in the survey or on their way into it."""

    connections: int = 120
    half_open: int = 40


class Connection(Protocol):
    """Somebody's connection, which can be cut."""

    def abort(self) -> None:
        """Cuts it at once."""


@dataclass
class Door:
    """One survey's way in. `arriving` and `inside` count who is on the way and who answers."""

    processes: Processes
    serve: Serve
    limits: Limits
    arriving: int = 0
    inside: int = 0
    connections: set[Connection] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        """Whether nobody else can be let in now."""
        return self.inside >= self.limits.connections

    @contextmanager
    def somebody_inside(self) -> Iterator[None]:
        """Counts one person as long as they answer."""
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1


def fitting(columns: int, rows: int) -> tuple[int, int]:
    """The size of the terminal that a client gets when it asks for this one; zero is the usual size."""
    return (
        min(max(columns or 80, SMALLEST[0]), LARGEST[0]),
        min(max(rows or 24, SMALLEST[1]), LARGEST[1]),
    )
