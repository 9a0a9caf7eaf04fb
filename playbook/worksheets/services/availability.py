"""What a target in per cent allows: downtime, and the money that is lost in it. Exact, in decimals.

`allowed downtime = period x (1 - target / 100)`; `loss = hours x money lost per hour`; the share of the tolerable
loss that was avoided is `(tolerable - lost) / tolerable`, negative once more was lost than is tolerable. Source of
the formulas: the playbook's pages on selection and on measurement.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from playbook.errors import PlaybookError
from playbook.money import Money

DAY = 86_400
PERIODS = {7: "week", 28: "28 days", 30: "30 days", 90: "90 days", 365: "365 days"}
"""Days and what they are called."""

_CENT = Decimal("0.01")
_HOUR = Decimal(3600)


def check_target(target: Decimal) -> Decimal:
    """The target, in per cent. Raises PlaybookError outside of 0 to 100."""
    if not 0 <= target <= 100:
        raise PlaybookError(f"{target} is not a target; a number from 0 to 100 per cent was expected, such as 99.9.")
    return target


def allowed_downtime(target: Decimal, days: int = 7) -> Decimal:
    """Seconds of downtime that a target in per cent allows in so many days."""
    return (Decimal(days * DAY) * (100 - target) / 100).normalize()


def loss(exposure_per_hour: Money, seconds: Decimal) -> Money:
    """What so many seconds of failure cost, to the cent."""
    lost = exposure_per_hour.amount * seconds / _HOUR
    return Money(lost.quantize(_CENT, ROUND_HALF_UP), exposure_per_hour.currency)


@dataclass(frozen=True)
class Protection:
    """What was lost of what would have been tolerable. `share` of it was avoided, None where nothing is tolerable."""

    tolerable: Money
    lost: Money

    @property
    def avoided(self) -> Decimal:
        """The amount that was not lost; negative once more was lost than is tolerable."""
        return self.tolerable.amount - self.lost.amount

    @property
    def share(self) -> Decimal | None:
        """The part of the tolerable loss that was avoided, 1 for all of it; below 0 if more was lost."""
        return self.avoided / self.tolerable.amount if self.tolerable.amount else None


def protection(target: Decimal, exposure_per_hour: Money, seconds: Decimal, days: int = 7) -> Protection:
    """Loss avoided within a period in which a service was down for so many seconds."""
    tolerable = loss(exposure_per_hour, allowed_downtime(target, days))
    return Protection(tolerable, loss(exposure_per_hour, seconds))


def duration_words(seconds: Decimal) -> str:
    """Such as `1 h 40 min 48 s` or `10 min 4.8 s`; `0 s` for nothing, a minus before what is overdrawn."""
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours:f} h"] if hours else []
    parts += [f"{minutes:f} min"] if minutes else []
    parts += [f"{rest.normalize():f} s"] if rest or not parts else []
    return sign + " ".join(parts)
