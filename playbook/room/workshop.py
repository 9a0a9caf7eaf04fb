"""A workshop as it goes on: what was chosen, where the room is, and how much time is left for a question.

It says how far the room is, not what was found; answers, notes and promises are records of their own. Notes and
promises belong to a workshop by their numbers, because notes have no time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from playbook.errors import PlaybookError

MAX_DOTS = 999
ONE_MINUTE = 60


class WorkshopState(StrEnum):
    """Where a workshop is; the order is the usual one, but there is a way back from each to the one before."""

    CHOOSING = "choosing"
    TALKING = "talking"
    READING_BACK = "reading_back"
    OVER = "over"


@dataclass(frozen=True)
class Timer:
    """A countdown in whole seconds: `left` while it stands still, `ends_at` while it runs."""

    left: int = 0
    ends_at: datetime | None = None

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.ends_at is not None

    def left_at(self, at: datetime) -> int:
        """Seconds that are left, below zero once the time is over."""
        if self.ends_at is None:
            return self.left
        return round((self.ends_at - at).total_seconds())

    def started(self, at: datetime) -> Timer:
        """The timer running; one that runs already goes on as it is."""
        return self if self.runs else Timer(self.left, at + timedelta(seconds=self.left))

    def paused(self, at: datetime) -> Timer:
        """The timer standing still."""
        return Timer(self.left_at(at))

    def longer(self, seconds: int, at: datetime) -> Timer:
        """The timer with more time left; one that has run out starts again from nothing."""
        more = max(self.left_at(at), 0) + seconds
        return Timer(more, at + timedelta(seconds=more)) if self.runs else Timer(more)

    def set_to(self, seconds: int, at: datetime) -> Timer:
        """The timer with so much time left, running if it ran before."""
        return Timer(seconds, at + timedelta(seconds=seconds)) if self.runs else Timer(seconds)


@dataclass(frozen=True)
class Dots:
    """How many dots people put on an objection."""

    objection_id: str
    count: int


@dataclass(frozen=True)
class Workshop:
    """One workshop of a pilot; `agenda` are full ids of questions in the order in which they are talked about.

    `position` is the one that is talked about, 0 for the first. `first_note` and `first_promise` are the numbers from
    which on notes and promises belong to this workshop.
    """

    number: int
    started_on: date
    first_note: int
    first_promise: int
    state: WorkshopState = WorkshopState.CHOOSING
    dots: tuple[Dots, ...] = ()
    agenda: tuple[str, ...] = ()
    position: int = 0
    timer: Timer = Timer()
    ended_on: date | None = None

    @property
    def question_id(self) -> str | None:
        """The question that is talked about, None before the first and after the last one."""
        if self.state is not WorkshopState.TALKING or not self.agenda:
            return None
        return self.agenda[min(self.position, len(self.agenda) - 1)]

    @property
    def objections(self) -> tuple[str, ...]:
        """The ids of the chosen objections, in order."""
        return tuple(dict.fromkeys(question_id.partition(".")[0] for question_id in self.agenda))

    def dots_of(self, objection_id: str) -> int:
        """How many dots an objection has; 0 if none were counted."""
        return next((dots.count for dots in self.dots if dots.objection_id == objection_id), 0)


def start(number: int, today: date, *, first_note: int, first_promise: int) -> Workshop:
    """A workshop for which nothing has been chosen yet."""
    return Workshop(number, today, first_note, first_promise)


def count_dots(workshop: Workshop, objection_id: str, count: int) -> Workshop:
    """The workshop with so many dots on an objection. Raises PlaybookError for a number that cannot be."""
    if not 0 <= count <= MAX_DOTS:
        raise PlaybookError(f"{count} dots cannot be; count from 0 to {MAX_DOTS}.")
    others = [dots for dots in workshop.dots if dots.objection_id != objection_id]
    given = [Dots(objection_id, count)] if count else []
    return replace(workshop, dots=tuple(sorted([*others, *given], key=lambda dots: dots.objection_id)))


def choose(workshop: Workshop, agenda: Iterable[str], seconds: int, at: datetime) -> Workshop:
    """The workshop talking about these questions; one that is talked about now stays so if it is among them.

    `seconds` are for the first question. Raises PlaybookError if there is none, or the workshop is over.
    """
    _check_goes_on(workshop)
    chosen = tuple(dict.fromkeys(agenda))
    if not chosen:
        raise PlaybookError("Nothing was chosen to talk about; choose at least one thing that people say.")
    stays = workshop.question_id
    if stays in chosen:
        return replace(workshop, agenda=chosen, position=chosen.index(stays))
    timer = workshop.timer.paused(at).set_to(seconds, at)
    return replace(workshop, agenda=chosen, position=0, state=WorkshopState.TALKING, timer=timer)


def go_to(workshop: Workshop, position: int, seconds: int, at: datetime) -> Workshop:
    """The workshop at a question, or reading back after the last one; each question gets `seconds` of its own.

    Going where it is already changes nothing. Raises PlaybookError before anything was chosen and after the end.
    """
    _check_goes_on(workshop)
    if not workshop.agenda:
        raise PlaybookError("Nothing was chosen to talk about yet.")
    position = max(0, position)
    if position >= len(workshop.agenda):
        timer = workshop.timer.paused(at)
        return replace(workshop, position=len(workshop.agenda), state=WorkshopState.READING_BACK, timer=timer)
    if workshop.state is WorkshopState.TALKING and position == workshop.position:
        return workshop
    return replace(workshop, position=position, state=WorkshopState.TALKING, timer=workshop.timer.set_to(seconds, at))


def with_timer(workshop: Workshop, timer: Timer) -> Workshop:
    """The workshop with another timer. Raises PlaybookError if no question is talked about."""
    if workshop.question_id is None:
        raise PlaybookError("The timer belongs to a question; no question is talked about now.")
    return replace(workshop, timer=timer)


def end(workshop: Workshop, today: date) -> Workshop:
    """The workshop over; one that is over stays as it is."""
    if workshop.state is WorkshopState.OVER:
        return workshop
    return replace(workshop, state=WorkshopState.OVER, ended_on=today, timer=Timer())


def seconds_each(minutes: int, questions: Sequence[object]) -> int:
    """How many seconds each of an objection's questions gets of its minutes."""
    return minutes * ONE_MINUTE // max(1, len(questions))


def clock(seconds: int) -> str:
    """`06:40`; what is over counts up again as `01:05`."""
    minutes, rest = divmod(abs(seconds), ONE_MINUTE)
    return f"{minutes:02d}:{rest:02d}"


def _check_goes_on(workshop: Workshop) -> None:
    if workshop.state is WorkshopState.OVER:
        raise PlaybookError("This workshop is over; start another one.")
