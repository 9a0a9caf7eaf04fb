"""What the page of changes shows: the newest changes in words, and what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook.standing.progress import ProgressPoint
from playbook.store import workshops
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.history import changes
from ybiyri_tui.usecases.history.changes import HistoryLine

SHOWN = 500


@dataclass(frozen=True)
class HistoryPage:
    """The newest changes, newest first, and how many older ones there are.

    `workshop_on` is the day of the last workshop; `undo` is what undo would take back.
    """

    today: date
    lines: tuple[HistoryLine, ...]
    older: int
    workshop_on: date | None
    undo: HistoryLine | None


def history_page(
    context: Context, pilot_id: int, *, since: date | None = None, with_undone: bool = False
) -> HistoryPage:
    """Reads it, from a day on if one is given; changes that were taken back only if they are wanted."""
    lines = changes.list_changes(context, pilot_id, since=since, with_undone=with_undone)
    return HistoryPage(
        context.today,
        tuple(reversed(lines[-SHOWN:])),
        max(0, len(lines) - SHOWN),
        last_workshop_on(context, pilot_id),
        changes.what_undo_would_do(context, pilot_id),
    )


def last_workshop_on(context: Context, pilot_id: int) -> date | None:
    """The day on which the newest workshop began, None if there was none."""
    held = context.workspace.read(lambda session: workshops.workshops(session, pilot_id))
    return max((found.started_on for found in held), default=None)


@dataclass(frozen=True)
class ProgressPage:
    """How the pilot stood, oldest first."""

    today: date
    points: tuple[ProgressPoint, ...]
    must_haves: int


def progress_page(context: Context, pilot_id: int) -> ProgressPage:
    """Reads it."""
    return ProgressPage(context.today, changes.progress(context, pilot_id), len(context.playbook.must_haves))
