"""Answers with their findings and proofs, saved as a whole and only by those who saw the latest version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete, select

from playbook.errors import ChangedElsewhere
from playbook.records import Answer, Finding, Proof, State, Voice
from playbook.store import history
from playbook.tables import AnswerRow, FindingRow, ProofRow


def answers(session: Session, pilot_id: int) -> dict[str, Answer]:
    """The answers that were touched, by question id."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    proofs: dict[tuple[str, str], list[Proof]] = defaultdict(list)
    for proof in session.exec(select(ProofRow).where(ProofRow.pilot_id == pilot_id).order_by(col(ProofRow.id))):
        proofs[proof.question_id, proof.voice].append(Proof(proof.text, proof.checked_on, proof.worksheet))
    for row in session.exec(select(FindingRow).where(FindingRow.pilot_id == pilot_id)):
        shown = tuple(proofs[row.question_id, row.voice])
        findings[row.question_id].append(Finding(Voice(row.voice), State(row.state), row.checked_on, shown, row.role))
    order = list(Voice)
    return {
        row.question_id: Answer(
            question_id=row.question_id,
            findings=tuple(sorted(findings[row.question_id], key=lambda found: order.index(found.voice))),
            not_applicable_reason=row.not_applicable_reason,
            owner=row.owner,
            due_on=row.due_on,
            version=row.version,
            accepted=row.accepted,
        )
        for row in session.exec(select(AnswerRow).where(AnswerRow.pilot_id == pilot_id))
    }


def answer(session: Session, pilot_id: int, question_id: str) -> Answer:
    """One answer; an empty one if the question was never touched."""
    return answers(session, pilot_id).get(question_id) or Answer(question_id)


def save_answer(session: Session, pilot_id: int, new: Answer, *, who: str, at: datetime) -> Answer:
    """Writes an answer that was read at `new.version`, and returns it with its next version.

    Raises ChangedElsewhere, and writes nothing, if somebody saved the same question in between.
    """
    before = answer(session, pilot_id, new.question_id)
    if before.version != new.version:
        last = history.last(session, pilot_id, kind="answer", key=new.question_id)
        by = f" by {last.who}" if last else ""
        raise ChangedElsewhere(
            f"{new.question_id} was changed elsewhere{by}. Your change was not saved: look, then enter it again."
        )
    if before == new:
        return before
    saved = put_answer(session, pilot_id, new)
    history.append(session, pilot_id, who=who, at=at, kind="answer", key=new.question_id, before=before, after=saved)
    return saved


def put_answer(session: Session, pilot_id: int, new: Answer) -> Answer:
    """Writes an answer over what is there and returns it with its next version; the audit trail is the caller's."""
    row = session.get(AnswerRow, (pilot_id, new.question_id))
    if row is None:
        row = AnswerRow(pilot_id=pilot_id, question_id=new.question_id, version=0)
        session.add(row)
    row.not_applicable_reason = new.not_applicable_reason
    row.owner, row.accepted, row.due_on = new.owner, new.accepted, new.due_on
    row.version += 1
    session.flush()
    _replace_findings(session, pilot_id, new)
    return replace(new, version=row.version)


def _replace_findings(session: Session, pilot_id: int, new: Answer) -> None:
    here = delete(FindingRow).where(
        col(FindingRow.pilot_id) == pilot_id, col(FindingRow.question_id) == new.question_id
    )
    session.exec(here)
    for found in new.findings:
        finding = FindingRow(
            pilot_id=pilot_id,
            question_id=new.question_id,
            voice=found.voice.value,
            state=found.state.value,
            checked_on=found.checked_on,
            role=found.role,
        )
        session.add(finding)
        session.flush()
        session.add_all(
            ProofRow(
                pilot_id=pilot_id,
                question_id=new.question_id,
                voice=found.voice.value,
                text=proof.text,
                checked_on=proof.checked_on,
                worksheet=proof.worksheet,
            )
            for proof in found.proofs
        )
    session.flush()
