"""So many places and no more; who has the most of them gives way, so that nobody can take them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(eq=False)
class Place:
    """One connection's place. `end` closes it; one that `stays` is not closed for somebody else."""

    address: str
    end: Callable[[], None]
    stays: bool = False

    def keep(self) -> None:
        """They have shown a good code."""
        self.stays = True


class Places:
    """Places in the order in which they were taken.

    When all are taken, the one who came first from the address that has the most gives way, unless the newcomer's own
    address would then have as many: then the newcomer is turned away, or, with `own_too`, gets the place all the same.
    """

    def __init__(self, most: int, *, own_too: bool = False) -> None:
        self.most = most
        self._own_too = own_too
        self._taken: list[Place] = []

    def __len__(self) -> int:
        return len(self._taken)

    def take(self, address: str, end: Callable[[], None]) -> Place | None:
        """A place for a newcomer; None if there is none."""
        if len(self._taken) >= self.most:
            leaving = self._who_gives_way(address)
            if leaving is None:
                return None
            self.leave(leaving)
            leaving.end()
        place = Place(address, end)
        self._taken.append(place)
        return place

    def leave(self, place: Place) -> None:
        """Gives a place back; once is enough, twice does nothing."""
        if place in self._taken:
            self._taken.remove(place)

    def _who_gives_way(self, newcomer: str) -> Place | None:
        held = Counter(place.address for place in self._taken if not place.stays)
        fewest = held[newcomer] + (0 if self._own_too else 2)
        giving = [place for place in self._taken if not place.stays and held[place.address] >= fewest]
        return max(giving, key=lambda place: held[place.address], default=None)
