"""What was recorded for questions and must-haves that the playbook in use no longer has; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from playbook.records import Answer
from playbook.schema import Playbook

Mark = TypeVar("Mark")


def retired_questions(playbook: Playbook, answers: Mapping[str, Answer]) -> tuple[Answer, ...]:
    """Answers whose question was removed or belongs to a pack that is off, in the order of their ids.

    They are found by id alone: a question that comes back under its id has its answer again. An answer without any
    content, as one that was taken back, is not listed.
    """
    known = set(playbook.question_ids())
    return tuple(
        answer for question_id, answer in sorted(answers.items()) if question_id not in known and _says_anything(answer)
    )


def retired_must_haves(playbook: Playbook, marks: Mapping[str, Mark]) -> tuple[Mark, ...]:
    """Marks whose must-have was removed or belongs to a pack that is off, in the order of their ids."""
    known = {must_have.id for must_have in playbook.must_haves}
    return tuple(mark for must_have_id, mark in sorted(marks.items()) if must_have_id not in known)


def _says_anything(answer: Answer) -> bool:
    return bool(answer.findings or answer.not_applicable_reason or answer.owner or answer.due_on)
