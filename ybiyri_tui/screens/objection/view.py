"""What the objection screen shows, and what has become of it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playbook.records import Answer, State

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.findings.objection_page import ObjectionPage
    from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine


@dataclass(frozen=True)
class ObjectionView:
    """The page that was read. `on_the_way` are questions whose answer is shown before it is on disk, and marked so."""

    page: ObjectionPage
    on_the_way: frozenset[str] = frozenset()

    def position(self, objection_id: str) -> int:
        """Where an objection stands, 0 for the first; also for one that is no longer there."""
        ids = [line.objection.id for line in self.page.objections]
        return ids.index(objection_id) if objection_id in ids else 0

    def line(self, objection_id: str) -> ObjectionLine:
        """An objection with its questions."""
        return self.page.objections[self.position(objection_id)]

    def question(self, question_id: str) -> QuestionLine | None:
        """A question with its answer."""
        return next((line for line in self._questions() if line.question_id == question_id), None)

    def next_open(self, question_id: str, step: int) -> tuple[str, str] | None:
        """Objection and id of the next question (or the one before, for -1) that is neither a yes nor set aside.

        After the last one it goes on with the first; None if no other is open.
        """
        places = [(line.objection.id, found) for line in self.page.objections for found in line.questions]
        ids = [found.question_id for _, found in places]
        here = ids.index(question_id) if question_id in ids else 0
        for distance in range(1, len(places)):
            objection_id, found = places[(here + step * distance) % len(places)]
            if is_open(found.answer):
                return objection_id, found.question_id
        return None

    def with_answer(self, answer: Answer, *, saved: bool) -> ObjectionView:
        """The same with another answer to one question, which is on disk or still on the way there."""
        from ybiyri_tui.usecases.pilot.overview import answered

        one = frozenset({answer.question_id})
        page = replace(self.page, objections=answered(self.page.objections, answer))
        return ObjectionView(page, self.on_the_way - one if saved else self.on_the_way | one)

    def _questions(self) -> Iterable[QuestionLine]:
        return (found for line in self.page.objections for found in line.questions)


def read(context: Context, pilot_id: int) -> ObjectionView:
    """Reads what is on disk."""
    from ybiyri_tui.usecases.findings.objection_page import objection_page

    return ObjectionView(objection_page(context, pilot_id))


def is_open(answer: Answer) -> bool:
    """Whether there is still something to find out or to do."""
    return answer.state not in (State.YES, State.NOT_APPLICABLE)


class OwnChanges:
    """What was saved from this screen, so that a key pressed before the last result is shown is no conflict.

    A person acts on the answer on the screen. If that answer was since replaced by changes made here, and only by
    those, the person acts on the newest of them.
    """

    def __init__(self) -> None:
        self._after: dict[tuple[str, int], Answer] = {}

    def note(self, before: Answer, after: Answer) -> None:
        """Keeps that one answer was replaced by another from here."""
        if after.version != before.version:
            self._after[before.question_id, before.version] = after

    def newest(self, shown: Answer) -> Answer:
        """What has become of the answer that was on the screen, as far as it was changed from here."""
        while (after := self._after.get((shown.question_id, shown.version))) is not None:
            shown = after
        return shown
