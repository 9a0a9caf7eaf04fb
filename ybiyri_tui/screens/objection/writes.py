"""What the objection screen can have written; use cases are imported in the desk, not at a key press."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from playbook.records import Answer, State, Voice

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

# Called with the context, the pilot, the question, and the answer that the person has seen.
Write = Callable[["Context", int, str, Answer], Answer]


def recording(
    state: State,
    voice: Voice,
    *,
    role: str | None = None,
    proofs: Iterable[str] = (),
    reason: str | None = None,
) -> Write:
    """Records what a voice said."""

    def write(context: Context, pilot_id: int, question_id: str, seen: Answer) -> Answer:
        from ybiyri_tui.usecases.findings.answering import record_finding

        return record_finding(
            context, pilot_id, question_id, state, voice=voice, role=role, proofs=proofs, reason=reason, seen=seen
        )

    return write


def adding_proof(text: str, voices: Iterable[Voice]) -> Write:
    """Adds a proof to what these voices said."""

    def write(context: Context, pilot_id: int, question_id: str, seen: Answer) -> Answer:
        from ybiyri_tui.usecases.findings.answering import add_proof

        return add_proof(context, pilot_id, question_id, text, voices, seen=seen)

    return write


def removing_proof(voice: Voice, text: str) -> Write:
    """Takes a proof of a voice away."""

    def write(context: Context, pilot_id: int, question_id: str, seen: Answer) -> Answer:
        from ybiyri_tui.usecases.findings.answering import remove_proof

        return remove_proof(context, pilot_id, question_id, voice, text, seen=seen)

    return write


def rechecking() -> Write:
    """Notes that a yes was looked at again today."""

    def write(context: Context, pilot_id: int, question_id: str, seen: Answer) -> Answer:
        from ybiyri_tui.usecases.findings.answering import recheck

        return recheck(context, pilot_id, question_id, seen=seen)

    return write


def taking_back(voice: Voice) -> Write:
    """Withdraws "doesn't apply", else what a voice said."""

    def write(context: Context, pilot_id: int, question_id: str, seen: Answer) -> Answer:
        from ybiyri_tui.usecases.findings.answering import take_back

        return take_back(context, pilot_id, question_id, voice, seen=seen)

    return write


def changing(change: Callable[[Answer], Answer]) -> Write:
    """Changes owner or due date."""

    def write(context: Context, pilot_id: int, question_id: str, seen: Answer) -> Answer:
        from ybiyri_tui.usecases.findings.answering import change_answer

        return change_answer(context, pilot_id, question_id, change, seen=seen)

    return write
