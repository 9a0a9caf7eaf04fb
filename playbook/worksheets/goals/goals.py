"""Operational objectives tied to what customers get, with who answers for them and to whom that was said aloud."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from playbook.worksheets.estimates.columns import only_once
from playbook.worksheets.sheets.kinds import date_column, text_column
from playbook.worksheets.sheets.sheet import Sheet

LONGEST = 160


@dataclass(frozen=True)
class Goal:
    """One objective. `said_to` is an audience, such as "all teams", and `said_on` the day on which it was said."""

    objective: str = ""
    outcome: str = ""
    measure: str = ""
    answers: str = ""
    said_to: str = ""
    said_on: date | None = None

    @property
    def is_linked(self) -> bool:
        """Whether it protects something that customers get, and somebody answers for it."""
        return bool(self.objective and self.outcome and self.answers)

    @property
    def is_said(self) -> bool:
        """Whether it was said aloud, to somebody, on a day."""
        return bool(self.said_to and self.said_on)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it still lacks, in words."""
        lacks = (
            ("what customers get", self.outcome),
            ("who answers for it", self.answers),
            ("said aloud to whom", self.said_to),
            ("said on which day", self.said_on),
        )
        return tuple(what for what, value in lacks if not value)


@dataclass(frozen=True)
class GoalCounts:
    """How many goals there are, are tied to an outcome with somebody who answers, and were said aloud as well."""

    goals: int
    linked: int
    said: int


def count(goals: Iterable[Goal]) -> GoalCounts:
    """Goals without an objective are not counted."""
    found = [goal for goal in goals if goal.objective]
    linked = [goal for goal in found if goal.is_linked]
    return GoalCounts(len(found), len(linked), sum(goal.is_said for goal in linked))


GOALS: Sheet[Goal] = Sheet(
    "goals",
    "Goals and what customers get",
    "goal",
    "goals",
    Goal,
    (
        text_column("objective", "Operational goal", "such as 99.9 % of payments", required=True, longest=LONGEST),
        text_column("outcome", "What customers get", "the outcome it protects", longest=LONGEST),
        text_column("measure", "Seen by", "the number that shows it", longest=LONGEST),
        text_column("answers", "Answers for it", "a role, such as Head of Product", longest=60),
        text_column("said_to", "Said aloud to", "an audience, such as all teams", longest=80),
        date_column("said_on", "Said on"),
    ),
    Goal,
    lambda goals: only_once(goals, "objective", "goal"),
    unique="objective",
)
