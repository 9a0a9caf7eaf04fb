"""Weekly shares before and after the pilot's start: tickets of the playbook meet the statistics of the surveys here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from playbook.records import Action, Change, Phase
from playbook.tickets.share.rework import Size, WeeklyShare
from playbook.tickets.share.rework import Week as SharedWeek
from surveys.errors import SurveyError
from surveys.statistics.weekly import Week, WeeklyTest, weekly_test

SEED = 1


@dataclass(frozen=True)
class BeforeAfter:
    """What can be said about the weeks since `start` against those before; `refusal` is why nothing can.

    `left_out` names the week in which the pilot started, which belongs to neither side, and a week that still runs.
    """

    start: date | None
    test: WeeklyTest | None
    refusal: str | None
    left_out: tuple[str, ...] = ()


def started_on(changes: Iterable[Change]) -> date | None:
    """The day on which the phase `pilot` began, from the changes of phase, the newest first; None if it has not."""
    taken_back = set()
    for change in changes:
        if change.action is Action.UNDO and change.reverses is not None:
            taken_back.add(change.reverses)
        elif change.action is Action.CHANGE and change.after == Phase.PILOT.value and change.id not in taken_back:
            return change.at.astimezone().date()
    return None


def before_after(share: WeeklyShare, start: date | None, today: date) -> BeforeAfter:
    """Compares whole weeks only, by the number of items."""
    if start is None:
        return BeforeAfter(None, None, "The pilot phase has not begun, so there is no before and after yet.")
    if share.size is not Size.ITEMS:
        return BeforeAfter(start, None, "Before and after are compared by the number of items only.")
    split = [week for week in share.weeks if week.monday < start <= week.monday + timedelta(days=6)]
    split = [] if start.weekday() == 0 else split
    running = [week for week in share.weeks if 0 <= (today - week.monday).days < 7]
    left_out = tuple(week.label for week in share.weeks if week in split or week in running)
    weeks = [_week(week, start) for week in share.weeks if week.label not in left_out]
    return _tested(weeks, start, left_out)


def _tested(weeks: Sequence[Week], start: date, left_out: tuple[str, ...]) -> BeforeAfter:
    try:
        test = weekly_test(weeks, Random(SEED))  # noqa: S311
    except SurveyError as error:
        return BeforeAfter(start, None, str(error), left_out)
    return BeforeAfter(start, test, None, left_out)


def _week(week: SharedWeek, start: date) -> Week:
    return Week(week.label, week.unplanned, week.items, is_after=week.monday >= start)
