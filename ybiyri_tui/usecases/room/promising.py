"""Promises to the team: what was raised, what was promised, and what the team says came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from playbook.errors import ChangedElsewhere
from playbook.room import promises as rules
from playbook.room.promises import Promise
from playbook.store import drafts
from playbook.store import promises as store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.findings.answering import check_question

Change = Callable[[Promise], Promise]


def list_promises(context: Context, pilot_id: int) -> tuple[Promise, ...]:
    """All promises of a pilot, the oldest first."""
    return context.workspace.read(lambda session: store.promises(session, pilot_id))


def raise_concern(
    context: Context,
    pilot_id: int,
    raised: str,
    *,
    topic: str | None = None,
    question_id: str | None = None,
    promise: str | None = None,
    owner: str | None = None,
    accepted: bool | None = None,
    due_on: date | None = None,
    draft: str = "",
) -> Promise:
    """Writes down a concern, with or without a promise about it.

    `topic` is a survey topic by its id, `question_id` the question at which it came up. Raises ProgramError for one
    that does not exist, PlaybookError for texts that do not fit. `draft` is the field that it was typed into; what is
    kept of that goes with the saving.
    """
    topic_id = find_topic(context, topic) if topic else None
    if question_id is not None:
        check_question(context, question_id)

    def work(session: Session) -> Promise:
        number = store.next_number(session, pilot_id)
        made = rules.raise_concern(number, raised, context.today, topic=topic_id, question_id=question_id)
        made = rules.with_promise(made, promise).with_owner(owner).with_due(due_on).with_accepted(accepted)
        store.save_promise(session, pilot_id, made, who=context.who, at=context.now())
        drafts.let_go(session, pilot_id, draft)
        return made

    return context.workspace.write(work)


def change_promise(
    context: Context, pilot_id: int, number: int, change: Change, *, seen: Promise | None = None, draft: str = ""
) -> Promise:
    """Applies a change to a promise and returns what was saved.

    The changes are those of `playbook.room.promises` and of the record itself. `seen` is what the person was looking
    at: if something else is on disk, ChangedElsewhere is raised and nothing is written.
    """

    def work(session: Session) -> Promise:
        changed = change(_current(session, pilot_id, number, seen))
        store.save_promise(session, pilot_id, changed, who=context.who, at=context.now())
        drafts.let_go(session, pilot_id, draft)
        return changed

    return context.workspace.write(work)


def remove_promise(context: Context, pilot_id: int, number: int, *, seen: Promise | None = None) -> None:
    """Takes a promise away; undo brings it back."""

    def work(session: Session) -> None:
        _current(session, pilot_id, number, seen)
        store.remove_promise(session, pilot_id, number, who=context.who, at=context.now())

    context.workspace.write(work)


def find_topic(context: Context, text: str) -> str:
    """The full id (`survey.topic`) of a survey topic given by it or by the topic alone.

    Raises ProgramError that lists the topics there are.
    """
    known = [f"{survey.id}.{topic.id}" for survey in context.surveys.values() for topic in survey.topics]
    found = [topic for topic in known if text in (topic, topic.partition(".")[2])]
    if len(found) != 1:
        raise ProgramError(f"There is no survey topic {text!r}; there is {', '.join(known)}.")
    return found[0]


def _current(session: Session, pilot_id: int, number: int, seen: Promise | None) -> Promise:
    current = store.promise(session, pilot_id, number)
    if seen is not None and seen != current:
        raise ChangedElsewhere(
            f"Promise {number} was changed elsewhere meanwhile. Your change was not saved: look, then enter it again."
        )
    return current
