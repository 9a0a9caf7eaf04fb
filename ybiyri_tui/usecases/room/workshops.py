"""Beginning a workshop, choosing what to talk about, going from question to question, and ending it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlmodel import Session

from playbook.room import workshop as rules
from playbook.room.workshop import ONE_MINUTE, Timer, Workshop, WorkshopState
from playbook.store import workshops as store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import AnswerIsNo, ProgramError
from ybiyri_tui.usecases.room.room_page import agenda_minutes, seconds_for

Change = Callable[[Workshop], Workshop]


def start_workshop(context: Context, pilot_id: int) -> Workshop:
    """A new workshop, or the one that is under way."""
    return change_workshop(context, pilot_id, lambda workshop: workshop, begin=True)


def change_workshop(context: Context, pilot_id: int, change: Change, *, begin: bool = False) -> Workshop:
    """Applies a change to the workshop that is under way, and returns what was saved.

    With `begin` a new one is started if none is; without it ProgramError is raised then.
    """

    def work(session: Session) -> Workshop:
        current = store.current(session, pilot_id)
        if current is None:
            if not begin:
                raise ProgramError("No workshop is under way; `ybiyri workshop start` begins one.")
            number, first_note, first_promise = store.first_numbers(session, pilot_id)
            current = rules.start(number, context.today, first_note=first_note, first_promise=first_promise)
        changed = change(current)
        store.save_workshop(session, pilot_id, changed, who=context.who, at=context.now())
        return changed

    return context.workspace.write(work)


def count_dots(context: Context, pilot_id: int, objection_id: str, count: int) -> Workshop:
    """Notes how many dots were put on an objection. Raises ProgramError for one that the playbook does not have."""
    _check_objections(context, [objection_id])
    return change_workshop(
        context, pilot_id, lambda workshop: rules.count_dots(workshop, objection_id, count), begin=True
    )


def choose_objections(context: Context, pilot_id: int, objection_ids: Iterable[str]) -> Workshop:
    """Talks about all questions of these objections, in this order; a question that is on stays on.

    Raises ProgramError for an objection that the playbook does not have.
    """
    wanted = tuple(dict.fromkeys(objection_ids))
    _check_objections(context, wanted)
    return choose_questions(
        context,
        pilot_id,
        tuple(
            f"{objection.id}.{question.id}"
            for objection_id in wanted
            for objection in context.playbook.objections
            if objection.id == objection_id
            for question in objection.questions
        ),
    )


def choose_questions(context: Context, pilot_id: int, question_ids: tuple[str, ...]) -> Workshop:
    """Talks about these questions, in this order."""
    seconds = seconds_for(question_ids, 0, agenda_minutes(context)) if question_ids else 0
    at = context.now()
    return change_workshop(
        context, pilot_id, lambda workshop: rules.choose(workshop, question_ids, seconds, at), begin=True
    )


def go_to(context: Context, pilot_id: int, position: int) -> Workshop:
    """Talks about the question at a position of the agenda; after the last one the workshop is read back."""
    return change_workshop(context, pilot_id, lambda workshop: moved(context, workshop, position))


def go_on(context: Context, pilot_id: int, step: int) -> Workshop:
    """Talks about the next question, or for -1 about the one before.

    Raises AnswerIsNo where there is none; after the last question comes reading back.
    """

    def change(workshop: Workshop) -> Workshop:
        position = workshop.position + step
        if position < 0:
            raise AnswerIsNo("This is the first question.")
        if workshop.state is WorkshopState.READING_BACK and step > 0:
            raise AnswerIsNo("All questions were talked about; `ybiyri workshop door` writes what may leave the room.")
        return moved(context, workshop, position)

    return change_workshop(context, pilot_id, change)


def moved(context: Context, workshop: Workshop, position: int) -> Workshop:
    """The workshop at a position, with the time that its question gets."""
    inside = 0 <= position < len(workshop.agenda)
    seconds = seconds_for(workshop.agenda, position, agenda_minutes(context)) if inside else 0
    return rules.go_to(workshop, position, seconds, context.now())


def set_timer(context: Context, pilot_id: int, timer: Timer) -> Workshop:
    """Lets the timer run, stand still, or have more time left."""
    return change_workshop(context, pilot_id, lambda workshop: rules.with_timer(workshop, timer))


def run_timer(context: Context, pilot_id: int, *, runs: bool) -> Workshop:
    """Starts or pauses the timer; what it does already it goes on doing."""
    at = context.now()

    def change(workshop: Workshop) -> Workshop:
        timer = workshop.timer
        return rules.with_timer(workshop, timer.started(at) if runs else timer.paused(at))

    return change_workshop(context, pilot_id, change)


def add_minute(context: Context, pilot_id: int) -> Workshop:
    """Gives the question a minute more."""
    at = context.now()
    return change_workshop(
        context, pilot_id, lambda workshop: rules.with_timer(workshop, workshop.timer.longer(ONE_MINUTE, at))
    )


def end_workshop(context: Context, pilot_id: int) -> Workshop:
    """Ends the workshop that is under way."""
    return change_workshop(context, pilot_id, lambda workshop: rules.end(workshop, context.today))


def _check_objections(context: Context, objection_ids: Iterable[str]) -> None:
    known = [objection.id for objection in context.playbook.objections]
    for objection_id in objection_ids:
        if objection_id not in known:
            raise ProgramError(f"There is no objection {objection_id!r}; there is {', '.join(known)}.")
