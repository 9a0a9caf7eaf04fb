"""Whether a rota is large enough for people to live with it, by the limits that others publish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.worksheets.oncall.content import GuardRail
from playbook.worksheets.oncall.covers import Rota

FEWEST = 3
ENOUGH = 6


class Size(StrEnum):
    """What can be said of a rota at a glance: below 3 people, 3 to 5, 6 and more."""

    TOO_FEW = "too_few"
    THIN = "thin"
    ENOUGH = "enough"


@dataclass(frozen=True)
class Judged:
    """One published limit, the rota's own figure, and whether it keeps to it."""

    rail: GuardRail
    figure: Decimal
    kept: bool


def size(rota: Rota) -> Size:
    """The rota at a glance."""
    if (rota.people or 0) < FEWEST:
        return Size.TOO_FEW
    return Size.THIN if (rota.people or 0) < ENOUGH else Size.ENOUGH


def judge(rota: Rota, rails: Iterable[GuardRail]) -> tuple[Judged, ...]:
    """Every limit beside the rota's own figure. Half of the weeks is more than the limit "nobody half or more"."""
    return tuple(_judged(rota, rail) for rail in rails)


def _judged(rota: Rota, rail: GuardRail) -> Judged:
    if rail.kind == "load":
        kept = rota.load < rail.limit if rail.is_least else rota.load <= rail.limit
        return Judged(rail, rota.load, kept)
    figure = Decimal((rota.people or 0) if rail.kind == "people" else rota.at_once)
    return Judged(rail, figure, figure >= rail.limit)
