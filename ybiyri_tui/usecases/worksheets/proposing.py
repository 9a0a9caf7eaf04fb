"""What worksheets propose: nothing of it is recorded before the coach says so, and then the result stays as proof."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from playbook import findings
from playbook.errors import ChangedElsewhere
from playbook.records import Answer, Finding, MustHaveMark, State, Voice
from playbook.store import answers as answer_store
from playbook.store import must_haves as must_have_store
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.findings.answering import change_answer
from ybiyri_tui.usecases.findings.must_haves import meet_must_have, reopen_must_have
from ybiyri_tui.usecases.worksheets.registry import worksheets

if TYPE_CHECKING:
    from sqlmodel import Session

    from ybiyri_tui.context import Context


class Target(StrEnum):
    """What a proposal is about."""

    QUESTION = "question"
    MUST_HAVE = "must_have"


@dataclass(frozen=True)
class Proposal:
    """An answer that a worksheet proposes for a question, or that a must-have is met (yes) or is not (any other).

    `because` says why in a sentence; `result` is what is kept as proof, with the numbers in it.
    """

    worksheet: str
    target: Target
    target_id: str
    state: State
    because: str
    result: str

    @property
    def key(self) -> str:
        """Names the proposal among all of a pilot, such as `services:scale.forecast-exposure`."""
        return f"{self.worksheet}:{self.target_id}"


class Standing(StrEnum):
    """How a proposal stands to what is recorded."""

    NEW = "new"
    OUTDATED = "outdated"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class ProposalLine:
    """A proposal beside what is recorded: `recorded` in words, `title` of the question or must-have.

    It is outdated where an earlier result of the worksheet was confirmed that reads differently by now.
    """

    proposal: Proposal
    title: str
    recorded: str
    standing: Standing


def proposals(context: Context, pilot_id: int, worksheet_id: str | None = None) -> tuple[ProposalLine, ...]:
    """What all worksheets propose for a pilot, or one of them; questions that the playbook lacks are left out."""
    made = [
        proposal
        for sheet in worksheets()
        if worksheet_id in (None, sheet.id)
        for proposal in sheet.proposals(context, pilot_id)
    ]
    titles = _titles(context)

    def work(session: Session) -> tuple[ProposalLine, ...]:
        answers = answer_store.answers(session, pilot_id)
        return tuple(
            _question_line(proposal, titles, answers.get(proposal.target_id) or Answer(proposal.target_id))
            if proposal.target is Target.QUESTION
            else _must_have_line(
                proposal, titles, must_have_store.must_have_mark(session, pilot_id, proposal.target_id)
            )
            for proposal in made
            if proposal.target_id in titles
        )

    return context.workspace.read(work)


def confirm(
    context: Context, pilot_id: int, key: str, *, voice: Voice = Voice.TEAM, seen: Proposal | None = None
) -> Proposal:
    """Records what a proposal says, with the result as proof; for a question as what `voice` says.

    `seen` is what the person was looking at: if the worksheet proposes something else by now, ChangedElsewhere is
    raised. Raises ProgramError if nothing of this name is proposed.
    """
    lines = proposals(context, pilot_id, key.partition(":")[0])
    line = next((found for found in lines if found.proposal.key == key), None)
    if line is None:
        offered = ", ".join(found.proposal.key for found in lines) or "nothing"
        raise ProgramError(f"No worksheet proposes {key!r} now; it proposes {offered}.")
    proposal = line.proposal
    if seen is not None and seen != proposal:
        raise ChangedElsewhere("The worksheet changed meanwhile and proposes something else; look, then confirm again.")
    if proposal.target is Target.QUESTION:
        _record(context, pilot_id, proposal, voice)
    elif proposal.state is State.YES:
        meet_must_have(context, pilot_id, proposal.target_id, proof_of(proposal))
    else:
        reopen_must_have(context, pilot_id, proposal.target_id)
    return proposal


def proof_of(proposal: Proposal) -> str:
    """What is kept as proof of a must-have."""
    return f"Worksheet {proposal.worksheet}: {proposal.result}"


def _record(context: Context, pilot_id: int, proposal: Proposal, voice: Voice) -> None:
    today = context.today

    def change(answer: Answer) -> Answer:
        return findings.record(
            answer, proposal.state, voice=voice, proofs=[proposal.result], worksheet=proposal.worksheet, today=today
        )

    change_answer(context, pilot_id, proposal.target_id, change)


def _titles(context: Context) -> dict[str, str]:
    playbook = context.playbook
    questions = {question_id: playbook.find(question_id)[1].question for question_id in playbook.question_ids()}
    return questions | {must_have.id: must_have.title for must_have in playbook.must_haves}


def _question_line(proposal: Proposal, titles: dict[str, str], answer: Answer) -> ProposalLine:
    kept = [
        (found, proof.text)
        for found in answer.findings
        for proof in found.proofs
        if proof.worksheet == proposal.worksheet
    ]
    standing = _standing([_is_said(proposal, found, text) for found, text in kept])
    recorded = answer.grade.value.replace("_", " ")
    return ProposalLine(proposal, titles[proposal.target_id], recorded, standing)


def _is_said(proposal: Proposal, found: Finding, text: str) -> bool:
    return found.state is proposal.state and text == proposal.result


def _must_have_line(proposal: Proposal, titles: dict[str, str], mark: MustHaveMark) -> ProposalLine:
    is_met, is_proposed = mark.met_on is not None, proposal.state is State.YES
    by_worksheet = (mark.proof or "").startswith(f"Worksheet {proposal.worksheet}: ")
    if is_met:
        known = [is_proposed and mark.proof == proof_of(proposal)] if by_worksheet or not is_proposed else []
    else:
        known = [] if is_proposed else [True]
    return ProposalLine(proposal, titles[proposal.target_id], "met" if is_met else "open", _standing(known))


def _standing(known: list[bool]) -> Standing:
    if not known:
        return Standing.NEW
    return Standing.CONFIRMED if any(known) else Standing.OUTDATED
