"""How an answer changes when something is found: the transitions, as pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from playbook.errors import PlaybookError
from playbook.records import Answer, Finding, Proof, State, Voice
from playbook.texts import optional_line

MAX_PROOF = 2000
MAX_REASON = 500
MAX_ROLE = 60


def record(
    answer: Answer,
    state: State,
    *,
    voice: Voice = Voice.TEAM,
    proofs: Iterable[str] = (),
    reason: str | None = None,
    worksheet: str | None = None,
    role: str | None = None,
    today: date,
) -> Answer:
    """The answer after `voice` answered `state` on `today`.

    `role` says who speaks as operations: None leaves whom it says, and an empty one takes it away.

    Proofs that are the result of a worksheet carry its id, and take the place of its earlier result.

    Proof is kept for every state, so that a corrected slip loses nothing; only a yes is graded by it. *Not
    applicable* needs a reason and is set for the whole question; any other state withdraws it. *Not asked*
    takes back what this voice said. Raises PlaybookError for a reason or proof that does not fit the state.
    """
    reason = (reason or "").strip()
    if role and voice is not Voice.OPERATIONS:
        raise PlaybookError(f"A role is only for operations; the {voice.value} speak for themselves.")
    new_proofs = [text.strip() for text in proofs if text.strip()]
    if state is State.NOT_APPLICABLE:
        return _set_not_applicable(answer, reason, new_proofs)
    if reason:
        raise PlaybookError(f"A reason is only for not_applicable, not for {state.value}.")
    if state is State.NOT_ASKED:
        if new_proofs:
            raise PlaybookError("A question that was not asked cannot have proof; set yes, partly or no.")
        return replace(answer, findings=_without(answer, voice), not_applicable_reason=None)
    before = answer.finding(voice)
    kept = before.proofs if before else ()
    if worksheet is not None:
        kept = tuple(proof for proof in kept if proof.worksheet != worksheet)
    added = tuple(Proof(_fitting(text), today, worksheet) for text in dict.fromkeys(new_proofs))
    known = {proof.text for proof in added}
    speaks = before.role if before and role is None else optional_line(role, "the role", MAX_ROLE)
    finding = Finding(voice, state, today, tuple(p for p in kept if p.text not in known) + added, speaks)
    findings = sorted((*_without(answer, voice), finding), key=lambda found: list(Voice).index(found.voice))
    return replace(answer, findings=tuple(findings), not_applicable_reason=None)


def remove_proof(answer: Answer, voice: Voice, text: str) -> Answer:
    """The answer without this proof of this voice; a yes that loses its last proof becomes word only."""
    finding = answer.finding(voice)
    if finding is None or all(proof.text != text for proof in finding.proofs):
        raise PlaybookError(f"There is no such proof of the {voice.value}.")
    fewer = replace(finding, proofs=tuple(p for p in finding.proofs if p.text != text))
    return replace(answer, findings=tuple(fewer if f.voice is voice else f for f in answer.findings))


def recheck(answer: Answer, today: date, voice: Voice | None = None) -> Answer:
    """The answer after everything that was said was looked at again and found to be so still.

    Answers and their proofs count as checked on `today`; with a voice, only its own. Raises PlaybookError if there
    is no yes to check.
    """
    if answer.state is not State.YES:
        raise PlaybookError(f"Only a yes is checked again; {answer.question_id} is {answer.grade.value}.")
    if voice is not None and answer.finding(voice) is None:
        raise PlaybookError(f"The {voice.value} have not answered {answer.question_id}.")
    findings = tuple(
        replace(found, checked_on=today, proofs=tuple(replace(proof, checked_on=today) for proof in found.proofs))
        if voice in (None, found.voice)
        else found
        for found in answer.findings
    )
    return replace(answer, findings=findings)


def _set_not_applicable(answer: Answer, reason: str, proofs: list[str]) -> Answer:
    if not reason:
        raise PlaybookError("not_applicable needs a reason.")
    if len(reason) > MAX_REASON:
        raise PlaybookError(f"The reason is {len(reason)} characters long; at most {MAX_REASON} are kept.")
    if proofs:
        raise PlaybookError("not_applicable takes a reason, not proof.")
    return replace(answer, not_applicable_reason=reason)


def _without(answer: Answer, voice: Voice) -> tuple[Finding, ...]:
    return tuple(found for found in answer.findings if found.voice is not voice)


def _fitting(text: str) -> str:
    if len(text) > MAX_PROOF:
        raise PlaybookError(
            f"A proof is {len(text)} characters long; at most {MAX_PROOF} are kept; link to it instead."
        )
    return text
