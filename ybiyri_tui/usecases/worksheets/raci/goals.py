"""The goals of a pilot, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.worksheets.goals.goals import GOALS, Goal, GoalCounts, count
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.sheets import sheet_view


@dataclass(frozen=True)
class Goals:
    """All goals with how many of them are tied to an outcome, and were said aloud."""

    goals: tuple[Goal, ...]
    counts: GoalCounts


def goals(context: Context, pilot_id: int) -> Goals:
    """The goals of a pilot, in order."""
    found = tuple(goal for goal in sheet_view(context, pilot_id, GOALS).records if goal.objective)
    return Goals(found, count(found))
