"""Recording what was found for a question, and who does what by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from playbook import findings
from playbook.errors import ChangedElsewhere
from playbook.records import Answer, MustHaveMark, State, Voice
from playbook.store import answers as answer_store
from playbook.store import must_haves as must_have_store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError

Change = Callable[[Answer], Answer]


def change_answer(
    context: Context, pilot_id: int, question_id: str, change: Change, *, seen: Answer | None = None
) -> Answer:
    """Applies a change to the answer on disk and saves it.

    `seen` is what the person was looking at: if the answer on disk is a newer one, ChangedElsewhere is raised and
    nothing is written. Raises ProgramError for a question that the playbook does not have.
    """
    check_question(context, question_id)

    def work(session: Session) -> Answer:
        current = answer_store.answer(session, pilot_id, question_id)
        if seen is not None and seen.version != current.version:
            raise ChangedElsewhere(
                f"{question_id} was changed elsewhere meanwhile. Your change was not saved: look, then enter it again."
            )
        return answer_store.save_answer(session, pilot_id, change(current), who=context.who, at=context.now())

    return context.workspace.write(work)


def record_finding(
    context: Context,
    pilot_id: int,
    question_id: str,
    state: State,
    *,
    voice: Voice = Voice.TEAM,
    role: str | None = None,
    proofs: Iterable[str] = (),
    reason: str | None = None,
    owner: str | None = None,
    due_on: date | None = None,
    accepted: bool | None = None,
    seen: Answer | None = None,
) -> Answer:
    """Records one voice's answer, with proof; owner, due date and whether the owner accepted only where given.

    `role` says who speaks as operations; None leaves whom it says.
    """
    given = tuple(proofs)

    def change(current: Answer) -> Answer:
        found = findings.record(
            current, state, voice=voice, role=role, proofs=given, reason=reason, today=context.today
        )
        if owner is not None:
            found = found.with_owner(owner)
        if accepted is not None:
            found = found.with_accepted(accepted)
        return found.with_due(due_on) if due_on is not None else found

    return change_answer(context, pilot_id, question_id, change, seen=seen)


def recheck(
    context: Context, pilot_id: int, question_id: str, *, voice: Voice | None = None, seen: Answer | None = None
) -> Answer:
    """Notes that a yes was looked at again today and still holds, for one voice or for all that were asked.

    Raises PlaybookError if there is no yes.
    """
    today = context.today
    return change_answer(
        context, pilot_id, question_id, lambda current: findings.recheck(current, today, voice), seen=seen
    )


def add_proof(
    context: Context, pilot_id: int, question_id: str, text: str, voices: Iterable[Voice], *, seen: Answer | None = None
) -> Answer:
    """Adds a proof to what each of these voices answered; their answers stay, and count as checked today."""
    wanted = tuple(voices)

    def change(current: Answer) -> Answer:
        for voice in wanted:
            found = current.finding(voice)
            if found is None:
                raise ProgramError(f"The {voice.value} have not answered {question_id} yet; record their answer first.")
            current = findings.record(current, found.state, voice=voice, proofs=(text,), today=context.today)
        return current

    return change_answer(context, pilot_id, question_id, change, seen=seen)


def remove_proof(
    context: Context, pilot_id: int, question_id: str, voice: Voice, text: str, *, seen: Answer | None = None
) -> Answer:
    """Takes a proof away; a yes that loses its last one becomes word only."""
    return change_answer(
        context, pilot_id, question_id, lambda current: findings.remove_proof(current, voice, text), seen=seen
    )


def take_back(context: Context, pilot_id: int, question_id: str, voice: Voice, *, seen: Answer | None = None) -> Answer:
    """Withdraws "doesn't apply", which leaves all answers as they were; else what this voice answered."""

    def change(current: Answer) -> Answer:
        if current.not_applicable_reason is not None:
            return replace(current, not_applicable_reason=None)
        return findings.record(current, State.NOT_ASKED, voice=voice, today=context.today)

    return change_answer(context, pilot_id, question_id, change, seen=seen)


def mark_must_have(context: Context, pilot_id: int, mark: MustHaveMark) -> None:
    """Writes what was recorded for a must-have. Raises ProgramError for one that the playbook does not have."""
    known = [must_have.id for must_have in context.playbook.must_haves]
    if mark.must_have_id not in known:
        raise ProgramError(f"There is no must-have {mark.must_have_id!r}; there is {', '.join(known)}.")
    context.workspace.write(
        lambda session: must_have_store.save_must_have(session, pilot_id, mark, who=context.who, at=context.now())
    )


def check_question(context: Context, question_id: str) -> None:
    """Raises ProgramError, with the nearest ids, for a question that the playbook does not have."""
    from difflib import get_close_matches

    known = context.playbook.question_ids()
    if question_id not in known:
        near = get_close_matches(question_id, known, n=2, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "`ybiyri objections` lists them."
        raise ProgramError(f"There is no question {question_id!r}; {hint}")
