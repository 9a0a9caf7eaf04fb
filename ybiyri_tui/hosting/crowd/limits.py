"""What the host allows a client; docs/hosting.md says the same in words."""

from __future__ import annotations

from dataclasses import dataclass

GREETING_SECONDS = 20.0
"""A connection that is not in the survey after so long is closed."""


@dataclass(frozen=True)
class Limits:
    """How many may be connected, for how long, and how much one of them may send. Times are seconds, sizes bytes."""

    people: int = 120
    """At once in the survey."""
    arriving: int = 40
    """At once on their way into it."""
    greeting: float = GREETING_SECONDS
    idle: float = 1200.0
    """So long after the last key a connection is ended that the survey itself has not ended before."""
    alive: float = 30.0
    """How often a client is asked whether it is there; it may miss three times."""
    resize: float = 0.05
    """The shortest time between two sizes of a terminal that are passed on."""
    at_once: int = 1 << 16
    """What a client may send in one go, a paste or a flood; nothing in the survey needs a tenth of it."""
    a_second: int = 1 << 13
    """What it may send on and on; a mouse that never rests sends half of it."""
    unread: int = 1 << 20
    """What may wait for a client that asks and asks, and never reads the answers."""
    newcomers: int = 150
    """Connections from one address in one go …"""
    newcomers_a_second: float = 2.0
    """… and on and on."""
