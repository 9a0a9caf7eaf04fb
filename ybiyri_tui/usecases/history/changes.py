"""What was changed, by whom and when; undo and redo; progress over time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlmodel import Session

from playbook.errors import ChangedElsewhere
from playbook.records import Action, Change
from playbook.standing.progress import ProgressPoint, lasting
from playbook.standing.progress import progress as progress_of
from playbook.store import history as store
from playbook.store import undo as undo_store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.pilot.pilots import check_next_phase
from ybiyri_tui.wording.changes import change_words

NOTE = "note"


@dataclass(frozen=True)
class HistoryLine:
    """One entry of the audit trail in words. `who` is None for notes, which nobody's name is attached to."""

    id: int
    at: datetime
    day: date
    who: str | None
    kind: str
    key: str
    action: Action
    what: str


def list_changes(
    context: Context, pilot_id: int, *, since: date | None = None, with_undone: bool = False
) -> tuple[HistoryLine, ...]:
    """What was changed, oldest first, all of it or from a day on.

    Changes that were taken back are left out together with the undo, unless `with_undone` is set.
    """
    start = datetime.combine(since, time()).astimezone() if since else None
    changes = context.workspace.read(lambda session: tuple(store.replayed(session, pilot_id, since=start)))
    return tuple(_line(context, change) for change in (changes if with_undone else lasting(changes)))


def what_undo_would_do(context: Context, pilot_id: int) -> HistoryLine | None:
    """The change that undo would take back, None if there is none."""
    found = context.workspace.read(lambda session: undo_store.next_undo(session, pilot_id, who=context.who))
    return _step_line(context, found) if found else None


def what_redo_would_do(context: Context, pilot_id: int) -> HistoryLine | None:
    """The change that redo would bring back, None if there is none."""
    found = context.workspace.read(lambda session: undo_store.next_redo(session, pilot_id, who=context.who))
    return _step_line(context, found) if found else None


def undo(context: Context, pilot_id: int, *, seen: int | None = None, skip_changed: bool = False) -> HistoryLine | None:
    """Takes back this person's newest change and returns the change that was taken back; None if there is none.

    What was done from this open workspace comes first, then what was done before it was opened. `seen` is the id of
    the change that the person expects: if it is another one, ChangedElsewhere is raised. The same is raised if the
    record was changed since; `skip_changed` goes on to the newest change whose record was not.
    """

    def work(session: Session) -> Change | None:
        found = undo_store.next_undo(session, pilot_id, who=context.who, skip_changed=skip_changed)
        return _reversed(context, session, pilot_id, found, seen)

    taken_back = context.workspace.write(work)
    return _step_line(context, taken_back) if taken_back else None


def redo(context: Context, pilot_id: int, *, seen: int | None = None, skip_changed: bool = False) -> HistoryLine | None:
    """Brings back what this person took back last, and returns the change that is there again; None if there is none.

    Raises ChangedElsewhere as `undo` does, and AnswerIsNo for a step to a phase that a must-have stops by now.
    """

    def work(session: Session) -> Change | None:
        found = undo_store.next_redo(session, pilot_id, who=context.who, skip_changed=skip_changed)
        if found is not None and found.kind == "phase" and found.before != found.after:
            check_next_phase(context, session, pilot_id)
        return _reversed(context, session, pilot_id, found, seen)

    brought_back = context.workspace.write(work)
    return _step_line(context, brought_back) if brought_back else None


def progress(context: Context, pilot_id: int) -> tuple[ProgressPoint, ...]:
    """How the pilot stood at the end of each day on which something changed, oldest first."""
    playbook = context.playbook

    def work(session: Session) -> tuple[ProgressPoint, ...]:
        return progress_of(
            store.replayed(session, pilot_id),
            playbook.question_ids(),
            (must_have.id for must_have in playbook.must_haves),
            lambda at: at.astimezone().date(),
        )

    return context.workspace.read(work)


def _reversed(
    context: Context, session: Session, pilot_id: int, found: Change | None, seen: int | None
) -> Change | None:
    if found is None:
        return None
    if seen is not None and found.id != seen:
        raise ChangedElsewhere("Something else was changed meanwhile; nothing was taken back. Look, then try again.")
    undo_store.reverse(session, pilot_id, found, who=context.who, at=context.now())
    return found


def _step_line(context: Context, change: Change) -> HistoryLine:
    """The change itself, whether the entry made it, made it again or took it back."""
    if change.action is Action.UNDO:
        change = replace(change, before=change.after, after=change.before)
    return _line(context, replace(change, action=Action.CHANGE))


def _line(context: Context, change: Change) -> HistoryLine:
    return HistoryLine(
        id=change.id,
        at=change.at,
        day=change.at.astimezone().date(),
        who=None if change.kind == NOTE else change.who,
        kind=change.kind,
        key=change.key,
        action=change.action,
        what=change_words(change, context.playbook),
    )
