"""One person's sheet while it is being filled in: in memory only, and gone when it is wiped."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from surveys.schema import Survey


@dataclass(frozen=True)
class Asked:
    """One question as it is put to a person; `item_id` is `topic.slug`."""

    item_id: str
    text: str
    why: str


class AnswerSheet:
    """Questions in an order of this person's own, and what was answered so far.

    `position` is the question that is asked now; it equals the number of questions once all were asked. The sheet
    has no useful `repr`, so that no message about it can hold an answer.
    """

    def __init__(self, survey: Survey, random: Random) -> None:
        self.survey = survey
        questions = [
            Asked(f"{topic.id}.{item.id}", item.text, item.why) for topic in survey.topics for item in topic.items
        ]
        random.shuffle(questions)
        self.questions: tuple[Asked, ...] = tuple(questions)
        self.position = 0
        self._given: dict[str, int | None] = {}

    def __repr__(self) -> str:
        return "AnswerSheet()"

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self.questions)

    @property
    def asked(self) -> Asked | None:
        """The question that is asked now, None once all were asked."""
        return self.questions[self.position] if self.position < self.count else None

    @property
    def is_complete(self) -> bool:
        """Whether every question was answered or left out on purpose."""
        return len(self._given) == self.count

    @property
    def left_out(self) -> int:
        """How many questions have no answer."""
        return self.count - len(self.answers())

    def given(self, item_id: str) -> int | None:
        """The answer to a question, None for no answer."""
        return self._given.get(item_id)

    def was_asked(self, item_id: str) -> bool:
        """Whether a question was answered or left out on purpose."""
        return item_id in self._given

    def answer(self, value: int | None) -> None:
        """Answers the present question, None for no answer, and asks the next one.

        Raises ValueError for a value off the scale; the message does not hold it.
        """
        if value is not None and not 1 <= value <= self.survey.scale.points:
            raise ValueError("not on the scale")
        if self.asked is not None:
            self._given[self.asked.item_id] = value
            self.position += 1

    def back(self) -> None:
        """Asks the question before; at the first one nothing happens."""
        self.position = max(0, self.position - 1)

    def forward(self) -> bool:
        """Goes on from a question that was asked already; False where it was not."""
        if self.asked is None or not self.was_asked(self.asked.item_id):
            return False
        self.position += 1
        return True

    def go_to(self, position: int) -> None:
        """Asks a question again by its position, 0 for the first."""
        self.position = min(max(0, position), self.count)

    def answers(self) -> dict[str, int]:
        """What would be sent: answers by item id; questions without an answer are left out."""
        return {item_id: value for item_id, value in self._given.items() if value is not None}

    def wipe(self) -> None:
        """Forgets everything that was answered."""
        self._given.clear()
        self.position = 0
