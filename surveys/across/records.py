"""Plain frozen records: why a team does not enter, and what all that do say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from surveys.records import Family
from surveys.schema import Survey
from surveys.statistics.teams import TeamsTest, TeamsVerdict


class LeftOut(StrEnum):
    """Why a pilot's survey does not enter; the first reason that holds."""

    NOT_ASKED = "not_asked"
    NOT_OVER = "not_over"
    DISCARDED = "discarded"
    NOT_READ_BACK = "not_read_back"
    TEAM_CHANGED = "team_changed"
    OTHER_WORDING = "other_wording"
    SAME_TEAM = "same_team"


@dataclass(frozen=True)
class Compared:
    """The newest series of a pilot: `after_id` is the round whose comparison may enter, None if none may.

    `wording` is a number that all series with the same frozen text share. `closed_on` is the ISO day of the after,
    `answered` how many answered before and after, both as they were released.
    """

    pilot_id: int
    wording: int
    reason: LeftOut | None
    after_id: str | None = None
    closed_on: str = ""
    answered: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Cell:
    """How many teams of one wording released these two means of an entry; None is a mean that was withheld."""

    wording: int
    entry_id: str
    before: Fraction | None
    after: Fraction | None
    teams: int


@dataclass(frozen=True)
class Entry:
    """One topic or question over all teams.

    `shifts` counts the teams by later minus earlier mean; `withheld` are teams that entered but gave out no two
    means of it. `before` and `after` are the averages of the teams' means. `p_adjusted` is the t-test's p adjusted
    for the family. Below the least number of teams nothing is said but `verdict`.
    """

    id: str
    is_topic: bool
    title: str
    family: Family
    teams: int
    withheld: int
    verdict: TeamsVerdict
    before: Fraction | None = None
    after: Fraction | None = None
    shifts: tuple[tuple[Fraction, int], ...] = ()
    test: TeamsTest | None = None
    p_adjusted: float | None = None


@dataclass(frozen=True)
class Across:
    """All entries, main topics first; how many teams entered with how many answers, and why others did not."""

    survey: Survey
    teams: int
    answered: tuple[int, int]
    left_out: Mapping[LeftOut, int]
    entries: tuple[Entry, ...]
    margin: Fraction | None = None
