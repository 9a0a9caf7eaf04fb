"""Promises, "you said, we did": what was raised, what was promised about it, and what the team says came of it.

Whether a promise was *kept* its owner says. Whether the matter is *understood* and *fixed* only the team says, so
nothing here sets those two ticks as a side effect; some changes take them away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from playbook.errors import PlaybookError
from playbook.room.owners import Owned
from playbook.texts import line, optional_line

MAX_TEXT = 500


class PromiseState(StrEnum):
    """What became of a promise according to who made it."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Promise(Owned):
    """A concern and what is done about it; without a `promise` it was raised, and nothing was promised yet.

    `topic` is the full id (`survey.topic`) of the survey topic it came from, `question_id` the question at which it
    was raised. Who raised it is never kept. `reason` is what the team was told when it was dropped.
    """

    number: int
    raised: str
    raised_on: date
    topic: str | None = None
    question_id: str | None = None
    promise: str | None = None
    owner: str | None = None
    accepted: bool | None = None
    due_on: date | None = None
    state: PromiseState = PromiseState.OPEN
    reason: str | None = None
    understood_on: date | None = None
    fixed_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether it is still open after its due date."""
        return self.state is PromiseState.OPEN and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class PromiseCounts:
    """How many concerns stand where; `made` of them have a promise, `late` are open after their date."""

    raised: int
    made: int
    kept: int
    dropped: int
    late: int
    understood: int
    fixed: int


def raise_concern(
    number: int, raised: str, today: date, *, topic: str | None = None, question_id: str | None = None
) -> Promise:
    """A concern without a promise. Raises PlaybookError for an empty or too long text."""
    return Promise(number, line(raised, "the concern", MAX_TEXT), today, topic=topic, question_id=question_id)


def reword(promise: Promise, raised: str) -> Promise:
    """The concern in other words; both ticks are taken away, because the team gave them to the old ones."""
    text = line(raised, "the concern", MAX_TEXT)
    return promise if text == promise.raised else replace(promise, raised=text, understood_on=None, fixed_on=None)


def with_promise(promise: Promise, text: str | None) -> Promise:
    """Another promise about the concern, open again and not yet fixed; no text withdraws it."""
    text = optional_line(text, "the promise", MAX_TEXT)
    if text == promise.promise:
        return promise
    return replace(promise, promise=text, state=PromiseState.OPEN, reason=None, fixed_on=None)


def set_state(promise: Promise, state: PromiseState, reason: str | None = None) -> Promise:
    """The promise open, kept or dropped. Raises PlaybookError where the state does not fit.

    Only what was promised can be kept; a plain no needs the reason that the team was told.
    """
    reason = optional_line(reason, "the reason", MAX_TEXT)
    if state is PromiseState.DROPPED:
        reason = reason or promise.reason
        if reason is None:
            raise PlaybookError("A promise is dropped only with the reason that the team was told.")
        return replace(promise, state=state, reason=reason)
    if reason is not None:
        raise PlaybookError(f"A reason is only for dropped, not for {state.value}.")
    if state is PromiseState.KEPT and promise.promise is None:
        raise PlaybookError("Nothing was promised yet, so nothing can be kept; say what is promised first.")
    return replace(promise, state=state, reason=None)


def tick(promise: Promise, *, understood: bool | None = None, fixed: bool | None = None, today: date) -> Promise:
    """The promise with the team's word on it; None leaves a tick as it is, and a given tick keeps its day."""
    if understood is not None:
        promise = replace(promise, understood_on=(promise.understood_on or today) if understood else None)
    if fixed is not None:
        promise = replace(promise, fixed_on=(promise.fixed_on or today) if fixed else None)
    return promise


def count(promises: tuple[Promise, ...], today: date) -> PromiseCounts:
    """How many concerns stand where."""
    return PromiseCounts(
        raised=len(promises),
        made=sum(found.promise is not None for found in promises),
        kept=sum(found.state is PromiseState.KEPT for found in promises),
        dropped=sum(found.state is PromiseState.DROPPED for found in promises),
        late=sum(found.is_late(today) for found in promises),
        understood=sum(found.understood_on is not None for found in promises),
        fixed=sum(found.fixed_on is not None for found in promises),
    )
