"""What the few said who are too few for a survey: three texts, each a voice on a question of the playbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook import findings
from playbook.records import State
from playbook.store import answers as answer_store
from ybiyri_tui.usecases.findings.answering import check_question

if TYPE_CHECKING:
    from sqlmodel import Session

    from ybiyri_tui.content.workshop_schema import Group
    from ybiyri_tui.context import Context


@dataclass(frozen=True)
class Said:
    """What a group said to one question of the playbook, in its own words; and what that means for it."""

    question_id: str
    texts: tuple[str, ...]
    state: State


def by_question(group: Group, texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Texts by the question of the playbook to which each speaks first; `texts` are by id of the open question.

    Empty texts are left out.
    """
    found: dict[str, tuple[str, ...]] = {}
    for asked in group.questions:
        if text := texts.get(asked.id, "").strip():
            found[asked.speaks_to[0]] = (*found.get(asked.speaks_to[0], ()), text)
    return found


def record_few(context: Context, pilot_id: int, group: Group, said: Iterable[Said]) -> None:
    """Records everything a group said, or nothing, each text as a proof of its voice under its role.

    Raises ProgramError for a question that the playbook does not have, PlaybookError for a text that is too long.
    """
    everything = tuple(said)
    for one in everything:
        check_question(context, one.question_id)

    def work(session: Session) -> None:
        for one in everything:
            current = answer_store.answer(session, pilot_id, one.question_id)
            found = findings.record(
                current, one.state, voice=group.voice, role=group.role, proofs=one.texts, today=context.today
            )
            answer_store.save_answer(session, pilot_id, found, who=context.who, at=context.now())

    context.workspace.write(work)
