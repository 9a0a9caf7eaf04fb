"""How much of something is allowed: so much in one go, so much a second from then on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address


@dataclass
class Bucket:
    """Holds `most` and fills up again by `a_second`; `clock` gives seconds."""

    most: float
    a_second: float
    clock: Callable[[], float]

    def __post_init__(self) -> None:
        self._held, self._at = self.most, self.clock()

    def take(self, amount: float = 1) -> bool:
        """Takes so much out; False, and nothing is taken, if there is not enough."""
        held = self._now_held()
        if amount > held:
            return False
        self._held = held - amount
        return True

    def is_full(self) -> bool:
        """Whether nothing is missing any more."""
        return self._now_held() >= self.most

    def _now_held(self) -> float:
        now = self.clock()
        self._held, self._at = min(self.most, self._held + (now - self._at) * self.a_second), now
        return self._held


LOOK_EVERY = 10.0
"""Seconds between two looks at which addresses were quiet."""


@dataclass
class Newcomers:
    """How often each address may connect; an address that makes no difference any more is soon forgotten.

    `most` and `a_second` are those of the bucket that each has, `clock` gives seconds.
    """

    most: float
    a_second: float
    clock: Callable[[], float]
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _look_at: float = 0.0

    def admit(self, address: str) -> bool:
        """Whether one more connection from this address is served."""
        if self.clock() >= self._look_at:
            self._look_at = self.clock() + LOOK_EVERY
            self._buckets = {known: bucket for known, bucket in self._buckets.items() if not bucket.is_full()}
        if address not in self._buckets:
            self._buckets[address] = Bucket(self.most, self.a_second, self.clock)
        return self._buckets[address].take()


def neighbourhood(address: str) -> str:
    """Who shares an allowance: an IPv4 address, or the 64 bits of IPv6 that one line usually gets."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or (int(found) >> 64))
    return str(found)
