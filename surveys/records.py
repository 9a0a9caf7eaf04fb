"""Plain frozen records: labels, and the only forms in which answers may leave a closed round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Interval = tuple[float, float]


class Label(StrEnum):
    """What a round is in its series: one before, any number of pulses, one after."""

    BEFORE = "before"
    PULSE = "pulse"
    AFTER = "after"


class Family(StrEnum):
    """Main topics decide the words; everything else is looked at, never decided."""

    MAIN = "main"
    EXPLORATORY = "exploratory"


class Design(StrEnum):
    """Whose earlier and later answers belong together: nobody's, everybody's, or some people's."""

    UNPAIRED = "unpaired"
    PAIRED = "paired"
    PARTLY_PAIRED = "partly_paired"


class Verdict(StrEnum):
    """What may be said about one topic or item."""

    NOT_COMPARABLE = "not_comparable"
    TOO_FEW = "too_few"
    IMPROVED = "improved"
    WORSE = "worse"
    LIKELY_IMPROVED = "likely_improved"
    LIKELY_WORSE = "likely_worse"
    NO_WORSE = "no_worse"
    MOVED_UP = "moved_up"
    MOVED_DOWN = "moved_down"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Segment:
    """One part of a bar: from `low` to `high` of everybody (0 to 1), and how it is written."""

    name: str
    low: float
    high: float
    text: str


@dataclass(frozen=True)
class Released:
    """What one topic or item of a closed round gives out; below the threshold every number is None.

    Scores have the direction applied: higher always means less concern. `mean` is rounded and clamped, so it
    is shown as `mean_text` ("≤ 1.5"). `favourable` is a count ("3"), a band ("0-1") or, from 12 answers up, a
    share ("58 %"). `sentence` says why nothing is shown.
    """

    id: str
    answered: int | None = None
    favourable: str | None = None
    segments: tuple[Segment, ...] | None = None
    mean: float | None = None
    mean_text: str | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class ReleasedResults:
    """All that leaves a closed round, in the order of the survey; `answered` is the number of sheets."""

    survey_id: str
    k: int
    answered: int
    topics: tuple[Released, ...]
    items: tuple[Released, ...]

    def entry(self, entry_id: str) -> Released:
        """The topic (`alerts`) or item (`alerts.needless`) with this id; KeyError if there is none."""
        return _find(entry_id, (*self.topics, *self.items))


@dataclass(frozen=True)
class Change:
    """Before against after for one topic or item; below the threshold only verdict and sentence are there.

    `theta` is the probability that a later score is above an earlier one, equal scores counted half;
    `cliffs_delta` is 2 theta - 1; `theta_ci` a 95 % interval. Where all people could be paired, `mean_shift_ci`
    (in points) stands in their place. `p_smallest` follows from the numbers of answers alone. `before` and
    `after` are rounded alike, by the smaller of the two sides.
    """

    id: str
    family: Family
    verdict: Verdict
    sentence: str
    before: Released
    after: Released
    theta: float | None = None
    cliffs_delta: float | None = None
    theta_ci: Interval | None = None
    p_band: str | None = None
    p_smallest: float | None = None
    mean_shift_ci: Interval | None = None


@dataclass(frozen=True)
class Comparison:
    """All that leaves the comparison of a closed series, in the order of the survey."""

    survey_id: str
    k: int
    design: str
    alpha: float
    answered_before: int
    answered_after: int
    topics: tuple[Change, ...]
    items: tuple[Change, ...]
    notes: tuple[str, ...]

    def entry(self, entry_id: str) -> Change:
        """The topic or item with this id; KeyError if there is none."""
        return _find(entry_id, (*self.topics, *self.items))


Entry = TypeVar("Entry", Released, Change)


def _find(entry_id: str, entries: tuple[Entry, ...]) -> Entry:
    for entry in entries:
        if entry.id == entry_id:
            return entry
    raise KeyError(entry_id)
